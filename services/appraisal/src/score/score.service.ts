import { Injectable } from '@nestjs/common';
import type { ScoreExplain, ScorePage, ScoreQuery, ScoreView } from '@goalbeat/contracts/appraisal/http';
import { scopesFor, unitsFor } from '@goalbeat/domain/access/policy';
import type { Language } from '@goalbeat/domain/wording/language';
import type { Principal } from '@goalbeat/domain/access/roles';
import { addScope, Conditions } from '@goalbeat/org-copy/row-scope';
import type { Tx } from '@goalbeat/service-kit/db/tx';
import { UnitOfWork } from '@goalbeat/service-kit/db/unit-of-work';
import { decodeCursor, pageOfRows } from '@goalbeat/service-kit/http/pages';
import { percentOf } from '@goalbeat/domain/exact/percent-of';
import { DomainError } from '@goalbeat/domain/errors/domain-error';
import type { z } from 'zod';
import { GoalCorrectionRepository } from '../goal-correction/goal-correction.repository.js';
import { ResultBatchRepository } from '../result-batch/result-batch.repository.js';
import { RuleSetRepository } from '../rule-set/rule-set.repository.js';
import { explainScore } from './explain.js';
import { SCORE_COLUMNS, type ScoreRow } from './score.repository.js';

type View = z.infer<typeof ScoreView>;

interface Row extends ScoreRow {
  period: string;
  personName: string;
  completionNow: string;
  ruleSet: string;
  ruleSetVersion: number;
  batchId: string;
  runState: string;
}

const SELECT = `SELECT ${SCORE_COLUMNS}, r.period, r.batch_id AS "batchId", r.rule_set AS "ruleSet",
    r.rule_set_version AS "ruleSetVersion", r.state AS "runState", COALESCE(p.name, '') AS "personName",
    COALESCE(s.completion, b.result->>'completion') AS "completionNow"
  FROM score s
  JOIN scoring_run r ON r.tenant_id = s.tenant_id AND r.id = s.run_id
  JOIN result_sheet b ON b.tenant_id = s.tenant_id AND b.batch_id = r.batch_id AND b.sheet_id = s.sheet_id
  LEFT JOIN org_person p ON p.tenant_id = s.tenant_id AND p.id = s.person_id`;

@Injectable()
export class ScoreService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly batches: ResultBatchRepository,
    private readonly rules: RuleSetRepository,
    private readonly corrections: GoalCorrectionRepository,
  ) {}

  /** Newest first; only what the reader may see, and of one's own only what is published. @throws forbidden */
  list(principal: Principal, query: z.infer<typeof ScoreQuery>): Promise<z.infer<typeof ScorePage>> {
    return this.work.read(principal.tenantId, async (tx) => {
      const conditions = this.#visible(principal);
      conditions
        .equals('s.cycle_id', query.cycle, '::uuid')
        .equals('s.person_id', query.mine !== undefined ? (principal.personId ?? NOBODY) : query.person, '::uuid')
        .equals('s.unit_id', query.unit, '::uuid');
      if (query.after !== undefined)
        conditions.add(`s.id < ${conditions.param(decodeCursor(query.after, 1)[0])}::uuid`);
      const rows = await tx.query<Row>(
        `${SELECT} ${conditions.where} ORDER BY s.id DESC LIMIT ${conditions.param(query.limit + 1)}`,
        conditions.values,
      );
      return pageOfRows(rows, query.limit, viewOf, (row) => [row.id]);
    });
  }

  /** @throws not-found (also for what the reader may not see) */
  async one(principal: Principal, id: string): Promise<View> {
    return viewOf(await this.work.read(principal.tenantId, (tx) => this.#visibleOne(tx, principal, id)));
  }

  /** Recomputed from what is stored, with the rule version of its time. @throws not-found */
  explain(principal: Principal, id: string, language: Language): Promise<z.infer<typeof ScoreExplain>> {
    return this.work.read(principal.tenantId, async (tx) => {
      const row = await this.#visibleOne(tx, principal, id);
      const rule = await this.rules.version(tx, row.ruleSet, row.ruleSetVersion);
      if (rule === null) throw new Error(`Rule set ${row.ruleSet} version ${row.ruleSetVersion} is gone`);
      const published = await this.batches.sheet(tx, row.batchId, row.sheetId);
      const sheet = await this.corrections.correct(tx, row.runId, published);
      return explainScore(
        row,
        sheet,
        rule.data,
        { ruleSet: row.ruleSet, ruleSetVersion: row.ruleSetVersion },
        language,
      );
    });
  }

  #visible(principal: Principal): Conditions {
    const conditions = addScope(new Conditions(), principal, 'appraisal.score.read', {
      person: 's.person_id',
      unit: 's.unit_id',
    });
    return conditions.add(`(r.state = 'published' OR ${this.#beforeRelease(conditions, principal)})`);
  }

  /** HR sees its units' scores before their release; the person it is about does not, whatever else they are. */
  #beforeRelease(conditions: Conditions, principal: Principal): string {
    const scopes = scopesFor(principal, 'appraisal.run.read');
    if (scopes.length === 0) return 'FALSE';
    const notOwn = `s.person_id <> ${conditions.param(principal.personId ?? NOBODY)}::uuid`;
    if (scopes.includes('tenant')) return notOwn;
    const units = conditions.param(unitsFor(principal, 'appraisal.run.read'));
    return `(${notOwn} AND s.unit_id IN (SELECT u.id FROM org_unit u WHERE u.path && ${units}::uuid[]))`;
  }

  async #visibleOne(tx: Tx, principal: Principal, id: string): Promise<Row> {
    const conditions = this.#visible(principal);
    conditions.equals('s.id', id, '::uuid');
    const row = await tx.maybe<Row>(`${SELECT} ${conditions.where}`, conditions.values);
    if (row === undefined) throw new DomainError('not-found', 'There is no such score.');
    return row;
  }
}

const NOBODY = '00000000-0000-0000-0000-000000000000';

const viewOf = (row: Row): View => ({
  id: row.id,
  cycleId: row.cycleId,
  period: row.period,
  sheetId: row.sheetId,
  personId: row.personId,
  personName: row.personName,
  unitId: row.unitId,
  score: row.scoreText,
  band: row.band,
  completion: percentOf(row.completionNow),
  rankInUnit: row.rankInUnit,
  ruleSet: row.ruleSet,
  ruleSetVersion: row.ruleSetVersion,
  state: row.runState === 'published' ? 'published' : 'scored',
});
