import { Injectable } from '@nestjs/common';
import type { StartRehearsal } from '@goalbeat/contracts/goals/rehearsal-http';
import { PutGoalTemplate } from '@goalbeat/contracts/goals/template-http';
import { planTimeline } from '@goalbeat/domain/calendar/timeline';
import { localOf } from '@goalbeat/domain/calendar/zone';
import { instantFromMs, instantMs } from '@goalbeat/domain/clock/instant';
import { DomainError, isDomainError } from '@goalbeat/domain/errors/domain-error';
import { isPeriodDay, isPeriodOf, parsePeriod, periodAfter, periodFrom } from '@goalbeat/domain/period/period';
import type { Language } from '@goalbeat/domain/wording/language';
import { Calendars } from '@goalbeat/org-copy/calendars';
import { OrgCopy } from '@goalbeat/org-copy/org-copy';
import type { Tx } from '@goalbeat/service-kit/db/tx';
import type { Data, Definition } from '../cycle-definition/cycle-definition.repository.js';
import { DefinitionCheck } from '../cycle-definition/definition-check.js';
import { GoalTemplateRepository } from '../goal-template/goal-template.repository.js';
import type { RehearsalSettings } from './rehearsal-settings.js';
import { whoIsCopied } from './who-is-copied.js';

/** People come to work before the first step. */
const BEFORE_MS = 3_600_000;

/** Works out what is played: the period, who takes part, and everything the definition needs. */
@Injectable()
export class RehearsalPlan {
  constructor(
    private readonly check: DefinitionCheck,
    private readonly templates: GoalTemplateRepository,
    private readonly org: OrgCopy,
    private readonly calendars: Calendars,
  ) {}

  /**
   * All that would stop it in the copy is said here, before anything is copied.
   * @throws validation (period; a definition that is not right, or covers nobody then), unknown-unit, unknown-person,
   *   nobody-to-approve, wrong-state (nobody leads HR)
   */
  async of(
    tx: Tx,
    { code, data }: Definition,
    asked: StartRehearsal,
    pieces: { ruleSet: unknown; payPlan: unknown },
    language: Language,
  ): Promise<{ period: string; settings: RehearsalSettings }> {
    await this.check.requireGood(tx, data, language);
    const now = await this.org.now(tx);
    const period = asked.period ?? next(data, localOf(now, data.zone).date);
    requirePeriod(data, period);
    const timeline = planTimeline(data.timeline, period, await this.calendars.byCode(tx, data.calendar), data.zone);
    const first = Array.isArray(timeline) ? timeline.at(0) : undefined;
    const last = Array.isArray(timeline) ? timeline.at(-1) : undefined;
    if (first === undefined || last === undefined) {
      throw new DomainError('validation', `${period} has no working day, so there is nothing to rehearse.`, {
        field: 'period',
      });
    }
    const day = localOf(first.at, data.zone).date;
    const people = (await this.org.people(tx)).filter((person) => person.leftOn === null || person.leftOn >= day);
    const units = await this.org.units(tx);
    if (!people.some((person) => person.roles.some(({ role, unitId }) => role === 'hr-lead' && unitId === null))) {
      throw new DomainError(
        'wrong-state',
        'Nobody leads HR here, who would set the definition up. Give somebody the role.',
      );
    }
    const { end } = parsePeriod(period);
    const covered = (await this.check.people(tx, data, day)).filter((one) => one.joinedOn <= end);
    if (covered.every((one) => one.excepted)) await this.#refuseEmpty(tx, data, period);
    await this.check.requireApprovers(tx, data, language, { date: day, instant: first.at });
    const families = await this.templates.forIssuing(tx);
    const withSheet = new Set(
      covered.filter((one) => !one.excepted && families.has(one.jobFamily)).map((one) => one.id),
    );
    const numbers = whoIsCopied({ people, units }, { withSheet, named: namedIn(data), seed: asked.seed });
    return {
      period,
      settings: {
        asked,
        definition: { code, data },
        templates: [...families.values()].map((template) => ({
          code: template.code,
          put: PutGoalTemplate.parse({
            name: template.name,
            jobFamily: template.jobFamily,
            goals: template.goals,
          }),
        })),
        ...pieces,
        numbers,
        company: people.length,
        start: instantFromMs(instantMs(first.at) - BEFORE_MS),
        last: last.at,
      },
    };
  }

  /** Somebody is covered today: then it is the period that is wrong, not the definition. @throws validation */
  async #refuseEmpty(tx: Tx, data: Data, period: string): Promise<void> {
    const today = await this.check.people(tx, data, await this.org.today(tx));
    if (today.every((one) => one.excepted)) return;
    throw new DomainError(
      'validation',
      `Nobody whom the definition covers is with the company in ${period}: rehearse a later period.`,
      { field: 'period' },
    );
  }
}

/** Of the same kind, real, and in a time that calendars know. @throws validation */
function requirePeriod(data: Data, period: string): void {
  if (isReal(period) && isPeriodOf(data, period)) return;
  throw new DomainError('validation', `${period} is no period of this definition.`, { field: 'period' });
}

function isReal(period: string): boolean {
  try {
    return isPeriodDay(parsePeriod(period).start);
  } catch (error) {
    if (isDomainError(error)) return false;
    throw error;
  }
}

function next(data: Data, today: string): string {
  const present = periodFrom(data, today);
  const after = present === null ? null : periodAfter(data, present);
  const period = after ?? present;
  if (period !== null) return period;
  throw new DomainError('validation', 'All periods of this definition are over: say which one to rehearse.', {
    field: 'period',
  });
}

function namedIn(data: Data): string[] {
  const steps = Object.values(data.chains).flatMap((chain) => chain ?? []);
  return [
    ...steps.flatMap((step) => (step.assign.kind === 'person' ? [step.assign.number] : [])),
    ...data.who.except,
    ...(data.who.only ?? []),
  ];
}
