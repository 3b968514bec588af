import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { NOW, TENANT } from '@goalbeat/testing/harness/company';
import { type Appraisal, startAppraisal } from './appraisal-service.js';
import { RELEASE, sheet } from './results.js';

const HOUR = 3_600_000;
let appraisal: Appraisal;
beforeAll(async () => {
  appraisal = await startAppraisal(2);
  await appraisal.putRules();
  await appraisal.at(NOW);
});
afterAll(() => appraisal.close());

const stepOf = async (runId: string) => {
  const [row] = await appraisal.rows<{ id: string; version: number; due: string; remind: string }>(
    `SELECT a.id, a.version::int AS version, s.due_at AS due, s.rungs->0->>'at' AS remind FROM approval a
     JOIN approval_step s ON s.approval_id = a.id AND s.no = a.step_no WHERE a.subject_id = $1`,
    [runId],
  );
  if (row === undefined) throw new Error('Nobody was asked');
  return row;
};

it('the release of results waits while its cycle is paused, and comes later by the pause', async () => {
  const arrived = await appraisal.arrive([sheet(0, '1/1'), sheet(1, '1/2')], { chain: RELEASE });
  const { cycleId } = arrived;
  const { runId } = await appraisal.activities.scoreCycle(arrived);
  await expect(appraisal.activities.publishScores({ tenantId: TENANT, runId, cycleId })).rejects.toMatchObject({
    code: 'not-yet',
  });
  const before = await stepOf(runId);
  const climb = async () => {
    const { id: approvalId, version } = await stepOf(runId);
    const rung = { tenantId: TENANT, approvalId, version, stepId: 'release', rung: 1, action: 'remind' as const };
    return (await appraisal.ladder.climbRung(rung)).outcome;
  };
  await appraisal.hearCycle(cycleId, RELEASE, { version: 2, state: 'paused' });
  await appraisal.at(before.remind);
  expect(await climb()).toBe('moved-on');
  await appraisal.hearCycle(cycleId, RELEASE, { version: 3, pausedMs: HOUR });
  const after = await stepOf(runId);
  expect(after.due > before.due).toBe(true);
  expect(await climb()).toBe('early');
  await appraisal.at(after.remind);
  expect(await climb()).toBe('climbed');
});
