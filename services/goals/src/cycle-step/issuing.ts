import { Injectable } from '@nestjs/common';
import { ApprovalEngine } from '@goalbeat/approvals/approval-engine';
import { prorateTarget } from '@goalbeat/domain/pay/proration';
import { addDays, parsePeriod, type ParsedPeriod } from '@goalbeat/domain/period/period';
import { Calendars } from '@goalbeat/org-copy/calendars';
import { OrgCopy } from '@goalbeat/org-copy/org-copy';
import type { Tx } from '@goalbeat/service-kit/db/tx';
import { BY_DEADLINE } from '@goalbeat/service-kit/process-log/actor';
import { v7 as uuidv7 } from 'uuid';
import { coveredPeople, type Covered } from '../cycle-definition/who.js';
import { GoalTemplateRepository, type Template } from '../goal-template/goal-template.repository.js';
import { SheetWriter, type NewSheet, type Skipped } from '../goal-sheet/sheet-writer.js';
import type { Running } from './step-runner.js';
import { workedDays, type WorkedDays } from './worked-days.js';

const PAGE = 2_000;
/** Who left longer ago than this is nobody that a cycle need explain. */
const LEFT_RECENTLY_DAYS = 31;

/** Makes sheets for whoever is covered and has none yet. */
@Injectable()
export class Issuing {
  constructor(
    private readonly templates: GoalTemplateRepository,
    private readonly sheets: SheetWriter,
    private readonly engine: ApprovalEngine,
    private readonly org: OrgCopy,
    private readonly calendars: Calendars,
  ) {}

  /** The next page by person id, set-based; people without a sheet are listed with the reason. */
  async page(tx: Tx, running: Running, after: string | null): Promise<{ more: boolean; after: string | null }> {
    const { cycle, steps, now } = running;
    const period = parsePeriod(cycle.period);
    const people = await coveredPeople(tx, cycle.data.who, {
      since: addDays(period.start, -LEFT_RECENTLY_DAYS),
      after,
      limit: PAGE,
      withoutCycle: cycle.id,
    });
    if (people.length === 0) return { more: false, after };
    const daysOf = await this.#days(tx, period, people);
    const templates = await this.templates.forIssuing(tx);
    const issued: NewSheet[] = [];
    const skipped: Skipped[] = [];
    for (const person of people) {
      const days = daysOf(person);
      const template = templates.get(person.jobFamily);
      const reason = whyNot(person, days, template, period);
      if (reason === null && template !== undefined) issued.push(sheetOf(person, days, template));
      else skipped.push({ personId: person.id, reason: reason ?? 'no-template' });
    }
    await this.sheets.insert(tx, cycle.id, issued, now);
    await this.sheets.skip(tx, cycle.id, skipped);
    const due = steps.find((step) => step.step === 'issue')?.at ?? null;
    for (const { id } of issued) {
      tx.log({
        subjectKind: 'goal-sheet',
        subjectId: id,
        cycleId: cycle.id,
        action: 'sheet.issued',
        ...BY_DEADLINE,
        at: now,
        dueAt: due,
        ruleVersion: `cycle-definition/${cycle.definitionId}@${cycle.definitionVersion}`,
      });
    }
    const planning = steps.find((step) => step.step === 'close-planning');
    await this.engine.openTodos(
      tx,
      issued.map((sheet) => ({
        subjectKind: 'make-plan',
        subjectId: sheet.id,
        title: sheet.personName,
        assigneeIds: [sheet.personId],
        cycleId: cycle.id,
        unitId: sheet.unitId,
        dueAt: planning?.at ?? null,
      })),
    );
    return { more: people.length === PAGE, after: people.at(-1)?.id ?? after };
  }

  /** Working days by the calendar of each person's unit; each calendar and pair of dates is counted once. */
  async #days(tx: Tx, period: ParsedPeriod, people: readonly Covered[]): Promise<(person: Covered) => WorkedDays> {
    const codes = new Map((await this.org.units(tx)).map((unit) => [unit.id, unit.calendar]));
    const wanted = new Set(people.map((person) => codes.get(person.unitId) ?? ''));
    const calendars = new Map(
      await Promise.all([...wanted].map(async (code) => [code, await this.calendars.byCode(tx, code)] as const)),
    );
    const known = new Map<string, WorkedDays>();
    return (person) => {
      const code = codes.get(person.unitId) ?? '';
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
}

function whyNot(
  person: Covered,
  days: WorkedDays,
  template: Template | undefined,
  period: ParsedPeriod,
): string | null {
  if (person.excepted) return 'excepted';
  if (person.leftOn !== null && person.leftOn < period.start) return 'left';
  if (person.joinedOn > period.end) return 'not-yet-joined';
  if (days.worked === 0) return 'no-working-day';
  return template === undefined ? 'no-template' : null;
}

function sheetOf(person: Covered, days: WorkedDays, template: Template): NewSheet {
  return {
    id: uuidv7(),
    personId: person.id,
    personName: person.name,
    unitId: person.unitId,
    grade: person.grade,
    workedDays: days.worked,
    fullDays: days.full,
    goals: template.goals.map((goal) => ({
      ...goal,
      id: uuidv7(),
      target: prorateTarget(goal.type, goal.target, days.targetWorked, days.targetFull),
    })),
  };
}
