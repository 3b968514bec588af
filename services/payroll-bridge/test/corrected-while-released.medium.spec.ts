import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { TENANT, worker } from '@goalbeat/testing/harness/company';
import { score } from './company.js';
import { linesOf, listOf, submitList } from './lists.js';
import { type Payroll, signList, startPayroll } from './payroll-service.js';
import { holdLine } from './signing.js';

let payroll: Payroll;
beforeAll(async () => {
  payroll = await startPayroll();
  await payroll.seed(TENANT, 3);
  await payroll.putPlan();
});
afterAll(() => payroll.close());

it('takes nothing off a held line while the list that releases it waits: it would be paid whole', async () => {
  const cycleId = randomUUID();
  const runId = await payroll.build(cycleId, [score(0, worker(0)), score(1, worker(1))], '2027-W20');
  const list = await listOf(payroll, runId);
  await submitList(payroll, list.id);
  const line = (await linesOf(payroll, list.id)).find(({ personId }) => personId === worker(1));
  expect(await holdLine(payroll, list.id, line, true)).toMatchObject({ status: 200 });
  await signList(payroll, list.id);
  await payroll.activities.postRun({ tenantId: TENANT, runId });
  const release = await payroll.ask('hr', 'POST', '/v1/off-cycle-runs/held-lines', {
    lineIds: [line?.id],
    reason: '已核对',
  });
  expect(release.status).toBe(201);
  const released = String(release.body['id']);
  const correct = (more: object) =>
    payroll.ask('hr', 'POST', '/v1/off-cycle-runs/corrections', {
      cycleId,
      reason: '更正',
      scores: [{ personId: worker(1), score: '10', band: 'unqualified', evidence: '工单 4711' }],
      ...more,
    });
  const dry = await correct({ dryRun: true });
  const { fingerprint } = dry.body;
  expect(await correct({ dryRun: false, fingerprint })).toMatchObject({
    status: 409,
    body: { code: 'wrong-state', detail: expect.stringMatching(/等待审批/) },
  });
  // Once it is decided, what left is taken back by the correction as any money is.
  await payroll.signAll(released);
  await payroll.activities.postRun({ tenantId: TENANT, runId: released });
  const again = await correct({ dryRun: true });
  expect(await correct({ dryRun: false, fingerprint: again.body['fingerprint'] })).toMatchObject({ status: 200 });
});
