import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Chain } from '@goalbeat/domain/approval/chain';
import { TENANT, worker } from '@goalbeat/testing/harness/company';
import { CycleCopyRepository } from '../src/cycle-copy/cycle-copy.repository.js';
import { batchOf, CHAIN, cycle, score } from './company.js';
import { linesOf, listOf, submitList } from './lists.js';
import { type Payroll, signList, startPayroll } from './payroll-service.js';

/** 60,000 CNY each; design is paid in dinars: 2,580. In CHAIN the lead signs above 100,000. */
const PLAN = {
  version: 2,
  name: '两种货币',
  currency: 'CNY',
  award: { kind: 'per-band', amountByBand: { excellent: '60000' } },
  prorate: false,
  currencyByUnit: { design: 'KWD' },
  rates: [{ from: 'CNY', to: 'KWD', rate: '0.043', asOf: '2026-11-20', source: 'PBOC' }],
  finalDecider: 'S1',
};
const limited = (above: string, currency: string): Chain =>
  CHAIN.map((step) => (step.id === 'lead' ? { ...step, when: { fact: 'amount', above, currency } } : step));

describe('the limit above which the lead signs', () => {
  let payroll: Payroll;
  beforeAll(async () => {
    payroll = await startPayroll();
    await payroll.seed(TENANT, 4);
    const { status } = await payroll.ask('hr', 'PUT', '/v1/pay-plans/weekly', { data: PLAN });
    if (status !== 200) throw new Error(`The plan is refused: ${status}`);
  });
  afterAll(() => payroll.close());

  /** One of sales, one of design; @returns by currency how many have signed when the list is, and the limit as it was held. */
  async function signed(period: string, chain: Chain) {
    const cycleId = randomUUID();
    await payroll.uow.write(TENANT, (tx) =>
      payroll.get(CycleCopyRepository).keepNewest(tx, { ...cycle(cycleId, period), chains: { 'bonus-list': chain } }),
    );
    const batch = batchOf(randomUUID(), cycleId, [score(0, worker(0)), score(1, worker(1))], period);
    await payroll.receive(batch);
    await payroll.activities.buildBonusLists({ tenantId: TENANT, cycleId, batch: batch.ref });
    const lists = await payroll.rows<{ id: string; currency: string }>(
      'SELECT b.id, r.currency FROM bonus_list b JOIN payout_run r ON r.id = b.run_id WHERE r.cycle_id = $1 ORDER BY r.currency',
      [cycleId],
    );
    const found: Record<string, unknown> = {};
    for (const { id, currency } of lists) {
      expect(await submitList(payroll, id)).toMatchObject({ status: 200 });
      await signList(payroll, id);
      const [row] = await payroll.rows<{ by: number; when: unknown; facts: { amount: string; currency: string } }>(
        `SELECT (SELECT count(*)::int FROM approval_task t WHERE t.approval_id = a.id AND t.decision = 'approve') AS by,
           a.chain -> 1 -> 'when' AS when, a.facts FROM approval a WHERE a.subject_id = $1 AND a.state = 'approved'`,
        [id],
      );
      found[currency] = [row?.by, row?.facts.amount, row?.facts.currency, row?.when];
    }
    return found;
  }

  it('is in the pay plan’s currency where it does not say, and asks about a list in another one', async () => {
    const when = { fact: 'amount', above: '100000', currency: 'CNY' };
    expect(await signed('2027-W01', CHAIN)).toEqual({
      CNY: [1, '60000.00', 'CNY', when],
      KWD: [2, '2580.000', 'KWD', when],
    });
  });

  it('is in the currency it says', async () => {
    const when = { fact: 'amount', above: '3000', currency: 'KWD' };
    expect(await signed('2027-W02', limited('3000', 'KWD'))).toEqual({
      CNY: [2, '60000.00', 'CNY', when],
      KWD: [1, '2580.000', 'KWD', when],
    });
    expect(await signed('2027-W03', limited('2000', 'KWD'))).toMatchObject({ KWD: [2, '2580.000', 'KWD', {}] });
    expect(await signed('2027-W04', limited('3', 'POINTS'))).toMatchObject({
      CNY: expect.arrayContaining([2]),
      KWD: expect.arrayContaining([2]),
    });
  });

  it('is one of two where the plans of what goes on together are in different currencies', async () => {
    const held = async (period: string): Promise<string> => {
      const runId = await payroll.build(randomUUID(), [score(3, worker(3))], period);
      const { id } = await listOf(payroll, runId);
      const [line] = await linesOf(payroll, id);
      const hold = { version: line?.version, action: 'hold', reason: '核对中' };
      await payroll.ask('hr', 'PATCH', `/v1/bonus-lists/${id}/lines/${line?.id}`, hold);
      await payroll.signAll(runId);
      await payroll.activities.postRun({ tenantId: TENANT, runId });
      return line?.id ?? '';
    };
    const [yuan, more] = [await held('2027-W05'), await held('2027-W06')];
    const [row] = await payroll.rows<{ version: number }>('SELECT max(version)::int AS version FROM pay_plan');
    const award = { kind: 'per-band', amountByBand: { excellent: '0.001' } };
    const plan = { version: 2, name: '第纳尔', currency: 'KWD', award, prorate: false, finalDecider: 'S1' };
    expect(await payroll.ask('hr', 'PUT', '/v1/pay-plans/weekly', { data: plan, ...row })).toMatchObject({
      status: 200,
    });
    const dinar = await held('2027-W07');
    const goOn = (...lineIds: string[]) =>
      payroll.ask('hr', 'POST', '/v1/off-cycle-runs/held-lines', { lineIds, reason: '已核对' });
    for (const lineIds of [
      [yuan, dinar],
      [dinar, yuan],
    ])
      expect(await goOn(...lineIds)).toMatchObject({ status: 409, body: { code: 'wrong-state' } });
    expect((await goOn(yuan, more)).status).toBe(201);
    expect((await goOn(dinar)).status).toBe(201);
  });
});
