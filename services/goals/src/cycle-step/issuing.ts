import { Injectable } from '@nestjs/common';
import { ApprovalEngine } from '@goalbeat/approvals/approval-engine';
import { addDays, parsePeriod } from '@goalbeat/domain/period/period';
import type { Tx } from '@goalbeat/service-kit/db/tx';
import { BY_DEADLINE } from '@goalbeat/service-kit/process-log/actor';
import { coveredPeople, type Covered } from '../cycle-definition/who.js';
import { SheetWriter, type NewSheet } from '../goal-sheet/sheet-writer.js';
import { SheetDrafts } from './sheet-drafts.js';
import { SheetSets, type SheetInSet } from './sheet-sets.js';
import { atOf, isDone, todoOf, type Running } from './running.js';

const PAGE = 2_000;
/** Who left longer ago than this is nobody that a cycle need explain. */
const LEFT_RECENTLY_DAYS = 31;

/** Makes sheets for whoever is covered and has none yet. Under the cycle's lock: one a person, whatever comes twice. */
@Injectable()
export class Issuing {
  constructor(
    private readonly drafts: SheetDrafts,
    private readonly sheets: SheetWriter,
    private readonly sets: SheetSets,
    private readonly engine: ApprovalEngine,
  ) {}

  /** The next page by person id, set-based; people without a sheet are listed with the reason. */
  async page(tx: Tx, running: Running, after: string | null): Promise<{ more: boolean; after: string | null }> {
    const people = await this.#covered(tx, running, { after, withoutCycle: running.cycle.id });
    await this.#issue(tx, running, people);
    return { more: people.length === PAGE, after: people.at(-1)?.id ?? after };
  }

  /** These people, where the cycle covers them now and they have no sheet; the reason for which they had none may be gone. */
  async people(tx: Tx, running: Running, ids: readonly string[]): Promise<void> {
    await this.#issue(tx, running, await this.#covered(tx, running, { after: null, withoutCycle: null, ids }));
  }

  #covered(
    tx: Tx,
    { cycle }: Running,
    which: { after: string | null; withoutCycle: string | null; ids?: readonly string[] },
  ): Promise<Covered[]> {
    const since = addDays(parsePeriod(cycle.period).start, -LEFT_RECENTLY_DAYS);
    return coveredPeople(tx, cycle.data.who, { since, limit: PAGE, ...which });
  }

  async #issue(tx: Tx, running: Running, people: readonly Covered[]): Promise<void> {
    if (people.length === 0) return;
    const { cycle, now } = running;
    const { issued, skipped } = await this.drafts.of(tx, running, people);
    await this.sheets.insert(tx, cycle, issued, now);
    await this.sheets.skip(tx, cycle.id, skipped);
    await this.sheets.unskip(
      tx,
      cycle.id,
      issued.map((sheet) => sheet.personId),
    );
    const late = isDone(running, 'issue') ? { details: { late: true } } : {};
    for (const { id } of issued) {
      tx.log({
        subjectKind: 'goal-sheet',
        subjectId: id,
        cycleId: cycle.id,
        action: 'sheet.issued',
        ...BY_DEADLINE,
        at: now,
        dueAt: atOf(running, 'issue'),
        ruleVersion: `cycle-definition/${cycle.definitionId}@${cycle.definitionVersion}`,
        ...late,
      });
    }
    await this.#next(tx, running, issued.map(inSet));
  }

  /** Whoever comes late stands where the others stand: planning, or waiting for the report. */
  async #next(tx: Tx, running: Running, sheets: readonly SheetInSet[]): Promise<void> {
    const { cycle, now } = running;
    if (!isDone(running, 'close-planning')) {
      const dueAt = atOf(running, 'close-planning');
      await this.engine.openTodos(
        tx,
        sheets.map((sheet) => todoOf(sheet, cycle.id, 'make-plan', dueAt)),
      );
      return;
    }
    await this.sets.acceptPlans(
      tx,
      cycle.id,
      sheets.map((sheet) => sheet.id),
      now,
    );
    if (!isDone(running, 'ask-report')) return;
    const dueAt = atOf(running, 'close-reporting');
    await this.engine.openTodos(
      tx,
      sheets.map((sheet) => todoOf(sheet, cycle.id, 'make-report', dueAt)),
    );
    this.sets.notify(tx, sheets, 'report-asked', now, dueAt === null ? {} : { dueAt });
  }
}

const inSet = ({ id, personId, personName, unitId }: NewSheet): SheetInSet => ({
  id,
  personId,
  personName,
  unitId,
  state: 'issued',
  leftOn: null,
});
