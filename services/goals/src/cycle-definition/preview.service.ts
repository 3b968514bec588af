import { Injectable } from '@nestjs/common';
import type { PreviewDraft, PreviewRequest, PreviewView } from '@goalbeat/contracts/goals/definition-http';
import { requireScopes } from '@goalbeat/domain/access/policy';
import type { Principal } from '@goalbeat/domain/access/roles';
import type { WorkingCalendar } from '@goalbeat/domain/calendar/calendar';
import { planTimeline } from '@goalbeat/domain/calendar/timeline';
import { DomainError } from '@goalbeat/domain/errors/domain-error';
import { isLocalDate } from '@goalbeat/domain/period/local-date';
import { parsePeriod, periodAfter, periodFrom, type Period } from '@goalbeat/domain/period/period';
import type { Language } from '@goalbeat/domain/wording/language';
import { Calendars } from '@goalbeat/org-copy/calendars';
import { OrgCopy } from '@goalbeat/org-copy/org-copy';
import { UnitOfWork } from '@goalbeat/service-kit/db/unit-of-work';
import type { z } from 'zod';
import { CycleDefinitionRepository, type Data } from './cycle-definition.repository.js';
import { DefinitionCheck } from './definition-check.js';
import { told } from './definition-warnings.js';
import { PreviewLooks } from './preview-looks.js';
import { explainSkip, explainStep, inWords } from './preview-words.js';

type Preview = z.infer<typeof PreviewView>;

/** Of a definition that is not there yet: no other one has it. */
const UNSAVED = '00000000-0000-0000-0000-000000000000';

/** What a definition would do: the next periods with every instant, and who could not be decided about. */
@Injectable()
export class PreviewService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly definitions: CycleDefinitionRepository,
    private readonly check: DefinitionCheck,
    private readonly looks: PreviewLooks,
    private readonly org: OrgCopy,
    private readonly calendars: Calendars,
  ) {}

  /** @throws not-found, validation (from) */
  async preview(
    principal: Principal,
    id: string,
    request: z.infer<typeof PreviewRequest>,
    language: Language,
  ): Promise<Preview> {
    requireScopes(principal, 'goals.definition.read');
    requireDay(request.from);
    return this.#of(
      principal,
      await this.uow.read(principal.tenantId, (tx) => this.definitions.one(tx, id)),
      request,
      language,
    );
  }

  /** Of what somebody is writing: nothing is kept. @throws validation (from) */
  async ofDraft(principal: Principal, draft: z.infer<typeof PreviewDraft>, language: Language): Promise<Preview> {
    requireScopes(principal, 'goals.definition.read');
    requireDay(draft.from);
    const { code, data } = draft;
    const saved =
      code === undefined
        ? undefined
        : await this.uow.read(principal.tenantId, (tx) => this.definitions.byCode(tx, code));
    return this.#of(principal, { id: saved?.id ?? UNSAVED, data }, draft, language);
  }

  async #of(
    principal: Principal,
    definition: { id: string; data: Data },
    request: z.infer<typeof PreviewRequest>,
    language: Language,
  ): Promise<Preview> {
    const { data } = definition;
    const rules = await this.looks.rules(principal.tenantId, data);
    return this.uow.read(principal.tenantId, async (tx) => {
      const today = await this.org.today(tx);
      const problems = await this.check.problems(tx, data);
      const people = await this.check.people(tx, data, today);
      const { problems: unsigned } = await this.check.approversOf(tx, data, people);
      const unplannable = problems.some(({ field }) => /^(calendar|zone|periods)/.test(field));
      const periods = unplannable
        ? []
        : periodsOf(data, await this.calendars.byCode(tx, data.calendar), request, language);
      const held = periods.flatMap(({ period, steps }) => {
        const last = steps.at(-1)?.at;
        return last === undefined ? [] : [{ period, last }];
      });
      return {
        periods,
        problems: told([...problems, ...rules.problems, ...unsigned], language),
        warnings: told(
          [...rules.warnings, ...(problems.length === 0 ? await this.looks.warnings(tx, definition) : [])],
          language,
        ),
        people: people.filter((person) => !person.excepted).length,
        ...(await this.looks.approvers(tx, data, held, today, language)),
      };
    });
  }
}

function requireDay(from: string): void {
  if (!isLocalDate(from)) throw new DomainError('validation', 'from: is no day of the calendar', { field: 'from' });
}

function periodsOf(
  data: Data,
  calendar: WorkingCalendar,
  request: { from: string; count: number },
  language: Language,
): Preview['periods'] {
  const periods: Preview['periods'] = [];
  let period: Period | null = periodFrom(data, request.from);
  for (let n = 0; n < request.count && period !== null; n += 1) {
    const timeline = planTimeline(data.timeline, period, calendar, data.zone);
    const { start, end } = parsePeriod(period);
    const skipped = Array.isArray(timeline) ? null : timeline.skipped;
    const steps = (Array.isArray(timeline) ? timeline : []).map((step) => ({
      ...step,
      moved: step.moved ?? null,
      local: inWords(step.at, data.zone, language),
      explained: explainStep(step, data.zone, calendar, language),
    }));
    periods.push({ period, start, end, skipped, skippedWhy: skipped && explainSkip(skipped, language), steps });
    period = periodAfter(data, period);
  }
  return periods;
}
