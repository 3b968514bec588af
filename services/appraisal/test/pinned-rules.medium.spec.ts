import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { NOW, TENANT } from '@goalbeat/testing/harness/company';
import { type Appraisal, startAppraisal } from './appraisal-service.js';
import { batchOf, RELEASE, sheet } from './results.js';

const refusal = (code: string) => expect.objectContaining({ code });
const WEEK = [sheet(0, '1/2'), sheet(1, '1/1')];
const HALF = { points: { below: '6', met: '10', above: '12' } };

describe('rules that HR pins for a running cycle', () => {
  let appraisal: Appraisal;
  beforeAll(async () => {
    appraisal = await startAppraisal(4);
    await appraisal.putRules();
    await appraisal.putRules(HALF, 1);
  });
  afterAll(() => appraisal.close());
  beforeEach(() => appraisal.at(NOW));

  const scoresOf = (runId: string) =>
    appraisal.rows<{ text: string }>('SELECT score_text::text AS text FROM score WHERE run_id = $1 ORDER BY sheet_id', [
      runId,
    ]);
  const arrive = async (over: object, chain?: typeof RELEASE) => {
    const cycleId = randomUUID();
    const { ref, pages } = batchOf(cycleId, WEEK);
    await appraisal.hearCycle(cycleId, chain, over);
    for (const page of pages) await appraisal.hearPage(page);
    return { tenantId: TENANT, cycleId, batch: ref };
  };

  it('are those it is scored by, once they have arrived; else the newest', async () => {
    const newest = await arrive({});
    const first = await appraisal.activities.scoreCycle(newest);
    expect((await scoresOf(first.runId))[0]?.text).toBe('51.00');
    const pinned = await arrive({ control: 3, ruleSetVersion: 1 });
    await expect(appraisal.activities.scoreCycle({ ...pinned, version: 4 })).rejects.toEqual(refusal('not-yet'));
    const { runId } = await appraisal.activities.scoreCycle({ ...pinned, version: 3 });
    expect((await scoresOf(runId))[0]?.text).toBe('65.00');
    expect(await appraisal.activities.scoreCycle({ ...pinned, version: 3 })).toMatchObject({ runId });
  });

  it('have the cycle scored anew before it is published, also while its release is being decided, and not after', async () => {
    const arrived = await arrive({ control: 1 }, RELEASE);
    const { runId } = await appraisal.activities.scoreCycle({ ...arrived, version: 1 });
    const publish = (version: number) =>
      appraisal.activities.publishScores({ tenantId: TENANT, cycleId: arrived.cycleId, runId, version });
    await expect(publish(1)).rejects.toEqual(refusal('not-yet'));
    await appraisal.hearCycle(arrived.cycleId, RELEASE, { version: 2, control: 2, ruleSetVersion: 1 });
    await expect(publish(2)).rejects.toEqual(refusal('not-yet'));
    expect((await scoresOf(runId)).map(({ text }) => text)).toEqual(['65.00', '100.00']);
    const approvals = await appraisal.rows<{ id: string; state: string }>(
      `SELECT id, state FROM approval WHERE subject_id = $1 ORDER BY round`,
      [runId],
    );
    expect(approvals.map(({ state }) => state)).toEqual(['withdrawn', 'open']);
    await appraisal.decide(approvals[1]?.id ?? '', 'approve');
    const { batch } = await publish(2);
    await appraisal.hearCycle(arrived.cycleId, RELEASE, { version: 3, control: 3, ruleSetVersion: 2 });
    expect(await publish(3)).toEqual({ batch });
    expect((await scoresOf(runId))[0]?.text).toBe('65.00');
    expect(
      await appraisal.rows(`SELECT reason FROM process_log WHERE subject_id = $1 AND action = 'scored-anew'`, [runId]),
    ).toEqual([{ reason: 'rules-changed' }]);
  });
});
