import { Injectable } from '@nestjs/common';
import { ApprovalEngine } from '@goalbeat/approvals/approval-engine';
import type { BatchRef } from '@goalbeat/contracts/activities';
import { APPRAISAL_EVENTS, type ScoringRunChanged } from '@goalbeat/contracts/appraisal/events';
import type { SheetResult } from '@goalbeat/contracts/goals/events';
import { DomainError } from '@goalbeat/domain/errors/domain-error';
import { OrgCopy } from '@goalbeat/org-copy/org-copy';
import type { Tx } from '@goalbeat/service-kit/db/tx';
import { UnitOfWork } from '@goalbeat/service-kit/db/unit-of-work';
import { byService } from '@goalbeat/service-kit/process-log/actor';
import { v7 as uuid } from 'uuid';
import type { BatchFact } from '../result-batch/result-batch.repository.js';
import type { RuleSetRow } from '../rule-set/rule-set.entity.js';
import { ScoreRepository } from '../score/score.repository.js';
import { publishedScore } from './publication.js';
import { Publications } from './publications.js';
import { RunInputs } from './run-inputs.js';
import { scoreSheets } from './score-sheets.js';
import { type RunRow, ScoringRunRepository } from './scoring-run.repository.js';

interface KnownInputs {
  batch: BatchFact;
  sheets: SheetResult[];
  run: RunRow | undefined;
  rule: RuleSetRow;
}

/** Scores a transaction: short enough that nobody waits long behind it. */
const PAGE = 1_000;

