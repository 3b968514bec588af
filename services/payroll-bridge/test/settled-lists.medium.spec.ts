import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { STAFF, TENANT, worker } from '@goalbeat/testing/harness/company';
import { score } from './company.js';
import { listsOf, submitList } from './lists.js';
import { answerOf, type Payroll, signList, startPayroll } from './payroll-service.js';
import { sign, taskOf } from './signing.js';

let payroll: Payroll;
beforeAll(async () => {
  payroll = await startPayroll();
  await payroll.seed(TENANT, 3);
  await payroll.putPlan();
});
afterAll(() => payroll.close());

it('says of no rejected list that it was settled with its run', async () => {
  const people = [worker(0), STAFF.reviewer];
  const scores = people.map((personId, n) => score(n, personId));
  const runId = await payroll.build(randomUUID(), scores, '2027-W30');
  const lists = await listsOf(payroll, runId);
  const [main, signers] = ['main', 'signers'].map((part) => lists.find((list) => list.part === part)?.id ?? '');
  for (const list of [main, signers]) expect(await submitList(payroll, list ?? '')).toMatchObject({ status: 200 });
  await signList(payroll, main ?? '');
  expect(await sign(payroll, await taskOf(payroll, signers ?? ''), 'reject')).toMatchObject({ status: 200 });
  const ref = { tenantId: TENANT, runId };
  await payroll.activities.postRun(ref);
  await payroll.activities.handOverBatch(ref);
  const payouts = await payroll.rows<{ id: string }>('SELECT id FROM payout WHERE run_id = $1', [runId]);
  await payroll.confirmAll();
  await payroll.answer(...payouts.map(({ id }) => answerOf(id, 'paid')));
  expect(await payroll.activities.closeRun(ref)).toMatchObject({ state: 'settled' });
  const logged = await payroll.rows<{ id: string }>(
    `SELECT subject_id AS id FROM process_log WHERE subject_kind = 'bonus-list' AND action = 'settled' AND subject_id = ANY($1)`,
    [[main, signers]],
  );
  expect(logged).toEqual([{ id: main }]);
});
