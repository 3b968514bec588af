import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { STAFF, TENANT, worker } from '@goalbeat/testing/harness/company';
import { LedgerRepository } from '../src/ledger/ledger.repository.js';
import { score } from './company.js';
import { balancesOf, decideList, linesOf, listOf, listsOf, submitList } from './lists.js';
import { answerOf, type Payroll, signList, startPayroll } from './payroll-service.js';

/** What a correction has paid is corrected again, whatever became of the line it was beside. */
describe('what was paid beside a line that came to nothing', () => {
  let payroll: Payroll;
  let cycleId: string;
  let week = 0;
  beforeAll(async () => {
    payroll = await startPayroll();
    await payroll.seed(TENANT, 10);
    await payroll.putPlan();
  });
  afterAll(() => payroll.close());
  beforeEach(() => {
    cycleId = randomUUID();
  });

  const build = (...scores: Parameters<Payroll['build']>[1]) => {
    week += 1;
    return payroll.build(cycleId, scores, `2028-W${String(week).padStart(2, '0')}`);
  };
  const pay = async (runId: string): Promise<void> => {
    await payroll.activities.postRun({ tenantId: TENANT, runId });
    await payroll.activities.handOverBatch({ tenantId: TENANT, runId });
    const payouts = await payroll.rows<{ id: string }>('SELECT id FROM payout WHERE run_id = $1', [runId]);
    await payroll.confirmAll();
    await payroll.answer(...payouts.map(({ id }) => answerOf(id, 'paid')));
  };
  const correct = async (personId: string, band: string) => {
    const scores = [{ personId, score: '80', band, evidence: '工单 4711' }];
    const ask = (over: object) =>
      payroll.ask('hr', 'POST', '/v1/off-cycle-runs/corrections', { cycleId, reason: '数据更正', scores, ...over });
    const dry = await ask({ dryRun: true });
    return ask({ dryRun: false, fingerprint: dry.body['fingerprint'] });
  };
  /** @returns the run that paid it */
  const raise = async (personId: string): Promise<string> => {
    const runId = ((await correct(personId, 'excellent')).body['runIds'] as string[])[0] ?? '';
    await payroll.signAll(runId);
    await pay(runId);
    return runId;
  };
  const sound = async (...runIds: string[]): Promise<void> => {
    for (const runId of runIds)
      expect(await payroll.activities.reconcileRun({ tenantId: TENANT, runId })).toMatchObject({ agreed: true });
    expect(await payroll.uow.read(TENANT, (tx) => payroll.get(LedgerRepository).brokenClaims(tx))).toEqual([]);
  };

  it('is taken back where the list of 0.00 was refused after it, and kept back from the next list', async () => {
    const runId = await build(score(0, worker(0)), score(1, STAFF.lead, { band: 'unqualified' }));
    const lists = await listsOf(payroll, runId);
    const idOf = (part: string) => lists.find((list) => list.part === part)?.id ?? '';
    await submitList(payroll, idOf('main'));
    await signList(payroll, idOf('main'));
    await pay(runId);
    const up = await raise(STAFF.lead);
    expect(await submitList(payroll, idOf('signers'))).toMatchObject({ status: 200 });
    expect(await decideList(payroll, idOf('signers'), 'reject', STAFF.boss)).toMatchObject({ status: 200 });
    expect((await correct(STAFF.lead, 'unqualified')).body).toMatchObject({
      counts: { down: 1, givenUp: 0 },
      totals: [{ down: { amount: '-750.00' } }],
    });
    expect((await correct(STAFF.lead, 'qualified')).body).toMatchObject({
      totals: [{ up: { amount: '500.00' }, back: { amount: '500.00' } }],
      runIds: [],
    });
    expect((await correct(STAFF.lead, 'unqualified')).body).toMatchObject({ counts: { down: 1 } });
    await sound(runId, up);
    cycleId = randomUUID();
    const next = await build(score(1, STAFF.lead));
    const [line] = await linesOf(payroll, (await listOf(payroll, next)).id);
    expect(line).toMatchObject({ amount: { amount: '0.00' } });
    expect(line?.explain.at(-1)).toMatchObject({ code: 'set-off', values: { setOff: '750.00' } });
  });

  it('is taken back where the held line was given up, which no correction pays', async () => {
    const runId = await build(score(2, worker(2), { band: 'qualified' }), score(3, worker(3)));
    const { id } = await listOf(payroll, runId);
    const mine = async () => (await linesOf(payroll, id)).find(({ personId }) => personId === worker(2));
    const line = await mine();
    const hold = { version: line?.version, action: 'hold', reason: '核对中' };
    const url = `/v1/bonus-lists/${id}/lines/${line?.id}`;
    expect(await payroll.ask('hr', 'PATCH', url, hold)).toMatchObject({ status: 200 });
    await payroll.signAll(runId);
    await pay(runId);
    const up = await raise(worker(2));
    const given = await payroll.ask('reviewer', 'POST', `${url}/cancel`, {
      version: (await mine())?.version,
      reason: '重复',
    });
    expect(given.status).toBe(200);
    // 250 were paid, 500 given up: it stays so while it is worth no less than what was paid.
    expect((await correct(worker(2), 'excellent')).body).toMatchObject({ counts: { up: 0, down: 0, givenUp: 1 } });
    expect((await correct(worker(2), 'qualified')).body).toMatchObject({ counts: { up: 0, down: 0, givenUp: 1 } });
    expect((await correct(worker(2), 'unqualified')).body).toMatchObject({
      counts: { down: 1, givenUp: 0 },
      totals: [{ down: { amount: '-250.00' } }],
    });
    expect((await correct(worker(2), 'excellent')).body).toMatchObject({
      totals: [{ up: { amount: '250.00' }, back: { amount: '250.00' } }],
      runIds: [],
    });
    expect(await balancesOf(payroll, runId, up)).toEqual({ 'bonus-expense': 100_000, 'paid-out': -100_000 });
    await sound(runId, up);
  });
});
