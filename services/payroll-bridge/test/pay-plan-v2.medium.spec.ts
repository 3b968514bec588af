import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { recompute, type ToldStep } from '@goalbeat/domain/pay/recompute';
import { TENANT, worker } from '@goalbeat/testing/harness/company';
import { CycleCopyRepository } from '../src/cycle-copy/cycle-copy.repository.js';
import { batchOf, cycle, score } from './company.js';
import { answerOf, type Payroll, startPayroll } from './payroll-service.js';

/** Workers with even numbers are of sales, odd ones of design; all of P5, of score 104. */
const POOL = {
  version: 2,
  name: '奖金池',
  currency: 'CNY',
  award: { kind: 'pool', amount: '100', baseByGrade: { P5: '500' }, bandsWithout: ['unqualified'] },
  prorate: true,
  teamExtra: { above: '1.1', share: '0.1' },
  currencyByUnit: { design: 'JPY' },
  rates: [{ from: 'CNY', to: 'JPY', rate: '21.505', asOf: '2026-11-20', source: 'PBOC' }],
  finalDecider: 'S1',
  budgetByCurrency: { JPY: '5000' },
};

describe('a pay plan of version 2', () => {
  let payroll: Payroll;
  beforeAll(async () => {
    payroll = await startPayroll();
    await payroll.seed(TENANT, 10);
  });
  afterAll(() => payroll.close());

  const put = (data: object, version?: number) =>
    payroll.ask('hr', 'PUT', '/v1/pay-plans/weekly', { data, ...(version === undefined ? {} : { version }) });

  it('is refused field by field', async () => {
    expect(await put({ ...POOL, award: { ...POOL.award, amount: undefined } })).toMatchObject({
      status: 400,
      body: { field: 'data.award.amount' },
    });
    expect(await put({ ...POOL, rates: [] })).toMatchObject({
      status: 400,
      body: { field: 'data.currencyByUnit.design', detail: expect.stringContaining('从 CNY 到 JPY 的汇率') },
    });
    expect(await put({ ...POOL, currencyByUnit: { desing: 'JPY' } })).toMatchObject({
      status: 400,
      body: {
        field: 'data.currencyByUnit.desing',
        detail: expect.stringContaining('是否指 design'),
        details: { near: 'design' },
      },
    });
    expect(await put({ ...POOL, award: { ...POOL.award, amountByUnit: { finance: '7' } } })).toMatchObject({
      status: 400,
      body: { field: 'data.award.amountByUnit.finance', detail: '没有代码为 finance 的部门。' },
    });
    expect((await put({ ...POOL, baseByGrade: { P5: '1' } })).status).toBe(400);
    expect((await put({ ...POOL, version: 3 })).status).toBe(400);
    expect(await payroll.rows('SELECT 1 FROM pay_plan')).toEqual([]);
  });

  it('splits a pool, adds the team’s extra, and pays each unit in its currency, to payroll’s answer', async () => {
    const written = await put(POOL);
    expect(written).toMatchObject({ status: 200, body: { version: 1, data: { version: 2, award: { kind: 'pool' } } } });
    const cycleId = randomUUID();
    await payroll.uow.write(TENANT, (tx) =>
      payroll.app.get(CycleCopyRepository, { strict: false }).keepNewest(tx, cycle(cycleId)),
    );
    const over = { completion: '6/5' };
    const batch = batchOf(randomUUID(), cycleId, [
      score(0, worker(0), over),
      score(1, worker(1)),
      score(2, worker(2), over),
      score(4, worker(4), { ...over, band: 'unqualified' }),
      score(3, worker(3), { grade: 'X9' }),
    ]);
    await payroll.receive(batch);
    const ask = { tenantId: TENANT, cycleId, batch: batch.ref };
    const built = await Promise.all([1, 2, 3].map(() => payroll.activities.buildBonusLists(ask)));
    const runIds = built[0]?.runIds ?? [];
    expect(built).toEqual([1, 2, 3].map(() => ({ runIds: expect.arrayContaining(runIds), lines: 5 })));
    expect(runIds).toHaveLength(2);
    // A plan that changed meanwhile makes no second list of the same people.
    expect((await put({ ...POOL, currency: 'JPY', currencyByUnit: {}, rates: [] }, 1)).status).toBe(200);
    expect(await payroll.activities.buildBonusLists(ask)).toEqual(built[0]);

    const lines = await payroll.rows<{
      number: string;
      currency: string;
      minor: string;
      state: string;
      explain: ToldStep[];
    }>(
      `SELECT person_number AS number, currency, amount_minor::text AS minor, state, explain FROM bonus_line
       WHERE run_id = ANY($1::uuid[]) ORDER BY person_number`,
      [runIds],
    );
    // 100.00 over three: the odd cent to E0000; sales (120 %) adds 6.67 to its 66.67; 33.33 CNY are 717 yen.
    expect(lines.map(({ number, currency, minor, state }) => [number, currency, minor, state])).toEqual([
      ['E0000', 'CNY', '3668', 'ready'],
      ['E0001', 'JPY', '717', 'ready'],
      ['E0002', 'CNY', '3666', 'ready'],
      ['E0003', 'JPY', '0', 'held'],
      ['E0004', 'CNY', '0', 'ready'],
    ]);
    for (const { explain, currency, minor } of lines) {
      expect(recompute(explain, currency).minor.toString()).toBe(minor);
    }
    const lists = (await payroll.ask('hr', 'GET', `/v1/bonus-lists?cycle=${cycleId}`)).body['items'];
    expect(lists).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ currency: 'CNY', total: { amount: '73.34', currency: 'CNY' }, budget: null }),
        expect.objectContaining({
          currency: 'JPY',
          total: { amount: '717', currency: 'JPY' },
          budget: { amount: '5000', currency: 'JPY' },
        }),
      ]),
    );

    for (const runId of runIds) {
      await payroll.signAll(runId);
      const run = { tenantId: TENANT, runId };
      await payroll.activities.postRun(run);
      await payroll.activities.handOverBatch(run);
    }
    const payouts = await payroll.rows<{ id: string }>('SELECT id FROM payout WHERE run_id = ANY($1::uuid[])', [
      runIds,
    ]);
    expect(payouts).toHaveLength(3);
    await payroll.answer(...payouts.map(({ id }) => answerOf(id, 'paid')));
    expect((await payroll.ask('lead', 'GET', `/v1/reconciliation?cycle=${cycleId}`)).body).toMatchObject({
      agrees: true,
      currencies: expect.arrayContaining([
        expect.objectContaining({ currency: 'CNY', paid: { amount: '73.34', currency: 'CNY' } }),
        expect.objectContaining({ currency: 'JPY', paid: { amount: '717', currency: 'JPY' } }),
      ]),
    });
  });
});
