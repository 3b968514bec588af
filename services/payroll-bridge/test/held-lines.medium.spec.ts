import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { STAFF, TENANT, worker, employee } from '@goalbeat/testing/harness/company';
import { LedgerRepository } from '../src/ledger/ledger.repository.js';
import { score } from './company.js';
import { balancesOf, decideList, type LineNow, linesOf, listOf, submitList } from './lists.js';
import { answerOf, type Payroll, signList, startPayroll } from './payroll-service.js';

describe('lines that finance holds', () => {
  let payroll: Payroll;
  let runId: string;
  let listId: string;
  let lines: LineNow[];

  beforeAll(async () => {
    payroll = await startPayroll();
    await payroll.seed(TENANT, 10);
    await payroll.putPlan();
  });
  afterAll(() => payroll.close());
  beforeEach(async () => {
    runId = await payroll.build(
      randomUUID(),
      Array.from({ length: 3 }, (_, n) => score(n, worker(n))),
    );
    listId = (await listOf(payroll, runId)).id;
    await submitList(payroll, listId);
    lines = await linesOf(payroll, listId);
  });

  const line = (n: number): LineNow => {
    const found = lines[n];
    if (found === undefined) throw new Error(`no line ${n}`);
    return found;
  };
  const hold = async (n: number, held: boolean, who: Parameters<Payroll['ask']>[0] = 'reviewer', version?: number) => {
    const answer = await payroll.ask(who, 'PUT', `/v1/bonus-lists/${listId}/lines/${line(n).id}/hold`, {
      version: version ?? line(n).version,
      held,
      reason: '核对订单',
    });
    if (answer.status === 200) lines = await linesOf(payroll, listId);
    return answer;
  };
  const go = async (id: string) => {
    await payroll.activities.postRun({ tenantId: TENANT, runId: id });
    await payroll.activities.handOverBatch({ tenantId: TENANT, runId: id });
  };
  const answerAll = async (id: string) => {
    const payouts = await payroll.rows<{ id: string }>('SELECT id FROM payout WHERE run_id = $1', [id]);
    await payroll.confirmAll();
    await payroll.answer(...payouts.map((payout) => answerOf(payout.id, 'paid')));
    return payouts.length;
  };
  const release = (lineIds: string[], who: Parameters<Payroll['ask']>[0] = 'hr') =>
    payroll.ask(who, 'POST', '/v1/off-cycle-runs/held-lines', { lineIds, reason: '已核对' });
  const cancel = async (n: number, of = listId) => {
    const [now] = (await linesOf(payroll, of)).filter((one) => one.id === line(n).id);
    return payroll.ask('reviewer', 'POST', `/v1/bonus-lists/${of}/lines/${line(n).id}/cancel`, {
      version: now?.version,
      reason: '订单取消',
    });
  };
  const reconciled = async (id: string) => payroll.activities.reconcileRun({ tenantId: TENANT, runId: id });

  it('are taken out while the list waits; the rest is signed, posted and paid, they are posted and held', async () => {
    const before = await listOf(payroll, runId);
    expect((await hold(1, true)).body).toMatchObject({ state: 'held', heldReason: '核对订单' });
    const after = await listOf(payroll, runId);
    expect(after.hash).not.toBe(before.hash);
    expect((await payroll.ask('hr', 'GET', `/v1/bonus-lists/${listId}`)).body).toMatchObject({
      state: 'submitted',
      held: 1,
      total: { amount: '1500.00' },
    });
    await signList(payroll, listId);
    await go(runId);
    expect(await balancesOf(payroll, runId)).toEqual({
      'bonus-expense': 225_000,
      'held-payable': -75_000,
      'in-transit': -150_000,
    });
    expect(await answerAll(runId)).toBe(2);
    expect(await reconciled(runId)).toMatchObject({ agreed: true });
    await payroll.activities.closeRun({ tenantId: TENANT, runId });
    const { body } = await payroll.ask('lead', 'GET', `/v1/ledger/balances?run=${runId}`);
    expect(body).toEqual({
      items: [
        ['bonus-expense', '2250.00', '0.00', '2250.00'],
        ['bonus-payable', '2250.00', '2250.00', '0.00'],
        ['held-payable', '0.00', '750.00', '-750.00'],
        ['in-transit', '1500.00', '1500.00', '0.00'],
        ['paid-out', '0.00', '1500.00', '-1500.00'],
      ].map(([account, debit, credit, balance]) => ({
        currency: 'CNY',
        account,
        debit: { amount: debit, currency: 'CNY' },
        credit: { amount: credit, currency: 'CNY' },
        balance: { amount: balance, currency: 'CNY' },
      })),
    });
    const held = await payroll.ask('lead', 'GET', `/v1/ledger/journal?run=${runId}&cause=held`);
    expect((held.body['items'] as { lineId: string }[]).map((row) => row.lineId)).toEqual([line(1).id, line(1).id]);
    const log = await payroll.ask('hr', 'GET', `/v1/process-log?subject=bonus-list:${listId}`);
    expect(
      (log.body['items'] as { action: string; reason: string }[]).map((row) => [row.action, row.reason]),
    ).toContainEqual(['line-held', '核对订单']);
  });

  it('are put back until somebody signs, and never what HR or an earlier signer had left out', async () => {
    const before = await listOf(payroll, runId);
    await hold(1, true);
    expect((await hold(1, true)).body).toMatchObject({ code: 'wrong-state' });
    expect((await hold(1, false)).body).toMatchObject({ state: 'ready', heldReason: null });
    expect((await listOf(payroll, runId)).hash).toBe(before.hash);
    // Above the limit the lead signs too.
    await decideList(payroll, listId, 'return');
    const adjusted = await payroll.ask('hr', 'PATCH', `/v1/bonus-lists/${listId}/lines/${line(0).id}`, {
      version: line(0).version,
      action: 'adjust',
      amount: { amount: '200000', currency: 'CNY' },
      reason: '大单',
    });
    expect(adjusted.status).toBe(200);
    lines = await linesOf(payroll, listId);
    await payroll.ask('hr', 'PATCH', `/v1/bonus-lists/${listId}/lines/${line(2).id}`, {
      version: line(2).version,
      action: 'hold',
      reason: '申诉中',
    });
    await submitList(payroll, listId);
    lines = await linesOf(payroll, listId);
    expect((await hold(2, false)).body).toMatchObject({ code: 'wrong-state', details: { heldRound: null } });
    await hold(1, true);
    expect((await decideList(payroll, listId, 'approve')).status).toBeLessThan(300);
    expect((await hold(1, false, 'lead')).body).toMatchObject({ code: 'wrong-state', details: { heldRound: 2 } });
    await expect(
      payroll.uow.write(TENANT, (tx) =>
        tx.execute(`UPDATE bonus_line SET state = 'ready', handled_by = $2 WHERE id = $1`, [line(1).id, STAFF.lead]),
      ),
    ).rejects.toThrow(/does not become/);
    // The lead may still take out more; the reviewer's signature covers what is left.
    expect((await hold(0, true, 'lead')).status).toBe(200);
    expect((await decideList(payroll, listId, 'approve', STAFF.lead)).status).toBeLessThan(300);
    expect((await listOf(payroll, runId)).state).toBe('signed');
  });

  it('are held by whoever is asked to sign, never by their owner, the maker or a bystander', async () => {
    expect((await hold(0, true, 'lead')).body).toMatchObject({ code: 'forbidden' });
    expect((await hold(0, true, 'hr')).status).toBe(403);
    expect((await hold(0, true, employee(worker(0)))).status).toBe(404);
    expect((await hold(0, true, 'reviewer', 99)).body).toMatchObject({ code: 'stale-version' });
    for (const by of [worker(0), STAFF.hr]) {
      await expect(
        payroll.uow.write(TENANT, (tx) =>
          tx.execute(
            `UPDATE bonus_line SET state = 'held', held_reason = 'x', handled_by = $2, held_round = 1, held_signatures = 0 WHERE id = $1`,
            [line(0).id, by],
          ),
        ),
      ).rejects.toThrow(/four_eyes|does not become/);
    }
    await signList(payroll, listId);
    lines = await linesOf(payroll, listId);
    expect((await hold(0, true)).body).toMatchObject({ code: 'wrong-state' });
  });

  it('go on in a list of their own, signed by the chain, and are paid out of what was held', async () => {
    await hold(1, true);
    expect((await release([line(1).id])).body).toMatchObject({ code: 'wrong-state', field: 'lineIds.0' });
    await signList(payroll, listId);
    await go(runId);
    await answerAll(runId);
    expect((await release([line(0).id])).body).toMatchObject({ code: 'wrong-state' });
    expect((await release([line(1).id], employee(worker(1)))).status).toBe(403);
    const opened = await release([line(1).id]);
    expect(opened.body).toMatchObject({ kind: 'off-cycle', lines: 1, total: { amount: '750.00' } });
    expect((await release([line(1).id])).body).toMatchObject({ code: 'duplicate' });
    expect((await cancel(1)).body).toMatchObject({ code: 'wrong-state' });
    const second = String(opened.body['id']);
    const own = await listOf(payroll, second);
    expect(await linesOf(payroll, own.id)).toMatchObject([{ cause: 'released', claimId: line(1).id, state: 'ready' }]);
    await payroll.signAll(second);
    await go(second);
    expect(await balancesOf(payroll, runId, second)).toEqual({
      'bonus-expense': 225_000,
      'in-transit': -75_000,
      'paid-out': -150_000,
    });
    expect(await answerAll(second)).toBe(1);
    for (const id of [runId, second]) expect(await reconciled(id)).toMatchObject({ agreed: true });
    const [claim] = await payroll.rows(
      'SELECT accrued::int, paid::int, held::int, payable::int FROM ledger_claim WHERE claim_id = $1',
      [line(1).id],
    );
    expect(claim).toEqual({ accrued: 75_000, paid: 75_000, held: 0, payable: 0 });
    const broken = await payroll.uow.read(TENANT, (tx) => payroll.get(LedgerRepository).brokenClaims(tx));
    expect(broken).toEqual([]);
  });

  it('come back when the list of their own is refused, and are given up with a reason', async () => {
    await hold(1, true);
    await signList(payroll, listId);
    await go(runId);
    await answerAll(runId);
    const opened = await release([line(1).id]);
    const own = await listOf(payroll, String(opened.body['id']));
    await submitList(payroll, own.id);
    expect((await decideList(payroll, own.id, 'reject')).status).toBeLessThan(300);
    expect((await cancel(1)).body).toMatchObject({ state: 'reversed', heldReason: '订单取消' });
    expect((await cancel(1)).body).toMatchObject({ code: 'wrong-state' });
    expect(await balancesOf(payroll, runId)).toEqual({ 'bonus-expense': 150_000, 'paid-out': -150_000 });
    expect(await reconciled(runId)).toMatchObject({ agreed: true });
  });

  it('may be all there are: the list is signed, nothing is paid, the run ends settled', async () => {
    for (const n of [0, 1, 2]) expect((await hold(n, true)).status).toBe(200);
    await signList(payroll, listId);
    await go(runId);
    expect(await balancesOf(payroll, runId)).toEqual({ 'bonus-expense': 225_000, 'held-payable': -225_000 });
    expect(await reconciled(runId)).toMatchObject({ agreed: true });
    expect(await payroll.activities.closeRun({ tenantId: TENANT, runId })).toMatchObject({
      state: 'settled',
      paid: 0,
      rejected: 0,
    });
    expect((await listOf(payroll, runId)).state).toBe('settled');
  });

  it('leave a submission as it was, so that the next one shows what is another', async () => {
    await hold(2, true);
    await decideList(payroll, listId, 'return');
    lines = await linesOf(payroll, listId);
    await payroll.ask('hr', 'PATCH', `/v1/bonus-lists/${listId}/lines/${line(0).id}`, {
      version: line(0).version,
      action: 'adjust',
      amount: { amount: '700', currency: 'CNY' },
      reason: '更正',
    });
    await submitList(payroll, listId);
    const rounds = await payroll.ask('reviewer', 'GET', `/v1/bonus-lists/${listId}/rounds`);
    expect(rounds.body).toMatchObject({
      items: [
        { round: 1, lines: 3, held: 0, total: { amount: '2250.00' } },
        { round: 2, lines: 3, held: 1, total: { amount: '1450.00' } },
      ],
    });
    const diff = await payroll.ask('reviewer', 'GET', `/v1/bonus-lists/${listId}/rounds/1/diff`);
    expect(diff.body).toMatchObject({
      items: [
        {
          personNumber: 'E0000',
          change: 'changed',
          before: { amount: { amount: '750.00' } },
          after: { amount: { amount: '700.00' } },
          reason: '更正',
        },
        { personNumber: 'E0002', before: { state: 'ready' }, after: { state: 'held' }, reason: '核对订单' },
      ],
      next: null,
    });
    expect((diff.body['items'] as object[]).length).toBe(2);
    const partner = await payroll.ask('partner', 'GET', `/v1/bonus-lists/${listId}/rounds/1/diff?to=2`);
    expect((partner.body['items'] as object[]).length).toBe(2);
    expect((await payroll.ask('hr', 'GET', `/v1/bonus-lists/${listId}/rounds/3/diff`)).status).toBe(404);
    await expect(
      payroll.uow.write(TENANT, (tx) => tx.execute('UPDATE bonus_list_round_line SET amount_minor = 1', [])),
    ).rejects.toThrow(/permission denied/);
  });
});
