import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { LadderActivitiesProvider } from '@goalbeat/approvals/ladder.activities';
import { TENANT, worker } from '@goalbeat/testing/harness/company';
import { score } from './company.js';
import { answerOf, type Payroll, startPayroll } from './payroll-service.js';

let payroll: Payroll;
beforeAll(async () => {
  payroll = await startPayroll();
  await payroll.seed(TENANT, 4);
  await payroll.putPlan();
});
afterAll(() => payroll.close());

const fourTimes = <T>(attempt: () => Promise<T>): Promise<T[]> => Promise.all(Array.from({ length: 4 }, attempt));
const logged = async (subjectId: string, action: string): Promise<number> =>
  (await payroll.rows(`SELECT 1 FROM process_log WHERE subject_id = $1 AND action = $2`, [subjectId, action])).length;
const scores = () => [score(0, worker(0)), score(1, worker(1))];

it('four attempts at once to climb a rung of a bonus list remind once', async () => {
  const runId = await payroll.build(randomUUID(), scores());
  const [list] = await payroll.rows<{ id: string; version: number }>(
    `SELECT id, version::int AS version FROM bonus_list WHERE run_id = $1 ORDER BY part LIMIT 1`,
    [runId],
  );
  await payroll.ask('hr', 'POST', `/v1/bonus-lists/${list?.id}/submit`, { version: list?.version });
  const [step] = await payroll.rows<{ approvalId: string; version: number; stepId: string; at: string }>(
    `SELECT a.id AS "approvalId", a.version::int AS version, s.step_id AS "stepId", s.rungs->0->>'at' AS at
     FROM approval a JOIN approval_step s ON s.approval_id = a.id AND s.no = a.step_no WHERE a.subject_id = $1`,
    [list?.id],
  );
  if (step === undefined) throw new Error('Nobody is asked');
  await payroll.at(step.at);
  const { approvalId, version, stepId } = step;
  const rung = { tenantId: TENANT, approvalId, version, stepId, rung: 1, action: 'remind' as const };
  const climbed = await fourTimes(() => payroll.get(LadderActivitiesProvider).activities().climbRung(rung));
  expect(climbed.map(({ outcome }) => outcome)).toEqual(['climbed', 'climbed', 'climbed', 'climbed']);
  expect(await logged(list?.id ?? '', 'reminded')).toBe(1);
});

it('four attempts at once to close a run close and log it once', async () => {
  const runId = await payroll.build(randomUUID(), scores(), '2026-W48');
  await payroll.signAll(runId);
  const ref = { tenantId: TENANT, runId };
  await payroll.activities.postRun(ref);
  while ((await payroll.activities.handOverBatch(ref)).remaining > 0);
  await payroll.confirmAll();
  const payouts = await payroll.rows<{ id: string }>('SELECT id FROM payout WHERE run_id = $1', [runId]);
  await payroll.answer(...payouts.map(({ id }) => answerOf(id, 'paid')));
  const closed = await fourTimes(() => payroll.activities.closeRun(ref));
  expect(closed.map(({ state }) => state)).toEqual(['settled', 'settled', 'settled', 'settled']);
  expect(await logged(runId, 'settled')).toBe(1);
  expect(await fourTimes(() => payroll.activities.queryUnanswered(ref))).toHaveLength(4);
  expect(await fourTimes(() => payroll.activities.reverseUnsent(ref))).toEqual(Array(4).fill({ reversed: 0 }));
});
