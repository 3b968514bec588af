import { Injectable } from '@nestjs/common';
import type { StepRef, StepResult } from '@goalbeat/contracts/activities';
import { ApprovalEngine } from '@goalbeat/approvals/approval-engine';
import type { SheetState } from '@goalbeat/domain/sheet/lifecycle';
import type { Tx } from '@goalbeat/service-kit/db/tx';
import { Issuing } from './issuing.js';
import { Leavers } from './leavers.js';
import { SheetSets, type SheetInSet } from './sheet-sets.js';
import { atOf, isHere, todayOf, todoOf, type Running } from './running.js';
import { StepRunner, type Worked } from './step-runner.js';

const PAGE = 2_000;
const UNPLANNED: readonly SheetState[] = ['issued', 'plan-returned'];

/** From the first reminder to the request for reports. */
@Injectable()
export class PlanningSteps {
  constructor(
    private readonly runner: StepRunner,
    private readonly sets: SheetSets,
    private readonly engine: ApprovalEngine,
    private readonly issuing: Issuing,
    private readonly leavers: Leavers,
  ) {}

  remindToPlan(ref: StepRef): Promise<StepResult> {
    return this.#remind(ref, 'remind-plan', UNPLANNED, 'make-plan', 'close-planning');
  }

  /** Sheets that were never submitted, or were returned and not mended, hold as they stand. Open approvals climb their ladders. */
  closePlanning(ref: StepRef): Promise<StepResult> {
    return this.runner.run(ref, 'close-planning', async (tx, running) => {
      // Who joined since the issue has a sheet too, with the target of the days that are left.
      await this.issuing.page(tx, running, null);
      await this.leavers.settle(tx, running);
      const sheets = await this.sets.inStates(tx, running.cycle.id, UNPLANNED, null, PAGE);
      await this.#acceptAsIssued(tx, running, sheets);
      return { counts: { acceptedAsIssued: sheets.length }, more: sheets.length === PAGE };
    });
  }

  /** Asks everybody who has not reported yet; reports that came early count. */
  askForReport(ref: StepRef): Promise<StepResult> {
    let after: string | null = null;
    let settled = false;
    return this.runner.run(ref, 'ask-report', async (tx, running): Promise<Worked> => {
      if (!settled) {
        const left = await this.#settle(tx, running);
        settled = left < PAGE;
        return { counts: left === 0 ? {} : { acceptedAsIssued: left }, more: true };
      }
      const sheets = await this.sets.inStates(tx, running.cycle.id, ['planned'], after, PAGE);
      const dueAt = atOf(running, 'close-reporting');
      // After an outage reporting closes in the same breath: nobody is asked for what is no longer taken.
      const asked = isOver(dueAt, running.now) ? [] : sheets.filter(isHere(todayOf(running)));
      await this.engine.openTodos(
        tx,
        asked.map((sheet) => todoOf(sheet, running.cycle.id, 'make-report', dueAt)),
      );
      this.sets.notify(tx, asked, 'report-asked', running.now, dueAt === null ? {} : { dueAt });
      after = sheets.at(-1)?.id ?? after;
      return { counts: { asked: asked.length }, more: sheets.length === PAGE };
    });
  }

  remindToReport(ref: StepRef): Promise<StepResult> {
    return this.#remind(ref, 'remind-report', ['planned', 'report-returned'], 'make-report', 'close-reporting');
  }

  #remind(
    ref: StepRef,
    step: 'remind-plan' | 'remind-report',
    states: readonly SheetState[],
    todo: string,
    due: 'close-planning' | 'close-reporting',
  ): Promise<StepResult> {
    let after: string | null = null;
    return this.runner.run(ref, step, async (tx, running) => {
      const sheets = await this.sets.inStates(tx, running.cycle.id, states, after, PAGE);
      const dueAt = atOf(running, due);
      const reminded = isOver(dueAt, running.now) ? [] : sheets.filter(isHere(todayOf(running)));
      this.sets.notify(tx, reminded, 'reminder', running.now, { todo, ...(dueAt === null ? {} : { dueAt }) });
      this.sets.log(tx, running.cycle.id, reminded, `${todo}.reminded`, running.now, 'reminder');
      after = sheets.at(-1)?.id ?? after;
      return { counts: { reminded: reminded.length }, more: sheets.length === PAGE };
    });
  }

  /** A plan that is still on somebody's desk must not cost its owner the report: it holds as it was submitted. */
  async #settle(tx: Tx, running: Running): Promise<number> {
    await this.issuing.page(tx, running, null);
    await this.leavers.settle(tx, running);
    const sheets = await this.sets.inStates(tx, running.cycle.id, [...UNPLANNED, 'plan-submitted'], null, PAGE);
    await this.engine.withdrawSubjects(tx, {
      subjectKind: 'plan',
      subjectIds: sheets.filter((sheet) => sheet.state === 'plan-submitted').map((sheet) => sheet.id),
      reason: 'not-decided-before-the-report',
    });
    await this.#acceptAsIssued(tx, running, sheets);
    return sheets.length;
  }

  async #acceptAsIssued(tx: Tx, running: Running, sheets: readonly SheetInSet[]): Promise<void> {
    if (sheets.length === 0) return;
    const ids = sheets.map((sheet) => sheet.id);
    await this.sets.acceptPlans(tx, running.cycle.id, ids, running.now);
    await this.engine.closeTodos(tx, { subjectKind: 'make-plan', subjectIds: ids });
  }
}

/** What was to be done by then can be done no more, or is closed in a moment. */
const isOver = (dueAt: string | null, now: string): boolean => dueAt !== null && dueAt <= now;
