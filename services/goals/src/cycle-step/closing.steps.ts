import { Injectable } from '@nestjs/common';
import type { BatchRef, StepRef, StepResult } from '@goalbeat/contracts/activities';
import { ApprovalEngine } from '@goalbeat/approvals/approval-engine';
import type { Tx } from '@goalbeat/service-kit/db/tx';
import { EvidenceRepository } from '../evidence/evidence.repository.js';
import { OpenReports } from './open-reports.js';
import { ResultBatches } from './result-batches.js';
import { SheetSets } from './sheet-sets.js';
import { isHere, todayOf, type Running } from './running.js';
import { StepRunner } from './step-runner.js';

const PAGE = 2_000;

/** The close of reporting and of confirming. */
@Injectable()
export class ClosingSteps {
  constructor(
    private readonly runner: StepRunner,
    private readonly sets: SheetSets,
    private readonly engine: ApprovalEngine,
    private readonly reports: OpenReports,
    private readonly evidence: EvidenceRepository,
    private readonly batches: ResultBatches,
  ) {}

  /** Who has not reported is late from now on; returned reports may still be mended until the close of confirming. */
  closeReporting(ref: StepRef): Promise<StepResult> {
    let after: string | null = null;
    return this.runner.run(ref, 'close-reporting', async (tx, running) => {
      const sheets = await this.sets.inStates(tx, running.cycle.id, ['planned'], after, PAGE);
      await this.engine.closeTodos(tx, { subjectKind: 'make-report', subjectIds: sheets.map((sheet) => sheet.id) });
      const late = sheets.filter(isHere(todayOf(running)));
      this.sets.log(tx, running.cycle.id, late, 'report.late', running.now, 'not-reported-in-time');
      after = sheets.at(-1)?.id ?? after;
      return { counts: { late: late.length }, more: sheets.length === PAGE };
    });
  }

  /** Freezes every sheet and hands the results over as one pinned batch; asked again it gives the same batch. */
  async closeConfirming(ref: StepRef): Promise<StepResult & { batch?: BatchRef }> {
    const before = await this.batches.of(ref);
    if (before !== null) return this.#handOver(ref, before);
    // A ladder whose last action is due at this very instant has its say first, whoever comes first.
    await this.reports.climbDue(ref, 'close-confirming');
    const result = await this.runner.run(ref, 'close-confirming', async (tx, running) => {
      // Until none is left: a decision that was under way may have put one back.
      if ((await this.#settle(tx, running)) > 0) return { counts: {}, more: true };
      const batch = await this.batches.fix(tx, running);
      return { counts: { ...(await this.batches.counts(tx, running.cycle.id)), results: batch.count }, more: false };
    });
    const batch = await this.batches.of(ref);
    return result.outcome === 'done' && batch !== null ? this.#handOver(ref, batch, result) : result;
  }

  async #settle(tx: Tx, running: Running): Promise<number> {
    const { cycle, now } = running;
    const sheets = await this.sets.inStates(
      tx,
      cycle.id,
      ['issued', 'plan-submitted', 'plan-returned', 'planned', 'report-submitted', 'report-returned'],
      null,
      PAGE,
    );
    const submitted = sheets.filter((sheet) => sheet.state === 'report-submitted').map((sheet) => sheet.id);
    const refused = await this.reports.refusedBySilence(tx, submitted);
    const held = submitted.filter((id) => !refused.has(id));
    const ids = sheets.map((sheet) => sheet.id);
    await this.engine.withdrawSubjects(tx, { subjectKind: 'plan', subjectIds: ids, reason: 'confirming-closed' });
    await this.engine.withdrawSubjects(tx, { subjectKind: 'report', subjectIds: ids, reason: 'confirming-closed' });
    await this.sets.confirm(tx, cycle.id, held, now);
    await this.evidence.freeze(tx, held);
    const here = isHere(todayOf(running));
    const gone = sheets.filter((sheet) => !here(sheet) && !held.includes(sheet.id)).map((sheet) => sheet.id);
    await this.sets.leaveOut(tx, cycle.id, gone, now);
    const closed = new Set([...held, ...gone]);
    const unreported = ids.filter((id) => !closed.has(id));
    await this.sets.closeUnreported(tx, cycle.id, unreported, now);
    await this.evidence.freeze(tx, unreported);
    for (const subjectKind of ['make-plan', 'make-report'])
      await this.engine.closeTodos(tx, { subjectKind, subjectIds: ids });
    return sheets.length;
  }

  async #handOver(ref: StepRef, batch: BatchRef, result?: StepResult): Promise<StepResult & { batch: BatchRef }> {
    await this.batches.send(ref);
    const done = result ?? (await this.runner.alreadyDone(ref, 'close-confirming'));
    return { ...done, batch };
  }
}
