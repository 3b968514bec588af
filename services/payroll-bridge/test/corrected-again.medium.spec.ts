import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { recompute } from '@goalbeat/domain/pay/recompute';
import { TENANT, worker } from '@goalbeat/testing/harness/company';
import { eventually } from '@goalbeat/testing/harness/eventually';
import pg from 'pg';
import { LedgerRepository } from '../src/ledger/ledger.repository.js';
import { score } from './company.js';
import { balancesOf, linesOf, listOf, submitList } from './lists.js';
import { answerOf, type Payroll, signList, startPayroll } from './payroll-service.js';

describe('money that is corrected more than once, or on its way', () => {
  let payroll: Payroll;
  let cycleId: string;
  let period = 10;

  beforeAll(async () => {
    payroll = await startPayroll();
    await payroll.seed(TENANT, 30);
    await payroll.putPlan();
  });
  afterAll(() => payroll.close());
  beforeEach(() => {
    cycleId = randomUUID();
  });

  const build = (scores: Parameters<Payroll['build']>[1], id = cycleId) => {
    period += 1;
    return payroll.build(id, scores, `2026-W${period}`);
  };
  const go = async (runId: string): Promise<void> => {
    await payroll.activities.postRun({ tenantId: TENANT, runId });
    await payroll.activities.handOverBatch({ tenantId: TENANT, runId });
  };
  const answer = async (runId: string, outcome: 'paid' | 'rejected' = 'paid'): Promise<string[]> => {
    const payouts = await payroll.rows<{ id: string }>('SELECT id FROM payout WHERE run_id = $1', [runId]);
    await payroll.confirmAll();
    await payroll.answer(
      ...payouts.map(({ id }) => answerOf(id, outcome, outcome === 'rejected' ? { code: 'account-closed' } : {})),
    );
    return payouts.map(({ id }) => id);
  };
  const pay = async (runId: string, outcome: 'paid' | 'rejected' = 'paid'): Promise<string[]> => {
    await payroll.signAll(runId);
    await go(runId);
    return answer(runId, outcome);
  };
  const received = async (n: number): Promise<number> => {
    const [row] = await payroll.rows<{ sum: string | null }>(
      `SELECT sum(amount_minor)::text AS sum FROM payout WHERE person_id = $1 AND state = 'paid'`,
      [worker(n)],
    );
    return Number(row?.sum ?? 0);
  };
  type Band = 'excellent' | 'qualified' | 'unqualified';
  const ask = (n: number, band: Band, over: object = {}) =>
    payroll.ask('hr', 'POST', '/v1/off-cycle-runs/corrections', {
      cycleId,
      dryRun: true,
      reason: '数据更正',
      scores: [{ personId: worker(n), score: '80', band, evidence: '工单 4711' }],
      ...over,
    });
  const correct = async (n: number, band: Band) => {
    const dry = await ask(n, band);
    return dry.status === 200 ? ask(n, band, { dryRun: false, fingerprint: dry.body['fingerprint'] }) : dry;
  };
  const runsOf = (corrected: { body: Record<string, unknown> }): string[] => corrected.body['runIds'] as string[];
  const lineOf = async (runId: string, n: number) =>
    (await linesOf(payroll, (await listOf(payroll, runId)).id)).find((line) => line.personId === worker(n));
  const next = async (n: number): Promise<string | undefined> =>
    (await lineOf(await build([score(n, worker(n))], randomUUID()), n))?.amount.amount;
  const agreed = async (...runIds: string[]): Promise<void> => {
    for (const runId of runIds)
      expect(await payroll.activities.reconcileRun({ tenantId: TENANT, runId })).toMatchObject({ agreed: true });
    expect(await payroll.uow.read(TENANT, (tx) => payroll.get(LedgerRepository).brokenClaims(tx))).toEqual([]);
    const all = await payroll.ask('reviewer', 'GET', `/v1/reconciliation?cycle=${cycleId}`);
    expect(all.body).toMatchObject({ agrees: true, differences: [] });
  };
  /** A list with a line that the signer holds, and another that is paid. */
  const heldLine = async (n: number): Promise<{ runId: string; listId: string; lineId: string }> => {
    const runId = await build([score(n, worker(n)), score(29, worker(29))]);
    const { id: listId } = await listOf(payroll, runId);
    await submitList(payroll, listId);
    await hold(listId, await lineOf(runId, n));
    await signList(payroll, listId);
    await go(runId);
    await answer(runId);
    return { runId, listId, lineId: (await lineOf(runId, n))?.id ?? '' };
  };
  const hold = async (listId: string, line: { id: string; version: number } | undefined): Promise<void> => {
    const held = await payroll.ask('reviewer', 'PUT', `/v1/bonus-lists/${listId}/lines/${line?.id}/hold`, {
      version: line?.version,
      held: true,
      reason: '核实',
    });
    expect(held.status).toBe(200);
  };
  const release = (lineId: string) =>
    payroll.ask('hr', 'POST', '/v1/off-cycle-runs/held-lines', { lineIds: [lineId], reason: '已核实' });

  it('pays nothing again for a correction that is taken back, as often as it is', async () => {
    const first = await build([score(0, worker(0))]);
    await pay(first);
    for (let n = 0; n < 3; n++) {
      expect((await correct(0, 'unqualified')).body).toMatchObject({ counts: { down: 1 }, runIds: [] });
      expect((await correct(0, 'excellent')).body).toMatchObject({
        totals: [{ up: { amount: '750.00' }, back: { amount: '750.00' } }],
        runIds: [],
      });
    }
    expect(await received(0)).toBe(75_000);
    expect(await balancesOf(payroll, first)).toEqual({ 'bonus-expense': 75_000, 'paid-out': -75_000 });
    await agreed(first);
    expect(await next(0)).toBe('750.00');
  });

  it('pays what is above what was taken down, less what a next list keeps back already', async () => {
    const first = await build([score(1, worker(1), { band: 'qualified' })]);
    await pay(first);
    await correct(1, 'unqualified');
    const [upRun] = runsOf(await correct(1, 'excellent'));
    const line = await lineOf(upRun ?? '', 1);
    expect(line).toMatchObject({ amount: { amount: '250.00' } });
    expect(line?.explain.at(-1)).toMatchObject({ code: 'set-off', values: { setOff: '500.00' } });
    expect(recompute(line?.explain ?? [], 'CNY').minor).toBe(25_000n);
    await pay(upRun ?? '');
    expect(await received(1)).toBe(75_000);
    // Kept back by a list under way: taking it down is made good by that list, and the correction back pays it in cash.
    await correct(1, 'unqualified');
    const later = await build([score(1, worker(1), { band: 'qualified' })], randomUUID());
    const back = await correct(1, 'excellent');
    expect(back.body).toMatchObject({ totals: [{ up: { amount: '750.00' }, back: { amount: '250.00' } }] });
    const [cash] = runsOf(back);
    await pay(cash ?? '');
    await pay(later);
    expect(await received(1)).toBe(125_000);
    await agreed(first, upRun ?? '', cash ?? '', later);
    expect(await next(1)).toBe('750.00');
  });

  it('pays nothing again before the first hand-over either', async () => {
    const first = await build([score(2, worker(2))]);
    await payroll.signAll(first);
    await payroll.activities.postRun({ tenantId: TENANT, runId: first });
    await correct(2, 'unqualified');
    expect(runsOf(await correct(2, 'excellent'))).toEqual([]);
    await payroll.activities.handOverBatch({ tenantId: TENANT, runId: first });
    await answer(first);
    expect(await received(2)).toBe(75_000);
    await agreed(first);
  });

  it('waits for the posting of an earlier correction’s list, and sees it', async () => {
    const first = await build([score(3, worker(3), { band: 'qualified' })]);
    await pay(first);
    const [upRun] = runsOf(await correct(3, 'excellent'));
    await payroll.signAll(upRun ?? '');
    const dry = await ask(3, 'excellent');
    const server = new URL(process.env['TEST_POSTGRES_ADMIN_URL'] ?? '');
    server.pathname = new URL(payroll.database.serviceUrl).pathname;
    const [run, units] = [0, 1].map(() => new pg.Client({ connectionString: server.href }));
    await run?.connect();
    await units?.connect();
    try {
      const waiting = async (event: string): Promise<number> => {
        const found = await units?.query<{ n: number }>(
          `SELECT count(*)::int AS n FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND wait_event LIKE $1 AND datname = current_database()`,
          [event],
        );
        return found?.rows[0]?.n ?? 0;
      };
      // Stops the correction where it reckons, after it has read what is accrued.
      await run?.query('BEGIN');
      await run?.query('SELECT FROM payroll.payout_run WHERE id = $1 FOR UPDATE', [first]);
      const second = ask(3, 'excellent', { dryRun: false, fingerprint: dry.body['fingerprint'] });
      await eventually(
        () => waiting('%'),
        (n) => n >= 1,
      );
      await units?.query('BEGIN');
      await units?.query('LOCK TABLE payroll.org_unit IN ACCESS EXCLUSIVE MODE');
      await run?.query('COMMIT');
      await eventually(
        () => waiting('relation'),
        (n) => n >= 1,
      );
      let posted = false;
      const post = payroll.activities.postRun({ tenantId: TENANT, runId: upRun ?? '' }).then(() => (posted = true));
      await eventually(
        () => waiting('%'),
        (n) => posted || n >= 2,
      );
      await units?.query('COMMIT');
      expect((await second).body).toMatchObject({ code: 'wrong-state', details: { runId: upRun } });
      await post;
    } finally {
      await run?.end();
      await units?.end();
    }
    await payroll.activities.handOverBatch({ tenantId: TENANT, runId: upRun ?? '' });
    await answer(upRun ?? '');
    expect(await received(3)).toBe(75_000);
    await agreed(first, upRun ?? '');
  });

  it('lets a held line of 0.00 go on: what it keeps back is kept back', async () => {
    const first = await build([score(4, worker(4))]);
    await pay(first);
    await correct(4, 'unqualified');
    cycleId = randomUUID();
    const { runId, lineId } = await heldLine(4);
    expect(await lineOf(runId, 4)).toMatchObject({ amount: { amount: '0.00' }, state: 'held' });
    const released = await release(lineId);
    expect(released.status).toBe(201);
    const second = String(released.body['id']);
    await pay(second);
    await agreed(first, runId, second);
    expect(await received(4)).toBe(75_000);
    expect(await next(4)).toBe('750.00');
  });

  it('charges nobody for a held line that was corrected downwards and given up', async () => {
    const { runId, listId, lineId } = await heldLine(5);
    await correct(5, 'qualified');
    expect(await next(5)).toBe('750.00');
    const line = await lineOf(runId, 5);
    const given = await payroll.ask('reviewer', 'POST', `/v1/bonus-lists/${listId}/lines/${lineId}/cancel`, {
      version: line?.version,
      reason: '不发放',
    });
    expect(given.status).toBe(200);
    expect(await payroll.rows('SELECT accrued, payable, held FROM ledger_claim WHERE claim_id = $1', [lineId])).toEqual(
      [{ accrued: '0', payable: '0', held: '0' }],
    );
    await agreed(runId);
    expect(await next(5)).toBe('750.00');
  });

  it('lets nothing go on of a held line that a correction has left nothing of, and else what is left of it only', async () => {
    const gone = await heldLine(6);
    await correct(6, 'unqualified');
    expect((await release(gone.lineId)).body).toMatchObject({ code: 'wrong-state', field: 'lineIds.0' });
    cycleId = randomUUID();
    const less = await heldLine(7);
    await correct(7, 'qualified');
    const released = await release(less.lineId);
    const second = String(released.body['id']);
    await pay(second);
    await agreed(less.runId, second);
    expect(await lineOf(second, 7)).toMatchObject({ amount: { amount: '500.00' } });
    expect(await received(7)).toBe(50_000);
    expect(await next(7)).toBe('750.00');
  });

  it('keeps nothing back from somebody whose payout came back: it is paid again at what it is worth', async () => {
    const first = await build([score(8, worker(8))]);
    const [payoutId] = await pay(first, 'rejected');
    await correct(8, 'qualified');
    expect(await next(8)).toBe('750.00');
    const again = await payroll.ask('hr', 'POST', '/v1/off-cycle-runs', { payoutIds: [payoutId], reason: '新账号' });
    const second = String(again.body['id']);
    expect(again.body).toMatchObject({ total: { amount: '500.00' } });
    await pay(second);
    await agreed(first, second);
    expect(await next(8)).toBe('750.00');
  });
});