@Injectable()
export class ScoringRunService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly org: OrgCopy,
    private readonly runs: ScoringRunRepository,
    private readonly inputs: RunInputs,
    private readonly scores: ScoreRepository,
    private readonly engine: ApprovalEngine,
    private readonly publications: Publications,
  ) {}

  /** @throws not-yet, validation (not the pinned batch) */
  async awaitResults(tenantId: string, batch: BatchRef): Promise<{ count: number }> {
    const { sheets } = await this.work.read(tenantId, (tx) => this.inputs.batches.whole(tx, batch));
    return { count: sheets.length };
  }

  /**
   * Scores every sheet of the batch by the version of the rule set that HR has pinned, else the newest; the run keeps it.
   * `version`: of the cycle's control row.
   * @throws not-yet, not-found (no such rule set), validation
   */
  async score(i: {
    tenantId: string;
    cycleId: string;
    batch: BatchRef;
    version?: number;
  }): Promise<{ runId: string; count: number }> {
    const known = await this.work.read(i.tenantId, (tx) => this.#known(tx, i));
    const { sheets } = known;
    if (known.run !== undefined && known.run.state !== 'scoring') return { runId: known.run.id, count: sheets.length };
    // Before the version is pinned: a rule set that does not fit the goals can still be mended.
    const scored = scoreSheets(known.rule.data, sheets);
    const run = known.run ?? (await this.work.write(i.tenantId, (tx) => this.#open(tx, i.cycleId, known)));
    // Another attempt was first and pinned another version: scored anew by that one.
    if (run.ruleSetVersion !== known.rule.version || run.ruleSet !== known.rule.code) return this.score(i);
    for (let from = 0; from < scored.length; from += PAGE) {
      await this.work.write(i.tenantId, (tx) => this.scores.add(tx, run, scored.slice(from, from + PAGE)));
    }
    await this.work.write(i.tenantId, (tx) => this.#finishScoring(tx, run));
    return { runId: run.id, count: sheets.length };
  }

  async #known(tx: Tx, i: { cycleId: string; batch: BatchRef; version?: number }): Promise<KnownInputs> {
    const { batch, sheets } = await this.inputs.batches.whole(tx, i.batch);
    const run = await this.runs.ofCycle(tx, i.cycleId);
    if (batch.cycleId !== i.cycleId || (run !== undefined && run.batchId !== batch.id)) {
      throw new DomainError('validation', 'The cycle is scored from another batch.', {
        details: { scored: run?.batchId ?? null, asked: batch.id },
      });
    }
    const pinned = await this.inputs.pinned(tx, i.cycleId, i.version ?? 0);
    const code = run?.ruleSet ?? pinned?.ruleSet ?? batch.ruleSet;
    return {
      batch,
      sheets,
      run,
      rule: await this.inputs.rule(tx, code, run?.ruleSetVersion ?? pinned?.version ?? undefined),
    };
  }

  #open(tx: Tx, cycleId: string, { batch, sheets, rule }: KnownInputs): Promise<RunRow> {
    return this.runs.open(tx, {
      id: uuid(),
      cycleId,
      batchId: batch.id,
      period: batch.period,
      ruleSet: rule.code,
      ruleSetVersion: rule.version,
      payPlan: batch.payPlan,
      people: sheets.length,
    });
  }

  async #finishScoring(tx: Tx, run: RunRow): Promise<void> {
    const locked = await this.runs.locked(tx, run.id);
    // Another attempt at the same time was done first, and has said so.
    if (locked.state !== 'scoring') return tx.changedNothing();
    const scored = await this.runs.advance(tx, run.id, ['scoring'], 'scored');
    tx.log({
      subjectKind: 'scoring-run',
      subjectId: run.id,
      cycleId: run.cycleId,
      action: 'scored',
      at: await this.org.now(tx),
      ruleVersion: `rule-set/${run.ruleSet}@${run.ruleSetVersion}`,
      details: { people: run.people, ruleSet: run.ruleSet, ruleSetVersion: run.ruleSetVersion },
      ...byService('appraisal'),
    });
    this.#announceScored(tx, scored);
  }

  /**
   * Publishes the scores once, as a pinned batch; scored anew first when HR has pinned other rules since. Where the definition has
   * a chain for results they are released before.
   * @throws not-yet while the release waits for somebody
   */
  async publish(tenantId: string, runId: string, version = 0): Promise<{ batch: BatchRef }> {
    const batch = await this.work.write(tenantId, (tx) => this.#undoScores(tx, runId, version));
    if (batch !== null) await this.score({ tenantId, ...batch, version });
    const waiting = await this.work.write(tenantId, (tx) => this.#askForRelease(tx, runId));
    if (waiting) throw new DomainError('not-yet', 'The results wait to be released.');
    return this.work.write(tenantId, (tx) => this.#publish(tx, runId));
  }

  /** The whole open period is recomputed: a run by other rules than those pinned begins again. @returns what to score, if so */
  async #undoScores(tx: Tx, runId: string, version: number): Promise<{ cycleId: string; batch: BatchRef } | null> {
    const run = await this.runs.locked(tx, runId);
    if (run.state === 'published') return null;
    const { cycleId, batchId } = run;
    const pinned = await this.inputs.pinned(tx, cycleId, version);
    const batch = await this.inputs.batches.ref(tx, batchId);
    if (run.state === 'scoring') return { cycleId, batch };
    if (pinned === null || pinned.version === null) return null;
    if (run.ruleSet === pinned.ruleSet && run.ruleSetVersion === pinned.version) return null;
    const reason = 'rules-changed';
    await this.engine.withdrawSubjects(tx, { subjectKind: 'results', subjectIds: [runId], reason });
    await this.runs.scoreAnew(tx, runId, pinned.ruleSet, pinned.version);
    tx.log({
      subjectKind: 'scoring-run',
      subjectId: runId,
      cycleId,
      action: 'scored-anew',
      at: await this.org.now(tx),
      ruleVersion: `rule-set/${pinned.ruleSet}@${pinned.version}`,
      reason,
      details: { before: `rule-set/${run.ruleSet}@${run.ruleSetVersion}` },
      ...byService('appraisal'),
    });
    return { cycleId, batch };
  }

  /** @returns whether somebody must release the results first. */
  async #askForRelease(tx: Tx, runId: string): Promise<boolean> {
    const run = await this.runs.locked(tx, runId);
    if (run.state === 'in-approval' || run.state === 'returned') return true;
    if (run.state !== 'scored') return false;
    const cycle = await this.inputs.cycles.one(tx, run.cycleId);
    if (cycle.resultsChain === null) return false;
    await this.openRelease(tx, run, null);
    return (await this.runs.one(tx, runId)).state === 'in-approval';
  }

  /** Opens the approval `results`. @throws not-yet, nobody-to-approve, wrong-state */
  async openRelease(tx: Tx, run: RunRow, requesterId: string | null): Promise<void> {
    const cycle = await this.inputs.cycles.one(tx, run.cycleId);
    if (cycle.resultsChain === null) return;
    // First the state: a chain none of whose steps applies is approved within `open`.
    await this.runs.advance(tx, run.id, ['scored', 'returned'], 'in-approval');
    const approvalId = await this.engine.open(tx, {
      subjectKind: 'results',
      subjectId: run.id,
      title: cycle.period,
      ownerId: null,
      requesterId,
      beneficiaryIds: [],
      unitId: null,
      cycleId: run.cycleId,
      chain: cycle.resultsChain,
      facts: { scores: await this.scores.range(tx, run.id) },
      stepCaps: cycle.stepCaps,
    });
    await this.runs.attachApproval(tx, run.id, approvalId);
  }

  async #publish(tx: Tx, runId: string): Promise<{ batch: BatchRef }> {
    const run = await this.runs.locked(tx, runId);
    if (run.state === 'published' && run.publishBatchId !== null && run.publishChecksum !== null) {
      return { batch: { batchId: run.publishBatchId, count: run.people, checksum: run.publishChecksum } };
    }
    const sheets = new Map((await this.inputs.batches.sheets(tx, run.batchId)).map((sheet) => [sheet.sheetId, sheet]));
    const rows = (await this.scores.ofRun(tx, runId)).map((score) => {
      const sheet = sheets.get(score.sheetId);
      if (sheet === undefined) throw new Error(`Sheet ${score.sheetId} is not in batch ${run.batchId}`);
      return publishedScore(score, sheet);
    });
    const rule = await this.inputs.rule(tx, run.ruleSet, run.ruleSetVersion);
    const bands = rule.data.bands.map(({ code }) => code);
    const published = await this.publications.first(tx, run, rows, bands);
    const batch: BatchRef = {
      batchId: published.publishBatchId ?? '',
      count: rows.length,
      checksum: published.publishChecksum ?? '',
    };
    tx.log({
      subjectKind: 'scoring-run',
      subjectId: runId,
      cycleId: run.cycleId,
      action: 'published',
      at: await this.org.now(tx),
      ruleVersion: `rule-set/${run.ruleSet}@${run.ruleSetVersion}`,
      details: { batchId: batch.batchId, count: batch.count, checksum: batch.checksum },
      ...byService('appraisal'),
    });
    return { batch };
  }

  #announceScored(tx: Tx, run: RunRow): void {
    const data: ScoringRunChanged = {
      cycleId: run.cycleId,
      runId: run.id,
      version: run.version,
      state: 'scored',
      scored: run.people,
    };
    tx.publish({ type: APPRAISAL_EVENTS.run, subject: run.id, data });
  }
}
