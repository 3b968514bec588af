import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { recompute } from '@goalbeat/domain/pay/recompute';
import { employee, TENANT, worker } from '@goalbeat/testing/harness/company';
import { LedgerRepository } from '../src/ledger/ledger.repository.js';
import { score } from './company.js';
import { balancesOf, decideList, type LineNow, linesOf, listOf, submitList } from './lists.js';
import { answerOf, type Payroll, signList, startPayroll } from './payroll-service.js';

type Part = { lineId: string; amount: { amount: string; currency: string }; rest: string };

describe('a held line that is paid in parts', () => {
  let payroll: Payroll;
  let runId: string;
  let listId: string;
  let held: LineNow;

  beforeAll(async () => {
    payroll = await startPayroll();
    await payroll.seed(TENANT, 10);
    await payroll.putPlan();
  });
  afterAll(() => payroll.close());

  // 750.00 of worker 1 is held, the other one's is paid.
  beforeEach(async () => {
    runId = await payroll.build(randomUUID(), [score(0, worker(0)), score(1, worker(1))]);
    listId = (await listOf(payroll, runId)).id;
    await submitList(payroll, listId);
    const line = (await linesOf(payroll, listId))[1];
    const answer = await payroll.ask('reviewer', 'PUT', `/v1/bonus-lists/${listId}/lines/${line?.id}/hold`, {
      version: line?.version,
      held: true,
      reason: '核对订单',
    });
    if (answer.status !== 200) throw new Error(JSON.stringify(answer.body));
    await signList(payroll, listId);
    await go(runId);
    await settle(runId, 'paid');
    held = await now();
  });

  const now = async (): Promise<LineNow> => {
    const line = (await linesOf(payroll, listId))[1];
    if (line === undefined) throw new Error('no second line');
    return line;
  };
  const go = async (id: string) => {
    await payroll.activities.postRun({ tenantId: TENANT, runId: id });
    await payroll.activities.handOverBatch({ tenantId: TENANT, runId: id });
  };
  const settle = async (id: string, outcome: 'paid' | 'rejected') => {
    const payouts = await payroll.rows<{ id: string }>('SELECT id FROM payout WHERE run_id = $1', [id]);
    await payroll.confirmAll();
    await payroll.answer(...payouts.map((payout) => answerOf(payout.id, outcome)));
  };
  const release = (amount: string | null, over: Partial<Part> = {}) =>
    payroll.ask('hr', 'POST', '/v1/off-cycle-runs/held-lines', {
      lineIds: [held.id],
      reason: '先付一部分',
      ...(amount === null
        ? {}
        : { parts: [{ lineId: held.id, amount: { amount, currency: 'CNY' }, rest: '其余待客户回款', ...over }] }),
    });
  const opened = async (amount: string | null): Promise<string> => {
    const answer = await release(amount);
    expect(answer.status).toBe(201);
    return String(answer.body['id']);
  };
  const pay = async (id: string) => {
    await payroll.signAll(id);
    await go(id);
    await settle(id, 'paid');
  };
  const cancel = async () =>
    payroll.ask('reviewer', 'POST', `/v1/bonus-lists/${listId}/lines/${held.id}/cancel`, {
      version: (await now()).version,
      reason: '不再发放',
    });
  const claim = async () =>
    (
      await payroll.rows(
        'SELECT accrued::int, paid::int, held::int, payable::int, rejected::int FROM ledger_claim WHERE claim_id = $1',
        [held.id],
      )
    )[0];
  const sound = async (...runs: string[]) => {
    expect(await payroll.uow.read(TENANT, (tx) => payroll.get(LedgerRepository).brokenClaims(tx))).toEqual([]);
    for (const id of runs)
      expect(await payroll.activities.reconcileRun({ tenantId: TENANT, runId: id })).toMatchObject({ agreed: true });
    expect((await payroll.ask('lead', 'GET', '/v1/reconciliation')).body).toMatchObject({ agrees: true });
  };

  it('pays 400.00 of 750.00 on a list that is signed; the rest stays held with its reason, and goes on later', async () => {
    const first = await opened('400');
    const [part] = await linesOf(payroll, (await listOf(payroll, first)).id);
    expect(part).toMatchObject({ cause: 'released', claimId: held.id, amount: { amount: '400.00' } });
    expect(part?.explain.at(-1)).toEqual({
      code: 'part',
      values: { held: '750.00', before: '0.00', rest: '350.00' },
      result: '400.00',
    });
    expect(part?.reason).toContain('暂缓的 750.00 CNY 中本次发放 400.00 CNY，其余 350.00 本次不发放');
    expect(recompute(part?.explain ?? [], 'CNY').minor).toBe(40_000n);
    expect(await now()).toMatchObject({
      state: 'held',
      amount: { amount: '750.00' },
      stillHeld: { amount: '350.00' },
      heldReason: '其余待客户回款',
    });
    await pay(first);
    expect(await claim()).toEqual({ accrued: 75_000, paid: 40_000, held: 35_000, payable: 0, rejected: 0 });
    expect(await balancesOf(payroll, runId, first)).toEqual({
      'bonus-expense': 150_000,
      'held-payable': -35_000,
      'paid-out': -115_000,
    });
    await sound(runId, first);
    const mine = await payroll.ask(employee(worker(1)), 'GET', '/v1/held-pay');
    expect(mine.body).toMatchObject({ items: [{ lineId: held.id, amount: { amount: '350.00' } }] });
    expect(JSON.stringify(mine.body)).not.toContain('客户回款');

    const rest = await opened(null);
    const [last] = await linesOf(payroll, (await listOf(payroll, rest)).id);
    expect(last?.explain.at(-1)).toMatchObject({ values: { before: '400.00', rest: '0.00' }, result: '350.00' });
    expect(recompute(last?.explain ?? [], 'CNY').minor).toBe(35_000n);
    expect((await release(null)).body).toMatchObject({ code: 'duplicate', field: 'lineIds.0' });
    await pay(rest);
    expect(await claim()).toEqual({ accrued: 75_000, paid: 75_000, held: 0, payable: 0, rejected: 0 });
    expect((await payroll.ask(employee(worker(1)), 'GET', '/v1/held-pay')).body).toMatchObject({ items: [] });
    await sound(runId, first, rest);
    const paid = await payroll.ask(employee(worker(1)), 'GET', '/v1/payouts?mine');
    expect((paid.body['items'] as { amount: { amount: string } }[]).map(({ amount }) => amount.amount)).toEqual(
      expect.arrayContaining(['400.00', '350.00']),
    );
  });

  it('refuses what is not there, and the database adds up', async () => {
    expect((await release('750.01')).body).toMatchObject({
      code: 'validation',
      field: 'parts.0.amount.amount',
      details: { left: '750.00' },
    });
    expect((await release('0')).body).toMatchObject({ code: 'validation', field: 'parts.0.amount.amount' });
    expect((await release('1.005')).body).toMatchObject({ code: 'money-scale' });
    expect((await release('1', { amount: { amount: '1', currency: 'EUR' } })).body).toMatchObject({
      field: 'parts.0.amount.currency',
    });
    expect((await release('1', { lineId: randomUUID() })).body).toMatchObject({ field: 'parts.0.lineId' });
    // Two at once are of the same line one after the other, and never more than it in all.
    const both = await Promise.all([release('500'), release('500')]);
    expect(both.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([201, 400]);
    await expect(
      payroll.uow.write(TENANT, (tx) =>
        tx.execute(
          `INSERT INTO bonus_line (id, tenant_id, run_id, list_id, person_id, person_number, person_name, unit_id, unit_path, period,
             currency, amount_minor, computed_minor, band, score, explain, state, cause, claim_id, releases)
           SELECT gen_random_uuid(), tenant_id, run_id, list_id, person_id, person_number, person_name, unit_id, unit_path, period,
             currency, 25001, computed_minor, band, score, explain, 'ready', 'released', claim_id, releases
           FROM bonus_line WHERE releases = $1`,
          [held.id],
        ),
      ),
    ).rejects.toThrow(/no more of a held line/);
  });

  it('comes back when its list is refused, and what is left is given up once the part has gone out', async () => {
    const refused = await opened('400');
    expect((await cancel()).body).toMatchObject({ code: 'wrong-state' });
    const list = await listOf(payroll, refused);
    await submitList(payroll, list.id);
    expect((await decideList(payroll, list.id, 'reject')).status).toBeLessThan(300);
    expect(await now()).toMatchObject({ stillHeld: { amount: '750.00' }, heldReason: '核对订单' });
    const part = await opened('400');
    await payroll.signAll(part);
    await go(part);
    expect((await cancel()).body).toMatchObject({ state: 'reversed' });
    await settle(part, 'rejected');
    expect(await claim()).toEqual({ accrued: 40_000, paid: 0, held: 0, payable: 0, rejected: 40_000 });
    await sound(runId, part);
    // Payroll's refusal is paid again as ever.
    const [payout] = await payroll.rows<{ id: string }>('SELECT id FROM payout WHERE run_id = $1', [part]);
    const again = await payroll.ask('hr', 'POST', '/v1/off-cycle-runs', {
      payoutIds: [payout?.id],
      reason: '账号已改',
    });
    expect(again.status).toBe(201);
    await pay(String(again.body['id']));
    expect(await claim()).toEqual({ accrued: 40_000, paid: 40_000, held: 0, payable: 0, rejected: 0 });
    await sound(runId, part, String(again.body['id']));
  });
});
