import { Injectable } from '@nestjs/common';
import type { PublicationView, PublishAgain } from '@goalbeat/contracts/appraisal/http';
import type { SheetResult } from '@goalbeat/contracts/goals/events';
import { requireMay } from '@goalbeat/domain/access/policy';
import type { Principal } from '@goalbeat/domain/access/roles';
import { DomainError } from '@goalbeat/domain/errors/domain-error';
import { compareRatio, parseRatioString, ratioOf, ratioToString } from '@goalbeat/domain/exact/ratio';
import { OrgCopy } from '@goalbeat/org-copy/org-copy';
import type { CommandRequest } from '@goalbeat/service-kit/db/command-request';
import type { Tx } from '@goalbeat/service-kit/db/tx';
import { UnitOfWork } from '@goalbeat/service-kit/db/unit-of-work';
import { actorOf } from '@goalbeat/service-kit/process-log/actor';
import type { z } from 'zod';
import { correctSheets, type GoalCorrection } from '../goal-correction/correct-sheet.js';
import { GoalCorrectionRepository } from '../goal-correction/goal-correction.repository.js';
import { ScoreRepository, type ScoreRow } from '../score/score.repository.js';
import { publishedScore } from './publication.js';
import { Publications } from './publications.js';
import { RunInputs } from './run-inputs.js';
import { type ScoredSheet, scoreSheets } from './score-sheets.js';
import { type RunRow, ScoringRunRepository } from './scoring-run.repository.js';

type Body = z.infer<typeof PublishAgain>;

interface Changed {
  before: ScoreRow;
  after: ScoreRow;
  completion: string | null;
}

/** How many changed scores one answer shows. */
const SHOWN = 200;

/** Scores that were wrong when they were published: computed anew from the same pinned results, and published under the next number. */
@Injectable()
export class PublishAgainService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly org: OrgCopy,
    private readonly runs: ScoringRunRepository,
    private readonly inputs: RunInputs,
    private readonly scores: ScoreRepository,
    private readonly corrections: GoalCorrectionRepository,
    private readonly publications: Publications,
  ) {}

  /**
   * By another version of the run's rule set, by corrected results of goals, or as it is (then every score is the same). Whoever is paid by them
   * hears of it by the batch; those whose score changed by a notice.
   * @throws not-found, wrong-state (not published yet), stale-version, four-eyes (one's own goals), validation, forbidden
   */
  publish(command: CommandRequest, runId: string, body: Body): Promise<z.infer<typeof PublicationView>> {
    const { principal } = command;
    requireMay(principal, 'appraisal.run.correct', { tenantId: principal.tenantId });
    return this.work.command(command, async (tx) => {
      const run = await this.#lock(tx, runId, body.version);
      const published = await this.inputs.batches.sheets(tx, run.batchId);
      const mine = newCorrections(body, published, principal);
      const all = [...(await this.corrections.ofRun(tx, runId)), ...mine];
      const sheets = correctSheets(published, all);
      const ruleSetVersion = body.ruleSetVersion ?? run.ruleSetVersion;
      const rule = await this.inputs.rule(tx, run.ruleSet, ruleSetVersion);
      const now = scoreSheets(rule.data, sheets);
      const rows = await this.scores.ofRun(tx, runId);
      const { after, changed } = compare(rows, now, published, all);
      const newBands = bandsNobodyHad(after);
      if (body.dryRun) {
        tx.changedNothing();
        return viewOf(run, null, changed, newBands);
      }
      await this.scores.change(tx, after);
      const of = new Map(sheets.map((sheet) => [sheet.sheetId, sheet]));
      const corrected = Map.groupBy(all, ({ sheetId }) => sheetId);
      const batch = after.flatMap(({ after: score }) => {
        const sheet = of.get(score.sheetId);
        const evidence = new Map((corrected.get(score.sheetId) ?? []).map((one) => [one.goalId, one.evidence]));
        return sheet === undefined ? [] : [publishedScore(score, sheet, evidence)];
      });
      const again = await this.publications.again(tx, run, {
        rows: batch,
        changed: new Set(changed.keys()),
        ruleSetVersion,
        bands: rule.data.bands.map(({ code }) => code),
        reason: body.reason,
        byId: principal.personId ?? principal.id,
      });
      await this.corrections.add(tx, runId, again.publication, mine);
      tx.log({
        subjectKind: 'scoring-run',
        subjectId: runId,
        cycleId: run.cycleId,
        action: 'published-again',
        ...actorOf(principal),
        at: await this.org.now(tx),
        reason: body.reason,
        ruleVersion: `rule-set/${run.ruleSet}@${ruleSetVersion}`,
        details: {
          publication: again.publication,
          batchId: again.publishBatchId,
          checksum: again.publishChecksum,
          changed: changed.size,
          corrections: mine,
        },
      });
      return viewOf(again, again.publishBatchId, changed, newBands);
    });
  }

  async #lock(tx: Tx, runId: string, version: number): Promise<RunRow> {
    const run = await this.runs.locked(tx, runId);
    if (run.version !== version) {
      throw new DomainError('stale-version', 'The run has changed.', {
        field: 'version',
        details: { current: run.version },
      });
    }
    if (run.state === 'published') return run;
    throw new DomainError(
      'wrong-state',
      'These scores were not published yet: they are computed anew until then, and published once.',
      { details: { state: run.state } },
    );
  }
}

