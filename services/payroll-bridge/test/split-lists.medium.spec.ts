import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { STAFF, TENANT, worker } from '@goalbeat/testing/harness/company';
import { score } from './company.js';
import { linesOf, listOf, submitList } from './lists.js';
import { answerOf, type Payroll, signList, startPayroll } from './payroll-service.js';
import { holdLine, inTurn, sign, taskOf } from './signing.js';

let payroll: Payroll;
beforeAll(async () => {
  payroll = await startPayroll();
  await payroll.seed(TENANT, 4);
  // 60,000 a line; the lead is asked above 100,000.
  await payroll.putPlan({ baseByGrade: { P5: '40000' } });
});
afterAll(() => payroll.close());

const ref = (runId: string) => ({ tenantId: TENANT, runId });
const builds = (period: string, workers: readonly number[], cycleId: string = randomUUID()) =>
  payroll.build(
    cycleId,
    workers.map((n) => score(n, worker(n))),
    period,
  );
async function hrHolds(listId: string, lineIds: readonly string[]): Promise<void> {
  for (const line of await linesOf(payroll, listId)) {
    if (!lineIds.includes(line.id)) continue;
    const held = await payroll.ask('hr', 'PATCH', `/v1/bonus-lists/${listId}/lines/${line.id}`, {
      version: line.version,
      action: 'hold',
      reason: '分批',
    });
    expect(held.status).toBe(200);
  }
}
async function released(lineIds: readonly string[]): Promise<string> {
  const { body, status } = await payroll.ask('hr', 'POST', '/v1/off-cycle-runs/held-lines', {
    lineIds,
    reason: '分批',
  });
  expect([status, body['code']]).toEqual([201, undefined]);
  return (await listOf(payroll, String(body['id']))).id;
}
/** Submits; @returns who of the chain has signed when the list is. */
async function signers(listId: string): Promise<string[]> {
  expect(await submitList(payroll, listId)).toMatchObject({ status: 200 });
  await signList(payroll, listId);
  const rows = await payroll.rows<{ by: string }>(
    `SELECT decided_by AS by FROM approval_task WHERE subject_id = $1 AND kind = 'decision' AND decision = 'approve' ORDER BY step_no`,
    [listId],
  );
  return rows.map(({ by }) => by);
}
const factsOf = async (listId: string): Promise<unknown> =>
  (await payroll.rows<{ facts: unknown }>('SELECT facts FROM approval WHERE subject_id = $1', [listId]))[0]?.facts;

it('a list in three parts asks the lead from where their sum passes the limit', async () => {
  const run = await builds('2027-W01', [0, 1, 2]);
  const main = (await listOf(payroll, run)).id;
  const [, second, third] = (await linesOf(payroll, main)).map((line) => line.id);
  await hrHolds(main, [second ?? '', third ?? '']);
  expect(await signers(main)).toEqual([STAFF.reviewer]);
  await payroll.activities.postRun(ref(run));
  const list2 = await released([second ?? '']);
  const list3 = await released([third ?? '']);
  expect(await signers(list2)).toEqual([STAFF.reviewer, STAFF.lead]);
  expect(await factsOf(list2)).toEqual({
    amount: '120000.00',
    currency: 'CNY',
    amountOf: { own: '60000.00', others: '60000.00', lists: 1 },
  });
  expect(await signers(list3)).toEqual([STAFF.reviewer, STAFF.lead]);
  expect(await factsOf(list3)).toMatchObject({
    amount: '180000.00',
    amountOf: { own: '60000.00', others: '120000.00', lists: 2 },
  });
  const [logged] = await payroll.rows<{ details: object }>(
    `SELECT details FROM process_log WHERE subject_id = $1 AND action = 'submitted'`,
    [list3],
  );
  expect(logged?.details).toMatchObject({
    amountToSign: '180000.00',
    amountOf: { own: '60000.00', others: '120000.00', lists: 2 },
  });
});

it('the correction of a signed list counts what was signed before', async () => {
  const cycleId = randomUUID();
  const run = await payroll.build(
    cycleId,
    [score(0, worker(0), { band: 'qualified' }), score(1, worker(1))],
    '2027-W02',
  );
  expect(await signers((await listOf(payroll, run)).id)).toEqual([STAFF.reviewer]);
  await payroll.activities.postRun(ref(run));
  const body = {
    cycleId,
    reason: '更正',
    scores: [{ personId: worker(0), score: '104', band: 'excellent', evidence: 'the ledger' }],
  };
  const correct = (more: object) => payroll.ask('hr', 'POST', '/v1/off-cycle-runs/corrections', { ...body, ...more });
  const dry = await correct({ dryRun: true });
  const done = await correct({ dryRun: false, fingerprint: dry.body['fingerprint'] });
  const [delta = ''] = done.body['runIds'] as string[];
  const list = (await listOf(payroll, delta)).id;
  expect(await signers(list)).toEqual([STAFF.reviewer, STAFF.lead]);
  expect(await factsOf(list)).toMatchObject({ amount: '120000.00', amountOf: { own: '20000.00', lists: 1 } });
});

