import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { APPRAISAL_EVENTS, ScoresPublished } from '@goalbeat/contracts/appraisal/events';
import { STAFF, TENANT, worker } from '@goalbeat/testing/harness/company';
import { scoresChecksum } from '../src/scoring-run/publication.js';
import { type Appraisal, startAppraisal, statuses } from './appraisal-service.js';
import { RULES, sheet } from './results.js';

describe('scores that are published again', () => {
  let appraisal: Appraisal;
  beforeAll(async () => {
    appraisal = await startAppraisal(6);
    await appraisal.putRules();
  });
  afterAll(() => appraisal.close());

  const WEEK = [sheet(0, '1/2'), sheet(1, '1/1'), sheet(2, '4/5')];
  const published = async (sheets = WEEK) => {
    const arrived = await appraisal.arrive(sheets);
    const { runId } = await appraisal.activities.scoreCycle(arrived);
    const { batch } = await appraisal.activities.publishScores({ tenantId: TENANT, runId, cycleId: arrived.cycleId });
    return { runId, cycleId: arrived.cycleId, batch };
  };
  const run = async (runId: string) => (await appraisal.ask('hr', 'GET', `/v1/runs/${runId}`)).body;
  const again = async (runId: string, over: object = {}, who: Parameters<Appraisal['ask']>[0] = 'hr') =>
    appraisal.ask(who, 'POST', `/v1/runs/${runId}/publish-again`, {
      version: (await run(runId))['version'],
      dryRun: false,
      reason: '业务数据更正',
      ...over,
    });
  const BANDS = RULES.bands.map(({ code }) => code);
  /** The first goal of worker 0 was met. */
  const met = {
    sheetId: sheet(0, '1/2').sheetId,
    goalId: sheet(0, '1/2').goals[0]?.goalId,
    attainment: '1',
    actual: '10',
    evidence: '工单 4711',
  };
  const pages = async (batchId: unknown) =>
    (
      await appraisal.rows<{ data: unknown }>(
        `SELECT COALESCE(payload->'event', payload)->'data' AS data FROM outbox
         WHERE payload::text LIKE $1 AND payload::text LIKE $2 ORDER BY id`,
        [`%"${APPRAISAL_EVENTS.scoresPage}"%`, `%${String(batchId)}%`],
      )
    ).map((row) => ScoresPublished.parse(row.data));
  const scoreOf = async (cycleId: string, n: number) =>
    (
      (await appraisal.ask('hr', 'GET', `/v1/scores?cycle=${cycleId}&person=${worker(n)}`)).body['items'] as Record<
        string,
        unknown
      >[]
    )[0];

  it('computes a corrected goal anew, publishes it whole under the next number, and tells whom it changed', async () => {
    const { runId, cycleId, batch } = await published();
    expect(await run(runId)).toMatchObject({ state: 'published', publication: 1 });
    const dry = await again(runId, { dryRun: true, goals: [met] });
    expect(dry.body).toMatchObject({
      publication: 1,
      batchId: null,
      changed: 1,
      unchanged: 2,
      scores: [
        {
          personId: worker(0),
          before: { score: '65.00', band: 'qualified' },
          after: { score: '100.00', band: 'excellent' },
        },
      ],
    });
    expect(await scoreOf(cycleId, 0)).toMatchObject({ score: '65.00' });
    const made = await again(runId, { goals: [met] });
    expect(made.body).toMatchObject({ publication: 2, changed: 1 });
    const [page] = await pages(made.body['batchId']);
    expect(page).toMatchObject({ cycleId, publication: 2, reason: '业务数据更正', count: 3 });
    expect(page?.checksum).toBe(scoresChecksum(page?.scores ?? []));
    expect(page?.batchId).not.toBe(batch.batchId);
    // The same score, with its id; the others are as they were.
    const [before] = await pages(batch.batchId);
    expect(before?.publication).toBe(1);
    const other = (one: typeof page, n: number) => one?.scores.find(({ personId }) => personId === worker(n));
    expect(other(page, 1)).toEqual(other(before, 1));
    expect(other(page, 0)).toMatchObject({ scoreId: other(before, 0)?.scoreId, score: '100/1', completion: '1/1' });
    // What it says of whom, and what the rules may give.
    expect(other(page, 0)?.evidence).toMatch(/^目标 \d+: 工单 4711$/);
    expect(before?.scores.some(({ evidence }) => evidence !== undefined)).toBe(false);
    expect([before?.bands, page?.bands]).toEqual([BANDS, BANDS]);
    const found = await scoreOf(cycleId, 0);
    expect(found).toMatchObject({ score: '100.00', band: 'excellent', completion: '100.00' });
    const explained = await appraisal.ask('hr', 'GET', `/v1/scores/${String(found?.['id'])}/explain`);
    expect(explained.body).toMatchObject({ agrees: true, recomputed: '100.00' });
    expect((explained.body['goals'] as object[])[0]).toMatchObject({ actual: '10', attainment: '100.00' });
    const notices = await appraisal.rows<{ person: string }>(
      `SELECT COALESCE(payload->'event', payload)->'data'->>'personId' AS person FROM outbox
       WHERE payload::text LIKE '%result-published%' AND payload::text LIKE '%100.00%' AND payload::text LIKE $1`,
      [`%${String(found?.['id'])}%`],
    );
    expect(notices).toEqual([{ person: worker(0) }]);
    const log = await appraisal.rows(
      `SELECT reason FROM process_log WHERE subject_id = $1 AND action = 'published-again'`,
      [runId],
    );
    expect(log).toEqual([{ reason: '业务数据更正' }]);
  });

  it('keeps a correction in the publications after it, and the last word counts', async () => {
    const { runId, cycleId } = await published();
    await again(runId, { goals: [met] });
    const same = await again(runId);
    expect(same.body).toMatchObject({ publication: 3, changed: 0, unchanged: 3 });
    expect(await scoreOf(cycleId, 0)).toMatchObject({ score: '100.00' });
    expect((await again(runId, { goals: [{ ...met, attainment: '0.5', actual: '5' }] })).body).toMatchObject({
      publication: 4,
      scores: [{ after: { score: '65.00' } }],
    });
    const [first, third] = await appraisal.rows<{ checksum: string }>(
      `SELECT checksum FROM publication WHERE run_id = $1 AND no IN (2, 3) ORDER BY no`,
      [runId],
    );
    expect(third).toEqual(first);
  });

  it('computes all scores by another version of the rules', async () => {
    const { runId, cycleId } = await published();
    await appraisal.putRules(
      {
        bands: [
          { code: 'excellent', from: '60' },
          { code: 'unqualified', from: '0' },
        ],
      },
      1,
    );
    const made = await again(runId, { ruleSetVersion: 2 });
    expect(made.body).toMatchObject({ publication: 2, changed: 2, newBands: [] });
    expect(await scoreOf(cycleId, 2)).toMatchObject({ band: 'excellent', ruleSetVersion: 2 });
    expect((await again(runId, { ruleSetVersion: 99 })).status).toBe(404);
    await appraisal.putRules(RULES, 2);
  });

  it('tells of bands that nobody had: a pay plan may have nothing for them', async () => {
    const { runId } = await published();
    const [row] = await appraisal.rows<{ version: number }>(
      `SELECT max(version)::int AS version FROM rule_set WHERE tenant_id = $1`,
      [TENANT],
    );
    const version = row?.version ?? 0;
    await appraisal.putRules({ bands: [{ code: 'outstanding', from: '100' }, ...RULES.bands.slice(1)] }, version);
    const dry = await again(runId, { dryRun: true, ruleSetVersion: version + 1 });
    expect(dry.body).toMatchObject({ newBands: ['outstanding'] });
    await appraisal.putRules(RULES, version + 1);
  });

  it('says what it refuses in the reader’s language', async () => {
    const { runId } = await published();
    const body = { version: 99, dryRun: true, reason: '更正' };
    const asked = (language: string) => appraisal.ask('hr', 'POST', `/v1/runs/${runId}/publish-again`, body, language);
    expect((await asked('zh-CN')).body['detail']).toBe('本次评分已有变动：请重新读取。');
    expect((await asked('en')).body['detail']).toBe('The run has changed.');
  });

  it('is done once by two at the same moment, and by the same key once', async () => {
    const { runId } = await published();
    const version = (await run(runId))['version'];
    const both = await Promise.all([again(runId, { version, goals: [met] }), again(runId, { version, goals: [met] })]);
    expect(statuses(both)).toEqual([200, 409]);
    expect(await run(runId)).toMatchObject({ publication: 2 });
  });

  it('refuses what is not there, what is one’s own, and whoever is not HR’s lead', async () => {
    const { runId } = await published([...WEEK, sheet(3, '1/1', '1/1', { personId: STAFF.hr })]);
    const field = async (goal: object) => (await again(runId, { goals: [{ ...met, ...goal }] })).body;
    expect(await field({ sheetId: runId })).toMatchObject({ code: 'validation', field: 'goals.0.sheetId' });
    expect(await field({ goalId: runId })).toMatchObject({ code: 'validation', field: 'goals.0.goalId' });
    expect(await field({ attainment: '-0.1' })).toMatchObject({ code: 'validation', field: 'goals.0.attainment' });
    expect((await again(runId, { goals: [met, met] })).body).toMatchObject({ field: 'goals.1.goalId' });
    const own = sheet(3, '1/1');
    expect(await field({ sheetId: own.sheetId, goalId: own.goals[0]?.goalId })).toMatchObject({ code: 'four-eyes' });
    for (const who of ['partner', 'reviewer', 'lead'] as const) expect((await again(runId, {}, who)).status).toBe(403);
    expect((await again(runId, { version: 1 })).body).toMatchObject({ code: 'stale-version', field: 'version' });
    const arrived = await appraisal.arrive(WEEK);
    const scored = await appraisal.activities.scoreCycle(arrived);
    expect((await again(scored.runId)).body).toMatchObject({ code: 'wrong-state' });
    expect(await run(runId)).toMatchObject({ publication: 1 });
  });
});
