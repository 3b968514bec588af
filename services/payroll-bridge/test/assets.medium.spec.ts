import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { recompute } from '@goalbeat/domain/pay/recompute';
import { employee, TENANT, worker } from '@goalbeat/testing/harness/company';
import { LedgerRepository } from '../src/ledger/ledger.repository.js';
import { score } from './company.js';
import { balancesOf, linesOf, listOf, submitList } from './lists.js';
import { type Payroll, signList, startPayroll } from './payroll-service.js';

/** A point for each ten of the score; design is given its points in money, by a rate of its day. */
const POINTS = {
  version: 2,
  name: '积分奖励',
  currency: 'POINTS',
  award: { kind: 'per-point', amountPerPoint: '0.1' },
  prorate: true,
  finalDecider: 'S1',
};
const RATE = { from: 'POINTS', to: 'CNY', rate: '5', asOf: '2026-11-20', source: '人事部' };

describe('points', () => {
  let payroll: Payroll;
  beforeAll(async () => {
    payroll = await startPayroll();
    await payroll.seed(TENANT, 10);
  });
  afterAll(() => payroll.close());

  const put = (body: object, code = 'POINTS', who: Parameters<Payroll['ask']>[0] = 'hr') =>
    payroll.ask(who, 'PUT', `/v1/assets/${code}`, body);
  const plan = async (data: object) => {
    const [now] = await payroll.rows<{ version: number }>(
      `SELECT version::int AS version FROM pay_plan WHERE code = 'weekly'`,
    );
    return payroll.ask('hr', 'PUT', '/v1/pay-plans/weekly', {
      data,
      ...(now === undefined ? {} : { version: now.version }),
    });
  };
  const balances = async (query: string, who: Parameters<Payroll['ask']>[0]) => {
    const { body } = await payroll.ask(who, 'GET', `/v1/balances?${query}`);
    return (body['items'] as { personNumber: string; balance: { amount: string }; held: { amount: string } }[]).map(
      ({ personNumber, balance, held }) => [personNumber, balance.amount, held.amount],
    );
  };
  const go = async (runId: string) => {
    const ref = { tenantId: TENANT, runId };
    await payroll.activities.postRun(ref);
    expect(await payroll.activities.handOverBatch(ref)).toMatchObject({ remaining: 0 });
    await payroll.confirmAll();
  };
  const correct = async (cycleId: string, scores: object[]) => {
    const body = { cycleId, reason: '更正', scores };
    const dry = await payroll.ask('hr', 'POST', '/v1/off-cycle-runs/corrections', { ...body, dryRun: true });
    const fingerprint = dry.body['fingerprint'];
    return payroll.ask('hr', 'POST', '/v1/off-cycle-runs/corrections', { ...body, dryRun: false, fingerprint });
  };

  it('are declared once, and keep their decimals when a plan is in them', async () => {
    expect((await plan(POINTS)).body).toMatchObject({ code: 'unknown-currency', field: 'data.currency' });
    expect((await put({ name: '积分', decimals: 5 })).status).toBe(400);
    expect((await put({ name: '积分', decimals: 0 }, 'CNY')).status).toBe(400);
    expect((await put({ name: '积分', decimals: 0 }, 'POINTS', 'reviewer')).status).toBe(403);
    expect((await put({ name: '积分', decimals: 2 })).body).toMatchObject({ version: 1, used: false });
    expect((await put({ name: '积分', decimals: 2 })).body).toMatchObject({ version: 1 });
    expect((await put({ name: '积分', decimals: 0 })).body).toMatchObject({ code: 'stale-version' });
    expect((await put({ name: '积分', decimals: 1, version: 1 })).body).toMatchObject({ version: 2, decimals: 1 });
    expect((await plan({ ...POINTS, cap: '9.55' })).body).toMatchObject({ code: 'money-scale', field: 'data.cap' });
    // Points and money are two things, until a rate of a day says what one is worth.
    expect((await plan({ ...POINTS, currencyByUnit: { design: 'CNY' } })).body).toMatchObject({
      code: 'validation',
      field: 'data.currencyByUnit.design',
    });
    expect((await plan({ ...POINTS, currencyByUnit: { design: 'CNY' }, rates: [RATE] })).status).toBe(200);
    expect((await put({ name: '积分', decimals: 2, version: 2 })).body).toMatchObject({
      code: 'wrong-state',
      field: 'decimals',
    });
    expect((await put({ name: '荣誉积分', decimals: 1, version: 2 })).body).toMatchObject({
      used: true,
      name: '荣誉积分',
    });
    await expect(payroll.uow.write(TENANT, (tx) => tx.execute('UPDATE asset SET decimals = 3'))).rejects.toThrow(
      /never change/,
    );
    expect((await payroll.ask(employee(worker(0)), 'GET', '/v1/assets')).body).toMatchObject({
      items: [{ code: 'POINTS', decimals: 1 }],
    });
  });

  it('go from the scores to a signed list, are settled in the ledger with a notice, and never reach payroll', async () => {
    const cycleId = randomUUID();
    const runs = await payroll
      .build(cycleId, [
        score(0, worker(0)),
        score(2, worker(2), { score: '96/1', scoreText: '96.00' }),
        score(1, worker(1)),
      ])
      .then(() =>
        payroll.rows<{ id: string; currency: string }>(
          'SELECT id, currency FROM payout_run WHERE cycle_id = $1 ORDER BY currency',
          [cycleId],
        ),
      );
    expect(runs.map(({ currency }) => currency)).toEqual(['CNY', 'POINTS']);
    const runId = runs[1]?.id ?? '';
    const list = await listOf(payroll, runId);
    const lines = await linesOf(payroll, list.id);
    expect(lines.map((line) => [line.personNumber, line.amount])).toEqual([
      ['E0000', { amount: '10.4', currency: 'POINTS' }],
      ['E0002', { amount: '9.6', currency: 'POINTS' }],
    ]);
    expect(recompute(lines[0]?.explain ?? [], 'POINTS', [{ code: 'POINTS', exponent: 1 }]).minor).toBe(104n);
    expect(lines[0]?.reason).toContain('每分 0.1 POINTS');
    const money = (await linesOf(payroll, (await listOf(payroll, runs[0]?.id ?? '')).id))[0];
    expect([money?.amount, money?.reason]).toEqual([
      { amount: '52.00', currency: 'CNY' },
      expect.stringContaining('1 POINTS = 5 CNY'),
    ]);

    const edit = (amount: string, currency = 'POINTS') =>
      payroll.ask('hr', 'PATCH', `/v1/bonus-lists/${list.id}/lines/${lines[1]?.id}`, {
        version: lines[1]?.version,
        action: 'adjust',
        amount: { amount, currency },
        reason: '额外贡献',
      });
    expect((await edit('12.55')).body).toMatchObject({ code: 'money-scale', field: 'amount.amount' });
    expect((await edit('12', 'CNY')).body).toMatchObject({ field: 'amount.currency' });
    expect((await edit('12')).body).toMatchObject({ amount: { amount: '12', currency: 'POINTS' } });
    const whatIf = await payroll.ask('hr', 'POST', `/v1/bonus-lists/${list.id}/what-if`, {
      scale: { amounts: '10' },
      budget: '150',
    });
    expect(whatIf.body).toMatchObject({
      before: { amount: '20', currency: 'POINTS' },
      after: { amount: '200', currency: 'POINTS' },
      overBudget: true,
    });

    await submitList(payroll, list.id);
    expect(await balances('mine', employee(worker(0)))).toEqual([]);
    await signList(payroll, list.id);
    await go(runId);
    // Stored in ten-thousandths, whatever it shows.
    expect(await balancesOf(payroll, runId)).toEqual({ 'bonus-expense': 224_000, 'paid-out': -224_000 });
    expect((await payroll.ask('lead', 'GET', `/v1/ledger/balances?run=${runId}`)).body).toMatchObject({
      items: expect.arrayContaining([
        expect.objectContaining({
          currency: 'POINTS',
          account: 'paid-out',
          balance: { amount: '-22.4', currency: 'POINTS' },
        }),
      ]),
    });
    expect(await payroll.activities.reconcileRun({ tenantId: TENANT, runId })).toEqual({
      agreed: true,
      differences: 0,
    });
    expect(await payroll.activities.closeRun({ tenantId: TENANT, runId })).toMatchObject({ state: 'settled', paid: 2 });
    expect(await payroll.rows('SELECT 1 FROM hand_over_message WHERE run_id = $1', [runId])).toEqual([]);
    expect(
      await payroll.rows(
        `SELECT 1 FROM outbox WHERE payload ->> 'exchange' = 'goalbeat.payouts' AND payload::text LIKE '%POINTS%'`,
      ),
    ).toEqual([]);
    expect(await balances('mine', employee(worker(0)))).toEqual([['E0000', '10.4', '0']]);
    expect(await balances('', employee(worker(0)))).toEqual([['E0000', '10.4', '0']]);
    expect(await balances('', 'lead')).toEqual([
      ['E0000', '10.4', '0'],
      ['E0002', '12', '0'],
    ]);
    expect(await balances('limit=1', 'partner')).toEqual([['E0000', '10.4', '0']]);
    const mine = await payroll.ask(employee(worker(2)), 'GET', '/v1/payouts?mine');
    expect(mine.body).toMatchObject({ items: [{ state: 'paid', amount: { amount: '12', currency: 'POINTS' } }] });
    // The other run's money has not moved by any of this.
    expect(await balancesOf(payroll, runs[0]?.id ?? '')).toEqual({});

    // Corrected upwards: the difference on a list; downwards: taken off the balance, and kept back from the next list.
    const up = await correct(cycleId, [{ personId: worker(0), score: '150', band: 'excellent', evidence: '工单 1' }]);
    expect(up.body).toMatchObject({
      totals: expect.arrayContaining([expect.objectContaining({ up: { amount: '4.6', currency: 'POINTS' } })]),
    });
    const [extra = ''] = up.body['runIds'] as string[];
    await payroll.signAll(extra);
    await go(extra);
    expect(await balances('mine', employee(worker(0)))).toEqual([['E0000', '15', '0']]);
    await correct(cycleId, [{ personId: worker(0), score: '40', band: 'unqualified', evidence: '工单 2' }]);
    expect(await balances('mine', employee(worker(0)))).toEqual([['E0000', '4', '0']]);
    const next = await payroll.build(
      randomUUID(),
      [score(0, worker(0), { score: '200/1', scoreText: '200.00' })],
      '2026-W48',
    );
    await payroll.signAll(next);
    await go(next);
    expect(await balances('mine', employee(worker(0)))).toEqual([['E0000', '24', '0']]);
    expect(await payroll.uow.read(TENANT, (tx) => payroll.get(LedgerRepository).brokenClaims(tx))).toEqual([]);
    expect((await payroll.ask('lead', 'GET', '/v1/reconciliation')).body).toMatchObject({ agrees: true });
  });

  it('settle once, whoever asks again, also when they are held', async () => {
    const cycleId = randomUUID();
    const runId = await payroll.build(cycleId, [score(4, worker(4)), score(6, worker(6))], '2026-W49');
    const list = await listOf(payroll, runId);
    await submitList(payroll, list.id);
    const [line] = await linesOf(payroll, list.id);
    await payroll.ask('reviewer', 'PUT', `/v1/bonus-lists/${list.id}/lines/${line?.id}/hold`, {
      version: line?.version,
      held: true,
      reason: '核对',
    });
    await signList(payroll, list.id);
    const ref = { tenantId: TENANT, runId };
    await payroll.activities.postRun(ref);
    await Promise.all([1, 2, 3].map(() => payroll.activities.handOverBatch(ref)));
    expect(await balances(`person=${worker(4)}`, 'lead')).toEqual([['E0004', '0', '10.4']]);
    expect(await balances(`person=${worker(6)}`, 'lead')).toEqual([['E0006', '10.4', '0']]);
    const told = await payroll.rows<{ n: number }>(
      `SELECT count(*)::int AS n FROM outbox WHERE payload -> 'event' -> 'data' ->> 'kind' = 'paid'
         AND payload -> 'event' -> 'data' ->> 'personId' = $1`,
      [worker(6)],
    );
    expect(told).toEqual([{ n: 1 }]);
    // A part of what is held, in whole points.
    const release = (amount: string) =>
      payroll.ask('hr', 'POST', '/v1/off-cycle-runs/held-lines', {
        lineIds: [line?.id],
        reason: '先给一部分',
        parts: [{ lineId: line?.id, amount: { amount, currency: 'POINTS' }, rest: '其余待核' }],
      });
    expect((await release('2.55')).body).toMatchObject({ code: 'money-scale', field: 'parts.0.amount.amount' });
    const opened = await release('4');
    await payroll.signAll(String(opened.body['id']));
    await go(String(opened.body['id']));
    expect(await balances(`person=${worker(4)}`, 'lead')).toEqual([['E0004', '4', '6.4']]);
    // What a correction takes down is taken off what is held first: nobody owes what they never had.
    const corrected = { personId: worker(4), score: '60', band: 'qualified', evidence: '工单 3' };
    expect((await correct(cycleId, [corrected])).status).toBe(200);
    expect(await balances(`person=${worker(4)}`, 'lead')).toEqual([['E0004', '4', '2']]);
  });
});
