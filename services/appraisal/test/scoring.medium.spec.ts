import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { makeRatio, ratioToString } from '@goalbeat/domain/exact/ratio';
import { OTHER_TENANT, smallCompany, staff, TENANT, worker } from '@goalbeat/testing/harness/company';
import { seedOrganisation } from '@goalbeat/testing/harness/organisation';
import { OrgWriter } from '@goalbeat/org-copy/org-writer';
import fc from 'fast-check';
import { type Appraisal, startAppraisal } from './appraisal-service.js';
import { batchOf, goal, sheet, type SheetResult } from './results.js';

const refusal = (code: string) => expect.objectContaining({ code });
const sheets = (count: number): SheetResult[] => Array.from({ length: count }, (_, n) => sheet(n, `${n % 12}/10`));

describe('scoring', () => {
  let appraisal: Appraisal;
  beforeAll(async () => {
    appraisal = await startAppraisal(8);
    await appraisal.putRules();
  });
  afterAll(() => appraisal.close());

  const scoresOf = (runId: string) =>
    appraisal.rows<{ person: string; score: string; text: string; band: string; rank: number }>(
      `SELECT person_id AS person, score, score_text AS text, band, rank_in_unit AS rank FROM score WHERE run_id = $1 ORDER BY sheet_id`,
      [runId],
    );

  describe('a batch that arrives', () => {
    it('is whole whatever the order of its pages, and however often they come', async () => {
      const cycleId = randomUUID();
      const { ref, pages } = batchOf(cycleId, sheets(250));
      const awaiting = () => appraisal.activities.awaitResults({ tenantId: TENANT, cycleId, batch: ref });
      await expect(awaiting()).rejects.toEqual(refusal('not-yet'));
      const [first, second, third] = pages;
      if (first === undefined || second === undefined || third === undefined) throw new Error('not three pages');
      for (const page of [third, first, third]) {
        await appraisal.hearPage(page);
        await expect(awaiting()).rejects.toEqual(refusal('not-yet'));
      }
      await expect(appraisal.activities.scoreCycle({ tenantId: TENANT, cycleId, batch: ref })).rejects.toEqual(
        refusal('not-yet'),
      );
      await Promise.all([second, first, second, third].map((page) => appraisal.hearPage(page)));
      expect(await awaiting()).toEqual({ count: 250 });
    });

    it('is refused for good when it is not what was pinned', async () => {
      const cycleId = randomUUID();
      const good = batchOf(cycleId, sheets(3));
      const [page] = good.pages;
      if (page === undefined) throw new Error('no page');
      // One actual was altered on its way.
      await appraisal.hearPage({
        ...page,
        sheets: page.sheets.map((one, n) => (n === 1 ? { ...one, grade: 'P9' } : one)),
      });
      const asked = { tenantId: TENANT, cycleId, batch: good.ref };
      await expect(appraisal.activities.awaitResults(asked)).rejects.toEqual(refusal('validation'));
      await expect(appraisal.activities.scoreCycle(asked)).rejects.toEqual(refusal('validation'));
      expect(await appraisal.rows('SELECT 1 FROM scoring_run WHERE cycle_id = $1', [cycleId])).toEqual([]);
    });

    it('is refused when it has more rows than were pinned, or another checksum was announced', async () => {
      const cycleId = randomUUID();
      const more = batchOf(cycleId, sheets(3));
      for (const page of more.pages) await appraisal.hearPage(page);
      for (const batch of [
        { ...more.ref, count: 2 },
        { ...more.ref, checksum: '0'.repeat(64) },
      ]) {
        await expect(appraisal.activities.awaitResults({ tenantId: TENANT, cycleId, batch })).rejects.toEqual(
          refusal('validation'),
        );
      }
    });

    it('may be empty: nobody had a sheet', async () => {
      const arrived = await appraisal.arrive([]);
      expect(await appraisal.activities.awaitResults(arrived)).toEqual({ count: 0 });
      const { runId, count } = await appraisal.activities.scoreCycle(arrived);
      expect(count).toBe(0);
      const published = await appraisal.activities.publishScores({ ...arrived, runId });
      expect(published.batch.count).toBe(0);
      expect(
        await appraisal.rows(
          `SELECT 1 FROM outbox WHERE payload::text LIKE '%"scores": []%' AND payload::text LIKE $1`,
          [`%${published.batch.batchId}%`],
        ),
      ).toHaveLength(1);
    });

    it('is never that of another cycle', async () => {
      const arrived = await appraisal.arrive(sheets(1));
      await expect(appraisal.activities.scoreCycle({ ...arrived, cycleId: randomUUID() })).rejects.toEqual(
        refusal('validation'),
      );
    });
  });

  it('counts points by group and caps, and ranks within units', async () => {
    const arrived = await appraisal.arrive([
      // sales: 0, 2, 4, 6
      sheet(0, '1/1'),
      sheet(2, '3/2', '2/1'),
      sheet(4, '1/1'),
      sheet(6, '1/3', '1/3'),
      // design: 1, 3
      sheet(1, '0/1', '0/1', { state: 'unreported', completion: '0/1' }),
      sheet(3, '1/2', '1/1', { goals: [goal(1, 'kpi', '1/2')] }),
    ]);
    const { runId } = await appraisal.activities.scoreCycle(arrived);
    expect(await scoresOf(runId)).toEqual([
      { person: worker(0), score: '100/1', text: '100.00', band: 'excellent', rank: 2 },
      { person: worker(1), score: '0/1', text: '0.00', band: 'unqualified', rank: 2 },
      { person: worker(2), score: '120/1', text: '120.00', band: 'excellent', rank: 1 },
      // Without a behaviour goal its weight is left to the others.
      { person: worker(3), score: '50/1', text: '50.00', band: 'unqualified', rank: 1 },
      { person: worker(4), score: '100/1', text: '100.00', band: 'excellent', rank: 2 },
      { person: worker(6), score: '100/3', text: '33.33', band: 'unqualified', rank: 4 },
    ]);
  });

  it('scores once, however often and by however many it is asked', async () => {
    const arrived = await appraisal.arrive(sheets(300));
    const runs = await Promise.all(Array.from({ length: 6 }, () => appraisal.activities.scoreCycle(arrived)));
    const again = await appraisal.activities.scoreCycle(arrived);
    expect(new Set([...runs, again].map((run) => run.runId)).size).toBe(1);
    expect(await scoresOf(again.runId)).toHaveLength(300);
    expect(
      await appraisal.rows('SELECT state, version FROM scoring_run WHERE cycle_id = $1', [arrived.cycleId]),
    ).toEqual([{ state: 'scored', version: 2 }]);
    expect(
      await appraisal.rows(`SELECT 1 FROM process_log WHERE subject_id = $1 AND action = 'scored'`, [again.runId]),
    ).toHaveLength(1);
  });

  it('goes on where a killed attempt stopped', async () => {
    const arrived = await appraisal.arrive(sheets(40));
    const { runId } = await appraisal.activities.scoreCycle(arrived);
    const before = await scoresOf(runId);
    await appraisal.rows(`UPDATE scoring_run SET state = 'scoring', version = 1 WHERE id = $1`, [runId]);
    await appraisal.rows('DELETE FROM score WHERE run_id = $1 AND rank_in_unit > 2', [runId]);
    expect(await appraisal.activities.scoreCycle(arrived)).toEqual({ runId, count: 40 });
    expect(await scoresOf(runId)).toEqual(before);
  });

  it('keeps to the rule version it began with', async () => {
    const arrived = await appraisal.arrive([sheet(0, '1/1')]);
    const { runId } = await appraisal.activities.scoreCycle(arrived);
    await appraisal.rows(`UPDATE scoring_run SET state = 'scoring' WHERE id = $1`, [runId]);
    await appraisal.rows('DELETE FROM score WHERE run_id = $1', [runId]);
    await appraisal.putRules({ points: { below: '1', met: '1', above: '1' } }, 1);
    await appraisal.activities.scoreCycle(arrived);
    expect(await scoresOf(runId)).toMatchObject([{ score: '100/1' }]);
    await appraisal.putRules({}, 2);
  });

  it('pins no rule set that does not fit the goals, so that it can be mended', async () => {
    const arrived = await appraisal.arrive([sheet(0, '1/1', '1/1', { goals: [goal(1, 'innovation', '1/1')] })]);
    await expect(appraisal.activities.scoreCycle(arrived)).rejects.toEqual(refusal('validation'));
    const [{ version } = { version: 0 }] = await appraisal.rows<{ version: number }>(
      `SELECT max(version) AS version FROM rule_set WHERE code = 'weekly'`,
    );
    await appraisal.putRules({ groups: [{ code: 'innovation', weight: '100' }] }, version);
    const { runId } = await appraisal.activities.scoreCycle(arrived);
    expect(await scoresOf(runId)).toMatchObject([{ score: '100/1' }]);
    await appraisal.putRules({}, version + 1);
  });

  it('explains every score by the digits that are stored, whatever the sheets', async () => {
    const ratio = fc
      .tuple(fc.bigInt({ min: 0n, max: 99n }), fc.bigInt({ min: 1n, max: 37n }))
      .map(([num, den]) => ratioToString(makeRatio(num, den)));
    const weight = fc.integer({ min: 1, max: 9999 }).map((n) => (n / 100).toFixed(2));
    const goals = fc.array(fc.record({ group: fc.constantFrom('kpi', 'behaviour'), attainment: ratio, weight }), {
      minLength: 1,
      maxLength: 6,
    });
    await fc.assert(
      fc.asyncProperty(fc.array(goals, { minLength: 1, maxLength: 8 }), async (drawn) => {
        const arrived = await appraisal.arrive(
          drawn.map((list, n) =>
            sheet(n, '1/1', '1/1', {
              goals: list.map((one, at) => goal(10 * n + at, one.group, one.attainment, { weight: one.weight })),
            }),
          ),
        );
        const { runId } = await appraisal.activities.scoreCycle(arrived);
        const stored = await appraisal.rows<{ id: string; text: string }>(
          'SELECT id, score_text::text AS text FROM score WHERE run_id = $1',
          [runId],
        );
        expect(stored).toHaveLength(drawn.length);
        for (const score of stored) {
          const { body } = await appraisal.ask('hr', 'GET', `/v1/scores/${score.id}/explain`);
          expect([body['score'], body['recomputed'], body['agrees']]).toEqual([score.text, score.text, true]);
        }
      }),
      { numRuns: 15 },
    );
  });

  it('says so when a stored score is not what its inputs give', async () => {
    const arrived = await appraisal.arrive([sheet(0, '1/1'), sheet(1, '1/1')]);
    const { runId } = await appraisal.activities.scoreCycle(arrived);
    await appraisal.rows(`UPDATE score SET score_text = 119 WHERE run_id = $1 AND person_id = $2`, [runId, worker(0)]);
    await appraisal.rows(`UPDATE score SET band = 'qualified' WHERE run_id = $1 AND person_id = $2`, [
      runId,
      worker(1),
    ]);
    for (const { id } of await appraisal.rows<{ id: string }>('SELECT id FROM score WHERE run_id = $1', [runId])) {
      expect(await appraisal.ask('hr', 'GET', `/v1/scores/${id}/explain`)).toMatchObject({ body: { agrees: false } });
    }
  });

  it('explains in the words of the reader', async () => {
    const arrived = await appraisal.arrive([sheet(0, '7/10')]);
    const { runId } = await appraisal.activities.scoreCycle(arrived);
    const [score] = await appraisal.rows<{ id: string }>('SELECT id FROM score WHERE run_id = $1', [runId]);
    const path = `/v1/scores/${score?.id}/explain`;
    expect((await appraisal.ask('hr', 'GET', path)).body['words']).toEqual([
      '目标 700000：实际 7 / 目标 10单，完成率 70.00%，得 7.00 分；占总分 70.00%，贡献 7.00 × 10 × 70.00% = 49.00 分',
      '目标 700001：实际 7 / 目标 10单，完成率 100.00%，得 10.00 分；占总分 30.00%，贡献 10.00 × 10 × 30.00% = 30.00 分',
      '计分规则：每项 10 分相当于 100%；超过目标得 12 分，正好达标得 10 分，未达标得 10 × 完成率；总分 = Σ 占比 × 得分 × 10，最高 120。总分按得分计算，因此与目标单上的完成率不同',
      '总分 79.00，等级 合格（60 分起）',
    ]);
    expect((await appraisal.ask('hr', 'GET', path, undefined, 'en-GB,en;q=0.9')).body['words']).toContain(
      'Score 79.00, band qualified (from 60)',
    );
  });

  it('keeps two tenants with the same ids apart', async () => {
    await seedOrganisation(appraisal.uow, appraisal.get(OrgWriter), smallCompany(OTHER_TENANT, 2));
    await appraisal.putRules({ maxScore: '90' }, undefined, OTHER_TENANT);
    const cycleId = randomUUID();
    const { ref, pages } = batchOf(cycleId, sheets(2));
    for (const page of pages) await appraisal.hearPage(page, OTHER_TENANT);
    const ours = { tenantId: TENANT, cycleId, batch: ref };
    await expect(appraisal.activities.awaitResults(ours)).rejects.toEqual(refusal('not-yet'));
    const theirs = await appraisal.activities.scoreCycle({ ...ours, tenantId: OTHER_TENANT });
    await expect(
      appraisal.activities.publishScores({ tenantId: TENANT, runId: theirs.runId, cycleId }),
    ).rejects.toEqual(refusal('not-found'));
    expect((await appraisal.ask('hr', 'GET', `/v1/scores?cycle=${cycleId}`)).body['items']).toEqual([]);
    expect(await appraisal.ask('hr', 'GET', `/v1/runs/${theirs.runId}`)).toMatchObject({ status: 404 });
    expect(
      (await appraisal.ask(staff('hr', OTHER_TENANT), 'GET', `/v1/scores?cycle=${cycleId}`)).body['items'],
    ).toHaveLength(2);
    for (const page of pages) await appraisal.hearPage(page);
    const both = await appraisal.activities.scoreCycle(ours);
    expect(both.runId).not.toBe(theirs.runId);
    expect((await scoresOf(both.runId)).length + (await scoresOf(theirs.runId)).length).toBe(4);
  });

  it('scores and publishes 2,000 sheets in seconds', async () => {
    const arrived = await appraisal.arrive(sheets(2_000));
    const from = performance.now();
    const { runId, count } = await appraisal.activities.scoreCycle(arrived);
    const scored = performance.now();
    const { batch } = await appraisal.activities.publishScores({ ...arrived, runId });
    const published = performance.now();
    process.stdout.write(`score ${Math.round(scored - from)} ms, publish ${Math.round(published - scored)} ms\n`);
    expect([count, batch.count]).toEqual([2_000, 2_000]);
  });
});
