import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { TENANT, worker } from '@goalbeat/testing/harness/company';
import { LedgerRepository } from '../src/ledger/ledger.repository.js';
import { linesOf, listOf, submitList } from './lists.js';
import { type Payroll, signList, startPayroll } from './payroll-service.js';
import { of, Published } from './publications.js';

/** Cents. */
type Amounts = Record<string, number>;

describe('a held bonus that keeps something back', () => {
  let payroll: Payroll;
  let week = 0;
  beforeAll(async () => {
    payroll = await startPayroll();
    await payroll.seed(TENANT, 30);
    const award = { kind: 'per-point', amountPerPoint: '5' };
    const data = { version: 2, name: '计分', currency: 'CNY', award, prorate: false, finalDecider: 'S1' };
    await payroll.ask('hr', 'PUT', '/v1/pay-plans/weekly', { data });
  });
  afterAll(() => payroll.close());

  const fresh = (): Published => new Published(payroll, `2028-W${String((week += 1)).padStart(2, '0')}`);
  const full = (n: number) => of(n, 'qualified', '100.00');
  const correct = async (cycle: Published, n: number, score: string): Promise<number> => {
    const over = { scores: [{ personId: worker(n), score, band: 'qualified', evidence: '工单 4711' }] };
    const { body } = await cycle.ask(over);
    return (await cycle.ask({ ...over, dryRun: false, fingerprint: body['fingerprint'] })).status;
  };
  const amountsOf = async (runId: string): Promise<Amounts> =>
    Object.fromEntries(
      (
        await payroll.rows<{ person: string; minor: number }>(
          'SELECT person_id AS person, amount_minor::int AS minor FROM bonus_line WHERE run_id = $1',
          [runId],
        )
      ).map(({ person, minor }) => [person, minor]),
    );

  /** A first week paid 500.00 and corrected, and a second one of 500.00, held with what is left of it. */
  async function heldSecond(n: number, first: string) {
    const one = fresh();
    await one.paid(full(n), full(29));
    expect(await correct(one, n, first)).toBe(200);
    const two = fresh();
    const runId = await payroll.build(two.cycleId, [full(n), full(29)], two.period);
    const list = await listOf(payroll, runId);
    await submitList(payroll, list.id);
    const line = await lineOf(list.id, n);
    const hold = { version: line.version, held: true, reason: '核对' };
    const path = `/v1/bonus-lists/${list.id}/lines/${line.id}`;
    expect((await payroll.ask('reviewer', 'PUT', `${path}/hold`, hold)).status).toBe(200);
    await signList(payroll, list.id);
    await payroll.activities.postRun({ tenantId: TENANT, runId });
    await payroll.activities.handOverBatch({ tenantId: TENANT, runId });
    await payroll.confirmAll();
    const giveUp = async () => {
      const { version } = await lineOf(list.id, n);
      return (await payroll.ask('reviewer', 'POST', `${path}/cancel`, { version, reason: '不发' })).status;
    };
    return { two, line, minor: (await amountsOf(runId))[worker(n)], giveUp };
  }
  const lineOf = async (listId: string, n: number) => {
    const line = (await linesOf(payroll, listId)).find(({ personId }) => personId === worker(n));
    if (line === undefined) throw new Error('no line');
    return line;
  };
  /** What the next weeks of 500.00 pay. */
  const next = async (n: number): Promise<number | undefined> =>
    (await amountsOf(await fresh().paid(full(n), full(29))))[worker(n)];
  const soundBooks = async (): Promise<void> => {
    expect(await payroll.uow.read(TENANT, (tx) => payroll.get(LedgerRepository).brokenClaims(tx))).toEqual([]);
    expect((await payroll.ask('lead', 'GET', '/v1/reconciliation')).body).toMatchObject({ agrees: true });
  };

  it('pays that off first when it is corrected below it: the rest is owed once', async () => {
    const { two, minor, giveUp } = await heldSecond(4, '50');
    expect(minor).toBe(25_000);
    expect(await correct(two, 4, '20')).toBe(200);
    await soundBooks();
    expect(await giveUp()).toBe(200);
    await soundBooks();
    // 500.00 paid; worth 250.00 and 100.00.
    expect(await next(4)).toBe(35_000);
    expect(await next(4)).toBe(50_000);
    await soundBooks();
  });

  it('pays that off when it is corrected to exactly that, and nothing more', async () => {
    const { two, line, giveUp } = await heldSecond(5, '50');
    expect(await correct(two, 5, '50')).toBe(200);
    const release = { lineIds: [line.id], reason: '放行' };
    expect((await payroll.ask('hr', 'POST', '/v1/off-cycle-runs/held-lines', release)).status).toBe(409);
    expect(await giveUp()).toBe(200);
    expect(await next(5)).toBe(50_000);
    await soundBooks();
  });

  it('owes no more in all than was paid, where it was kept back whole', async () => {
    const { two, minor, giveUp } = await heldSecond(6, '0');
    expect(minor).toBe(0);
    expect(await correct(two, 6, '20')).toBe(200);
    expect(await giveUp()).toBe(200);
    expect(await next(6)).toBe(10_000);
    expect(await next(6)).toBe(50_000);
    await soundBooks();
  });

  it('goes on with what is left of it after a correction', async () => {
    const { two, line } = await heldSecond(7, '50');
    expect(await correct(two, 7, '80')).toBe(200);
    const release = { lineIds: [line.id], reason: '放行' };
    const { status, body } = await payroll.ask('hr', 'POST', '/v1/off-cycle-runs/held-lines', release);
    expect(status).toBe(201);
    expect(await amountsOf(String(body['id']))).toEqual({ [worker(7)]: 15_000 });
    await two.pay(String(body['id']));
    expect(await next(7)).toBe(50_000);
    await soundBooks();
  });

  it('has kept it back also when what is left of it is given up', async () => {
    const { giveUp } = await heldSecond(8, '50');
    expect(await giveUp()).toBe(200);
    expect(await next(8)).toBe(50_000);
    await soundBooks();
  });
});