/** Raises validation, four-eyes, naming the field. */
function newCorrections(body: Body, sheets: readonly SheetResult[], principal: Principal): GoalCorrection[] {
  const bySheet = new Map(sheets.map((sheet) => [sheet.sheetId, sheet]));
  const seen = new Set<string>();
  return body.goals.map(({ sheetId, goalId, attainment, actual, evidence }, at): GoalCorrection => {
    const field = `goals.${at}`;
    const sheet = bySheet.get(sheetId);
    if (sheet === undefined)
      throw new DomainError('validation', 'This sheet was not scored in this run.', { field: `${field}.sheetId` });
    if (sheet.personId === principal.personId)
      throw new DomainError('four-eyes', 'These are your own goals: somebody else has to correct them.', {
        field: `${field}.sheetId`,
      });
    if (!sheet.goals.some((goal) => goal.goalId === goalId))
      throw new DomainError('validation', 'There is no such goal on this sheet.', { field: `${field}.goalId` });
    if (seen.has(`${sheetId}/${goalId}`))
      throw new DomainError('validation', 'Correct each goal once.', { field: `${field}.goalId` });
    seen.add(`${sheetId}/${goalId}`);
    const exact = ratioOf(attainment, `${field}.attainment`);
    if (exact.num < 0n)
      throw new DomainError('validation', 'An attainment is 0 or more; 1 is 100 %.', { field: `${field}.attainment` });
    return { sheetId, goalId, attainment: ratioToString(exact), actual: actual ?? null, evidence };
  });
}

/** Each score as it is and as it would be; those that would be others. */
function compare(
  rows: readonly ScoreRow[],
  now: readonly ScoredSheet[],
  published: readonly SheetResult[],
  corrections: readonly GoalCorrection[],
) {
  const bySheet = new Map(now.map((one) => [one.sheet.sheetId, one]));
  const asPublished = new Map(published.map(({ sheetId, completion }) => [sheetId, completion]));
  const corrected = new Set(corrections.map(({ sheetId }) => sheetId));
  const changed = new Map<string, Changed>();
  const after = rows.map((before): Changed => {
    const one = bySheet.get(before.sheetId);
    if (one === undefined) throw new Error(`Sheet ${before.sheetId} is not in the batch of its run`);
    const { sheet, scoreText, band, lines, rankInUnit } = one;
    const score = { ...before, score: ratioToString(one.score), scoreText, band, lines, rankInUnit };
    const entry = { before, after: score, completion: corrected.has(before.sheetId) ? sheet.completion : null };
    // Somebody else's score moves a rank, and is no news about one's own.
    const isSame = before.score === score.score && before.band === band;
    const completed = parseRatioString(before.completion ?? asPublished.get(before.sheetId) ?? '0/1');
    if (!isSame || compareRatio(completed, parseRatioString(sheet.completion)) !== 0) changed.set(before.id, entry);
    return entry;
  });
  return { after, changed };
}

function bandsNobodyHad(scores: readonly Changed[]): string[] {
  const known = new Set(scores.map(({ before }) => before.band));
  return [...new Set(scores.map(({ after }) => after.band))].filter((band) => !known.has(band)).toSorted();
}

const viewOf = (
  run: RunRow,
  batchId: string | null,
  changed: ReadonlyMap<string, Changed>,
  newBands: string[],
): z.infer<typeof PublicationView> => ({
  runId: run.id,
  cycleId: run.cycleId,
  version: run.version,
  publication: run.publication,
  batchId,
  changed: changed.size,
  unchanged: run.people - changed.size,
  newBands,
  scores: [...changed.values()].slice(0, SHOWN).map(({ before, after }) => ({
    scoreId: before.id,
    personId: before.personId,
    before: { score: before.scoreText, band: before.band },
    after: { score: after.scoreText, band: after.band },
  })),
});