it('what payroll rejected counts once, where it is paid again', async () => {
  const run = await builds('2027-W03', [0]);
  expect(await signers((await listOf(payroll, run)).id)).toEqual([STAFF.reviewer]);
  await payroll.activities.postRun(ref(run));
  await payroll.activities.handOverBatch(ref(run));
  const [payout] = await payroll.rows<{ id: string }>('SELECT id FROM payout WHERE run_id = $1', [run]);
  await payroll.confirmAll();
  await payroll.answer(answerOf(payout?.id ?? '', 'rejected'));
  const again = await payroll.ask('hr', 'POST', '/v1/off-cycle-runs', {
    payoutIds: [payout?.id],
    reason: '账户已更正',
  });
  const list = (await listOf(payroll, String(again.body['id']))).id;
  expect(await signers(list)).toEqual([STAFF.reviewer]);
  expect(await factsOf(list)).toMatchObject({ amount: '60000.00', amountOf: { others: '0.00' } });
});

it('other cycles and currencies do not count', async () => {
  for (const period of ['2027-W04', '2027-W05'])
    expect(await signers((await listOf(payroll, await builds(period, [0]))).id)).toEqual([STAFF.reviewer]);
});

it('lines of two cycles on one list count by the fuller one', async () => {
  const lineIds: string[] = [];
  for (const [period, people] of [
    ['2027-W06', [0, 1]],
    ['2027-W07', [0]],
  ] as const) {
    const run = await builds(period, people);
    const main = (await listOf(payroll, run)).id;
    const [line] = await linesOf(payroll, main);
    await hrHolds(main, [line?.id ?? '']);
    await signers(main);
    await payroll.activities.postRun(ref(run));
    lineIds.push(line?.id ?? '');
  }
  const list = await released(lineIds);
  expect(await signers(list)).toEqual([STAFF.reviewer, STAFF.lead]);
  expect(await factsOf(list)).toMatchObject({ amount: '120000.00' });
});

it('of two lists at the same moment the later one counts the earlier', async () => {
  const run = await builds('2027-W08', [0, 1, 2]);
  const main = (await listOf(payroll, run)).id;
  const [, second, third] = (await linesOf(payroll, main)).map((line) => line.id);
  await hrHolds(main, [second ?? '', third ?? '']);
  await signers(main);
  await payroll.activities.postRun(ref(run));
  const lists = [await released([second ?? '']), await released([third ?? ''])] as const;
  const [cycle] = await payroll.rows<{ id: string }>('SELECT cycle_id AS id FROM payout_run WHERE id = $1', [run]);
  const answers = await inTurn(
    payroll,
    `SELECT pg_advisory_xact_lock(hashtextextended('to-sign/${cycle?.id}CNY', 0))`,
    () => submitList(payroll, lists[0]),
    () => submitList(payroll, lists[1]),
  );
  expect(answers.map(({ status }) => status)).toEqual([200, 200]);
  expect(await factsOf(lists[0])).toMatchObject({ amount: '120000.00' });
  expect(await factsOf(lists[1])).toMatchObject({ amount: '180000.00' });
});

it('what comes back on one list counts what was submitted beside it meanwhile', async () => {
  const run = await builds('2027-W09', [0, 1]);
  const main = (await listOf(payroll, run)).id;
  const [first, second] = await linesOf(payroll, main);
  await hrHolds(main, [second?.id ?? '']);
  await signers(main);
  await payroll.activities.postRun(ref(run));
  const list = await released([second?.id ?? '']);
  await submitList(payroll, list);
  const [line] = await linesOf(payroll, list);
  expect(first?.id).not.toBe(second?.id);
  expect(await holdLine(payroll, list, line, true)).toMatchObject({ status: 200 });
  expect(await factsOf(list)).toMatchObject({ amount: '60000.00', amountOf: { own: '0.00' } });
  const [held] = await linesOf(payroll, list);
  expect(await holdLine(payroll, list, held, false)).toMatchObject({ status: 200 });
  expect(await sign(payroll, await taskOf(payroll, list))).toMatchObject({ body: { state: 'open', stepId: 'lead' } });
});

it('what different chains or deciders sign is not put on one list', async () => {
  const lineIds: string[] = [];
  for (const [period, finalDecider] of [
    ['2027-W10', 'S1'],
    ['2027-W11', 'E0003'],
  ] as const) {
    await payroll.putPlanAgain({ baseByGrade: { P5: '40000' }, finalDecider });
    const run = await builds(period, [0, 1]);
    const main = (await listOf(payroll, run)).id;
    const [line] = await linesOf(payroll, main);
    await hrHolds(main, [line?.id ?? '']);
    await signers(main);
    await payroll.activities.postRun(ref(run));
    lineIds.push(line?.id ?? '');
  }
  expect(await payroll.ask('hr', 'POST', '/v1/off-cycle-runs/held-lines', { lineIds, reason: '分批' })).toMatchObject({
    status: 409,
    body: { code: 'wrong-state', detail: expect.stringMatching(/不同的审批流/) },
  });
  for (const lineId of lineIds) await released([lineId]);
});
