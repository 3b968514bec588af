import { Injectable } from '@nestjs/common';
import { localOf } from '@goalbeat/domain/calendar/zone';
import { prorateGoal } from '@goalbeat/domain/pay/proration';
import { parsePeriod, type LocalDate, type ParsedPeriod } from '@goalbeat/domain/period/period';
import { Calendars } from '@goalbeat/org-copy/calendars';
import { OrgCopy } from '@goalbeat/org-copy/org-copy';
import type { OrgUnit } from '@goalbeat/org-copy/org-types';
import type { Tx } from '@goalbeat/service-kit/db/tx';
import { v7 as uuidv7 } from 'uuid';
import type { Covered } from '../cycle-definition/who.js';
import { LaterGoals, type Later } from '../cycle-change/later-goals.js';
import type { NewSheet, Skipped, TemplateGoal } from '../goal-sheet/sheet-writer.js';
import { awayThroughout } from './away-throughout.js';
import { CycleTemplates, type PinnedTemplate } from './cycle-templates.js';
import { isDone, todayOf, type Running } from './running.js';
import { workedDays, type WorkedDays } from './worked-days.js';

export interface Drafts {
  issued: NewSheet[];
  skipped: Skipped[];
}
/** What depends on the days that somebody works. */
export type Prorated = Pick<TemplateGoal, 'target' | 'baseline'>;
type Person = Pick<Covered, 'unitId' | 'joinedOn' | 'leftOn'>;

/** What each person's sheet is to be; writes nothing but the templates' pins. */
@Injectable()
export class SheetDrafts {
  constructor(
    private readonly templates: CycleTemplates,
    private readonly later: LaterGoals,
    readonly org: OrgCopy,
    readonly calendars: Calendars,
  ) {}

  async of(tx: Tx, running: Running, people: readonly Covered[]): Promise<Drafts> {
    const { cycle } = running;
    const period = parsePeriod(cycle.period);
    const cameIn = cameInOn(running, period);
    const inTime = people.map((person) => ({ ...person, joinedOn: startOf(person, period, cameIn) }));
    const daysOf = await this.days(tx, running, inTime);
    const away = await awayThroughout(tx, this, period, inTime);
    const templates = await this.templates.forIssuing(tx, cycle.id);
    const later = await this.later.of(tx, cycle.id);
    const units = later.none ? new Map<string, OrgUnit>() : await this.#units(tx);
    const issued: NewSheet[] = [];
    const skipped: Skipped[] = [];
    for (const person of inTime) {
      const days = daysOf(person);
      const template = templates.get(person.jobFamily);
      const reason = whyNot(person, days, away.has(person.id), template, period);
      if (reason === null && template !== undefined) {
        const goals = goalsOf(template, days, later, units.get(person.unitId)?.path ?? []);
        issued.push({ ...sheetOf(person, days, template, goals), cameIn: person.joinedOn === cameIn ? cameIn : null });
      } else skipped.push({ personId: person.id, reason: reason ?? 'no-template' });
    }
    return { issued, skipped };
  }

  /** Targets as somebody of this template would get them now, by the goal's code. */
  async targets(
    tx: Tx,
    running: Running,
    sheet: { templateId: string; unitId: string },
    days: WorkedDays,
  ): Promise<Map<string, Prorated>> {
    const templates = await this.templates.forIssuing(tx, running.cycle.id);
    const template = [...templates.values()].find(({ id }) => id === sheet.templateId);
    if (template === undefined) return new Map();
    const later = await this.later.of(tx, running.cycle.id);
    const path = (await this.#units(tx)).get(sheet.unitId)?.path ?? [];
    return new Map(goalsOf(template, days, later, path).map((goal) => [goal.code, goal]));
  }

  /** Working days by the calendar of each person's unit; each calendar and pair of dates is counted once. */
  async days(tx: Tx, running: Running, people: readonly Person[]): Promise<(person: Person) => WorkedDays> {
    const period = parsePeriod(running.cycle.period);
    const units = await this.#units(tx);
    const wanted = new Set(people.map((person) => units.get(person.unitId)?.calendar ?? ''));
    const calendars = new Map(
      await Promise.all([...wanted].map(async (code) => [code, await this.calendars.byCode(tx, code)] as const)),
    );
    const known = new Map<string, WorkedDays>();
    return (person) => {
      const code = units.get(person.unitId)?.calendar ?? '';
      const joined = person.joinedOn > period.start ? person.joinedOn : period.start;
      const left = person.leftOn !== null && person.leftOn < period.end ? person.leftOn : null;
      const key = `${code} ${joined} ${left ?? ''}`;
      const calendar = calendars.get(code);
      if (calendar === undefined) throw new Error(`Calendar ${code} was not loaded`);
      const days = known.get(key) ?? workedDays(calendar, period, joined, left);
      known.set(key, days);
      return days;
    };
  }

  async #units(tx: Tx): Promise<Map<string, OrgUnit>> {
    return new Map((await this.org.units(tx)).map((unit) => [unit.id, unit]));
  }
}

/** Who was here before the sheets were issued and has none came into the cycle today. */
function startOf({ joinedOn }: Person, period: ParsedPeriod, cameIn: LocalDate | null): LocalDate {
  return joinedOn >= period.start || cameIn === null ? joinedOn : cameIn;
}

/** Null while the sheets are being issued, however late that is. */
function cameInOn(running: Running, period: ParsedPeriod): LocalDate | null {
  if (!isDone(running, 'issue')) return null;
  const issuedAt = running.steps.find((one) => one.step === 'issue')?.doneAt ?? running.now;
  const today = todayOf(running);
  return today > period.start && today > localOf(issuedAt, running.cycle.data.zone).date ? today : null;
}

/** Why a covered person has no sheet; null when they get one. */
function whyNot(
  person: Covered,
  days: WorkedDays,
  away: boolean,
  template: PinnedTemplate | undefined,
  period: ParsedPeriod,
): string | null {
  if (person.excepted) return 'excepted';
  if (person.leftOn !== null && person.leftOn < period.start) return 'left';
  if (person.joinedOn > period.end) return 'not-yet-joined';
  if (days.worked === 0) return 'no-working-day';
  if (away) return 'on-leave';
  return template === undefined ? 'no-template' : null;
}

function goalsOf(
  template: PinnedTemplate,
  days: WorkedDays,
  later: Later,
  unitPath: readonly string[],
): TemplateGoal[] {
  if (!later.none) return later.goals(template, { worked: days.targetWorked, full: days.targetFull }, unitPath);
  return template.goals.map((goal) => ({ ...goal, ...prorateGoal(goal, days.targetWorked, days.targetFull) }));
}

function sheetOf(
  person: Covered,
  days: WorkedDays,
  template: PinnedTemplate,
  goals: readonly TemplateGoal[],
): Omit<NewSheet, 'cameIn'> {
  return {
    id: uuidv7(),
    personId: person.id,
    personName: person.name,
    unitId: person.unitId,
    grade: person.grade,
    workedDays: days.worked,
    fullDays: days.full,
    targetWorked: days.targetWorked,
    targetFull: days.targetFull,
    template: { id: template.id, version: template.version },
    goals: goals.map((goal) => ({ ...goal, id: uuidv7() })),
  };
}
