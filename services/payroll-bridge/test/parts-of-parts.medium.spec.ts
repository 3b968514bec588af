import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { recompute } from '@goalbeat/domain/pay/recompute';
import { employee, TENANT } from '@goalbeat/testing/harness/company';
import fc from 'fast-check';
import { LedgerRepository } from '../src/ledger/ledger.repository.js';
import { HeldMoney } from './held-money.js';
import { type Payroll, startPayroll } from './payroll-service.js';

describe('parts of parts of what is held, and corrections between', () => {
  let payroll: Payroll;
  let next = 0;
  beforeAll(async () => {
    payroll = await startPayroll();
    await payroll.seed(TENANT, 40);
    await payroll.putPlan();
  });
  afterAll(() => payroll.close());

  /** 750.00 of somebody who was not here before, held on a signed list. */
  const begin = async (): Promise<HeldMoney> => {
    next += 1;
    return HeldMoney.begin(payroll, next);
  };
  const sound = async (money: HeldMoney): Promise<void> => {
    expect(await payroll.uow.read(TENANT, (tx) => payroll.get(LedgerRepository).brokenClaims(tx))).toEqual([]);
    for (const runId of money.runs)
      expect(await payroll.activities.reconcileRun({ tenantId: TENANT, runId })).toMatchObject({ agreed: true });
    expect((await payroll.ask('lead', 'GET', '/v1/reconciliation')).body).toMatchObject({ agrees: true });
  };

  it('gives the rest of a part back to the line above, once what went on of it is handed over', async () => {
    const money = await begin();
    const part = await money.release(money.first, '400', 'hold');
    const small = await money.release(part, '100', 'pay');
    expect(small).not.toBe('');
    // Held where it is held, and nowhere twice.
    const own = await payroll.ask(employee(money.personId), 'GET', '/v1/held-pay');
    expect((own.body['items'] as { amount: { amount: string } }[]).map(({ amount }) => amount.amount)).toEqual([
      '300.00',
      '350.00',
    ]);
    await money.correct('unqualified');
    expect((await money.ask(money.first)).body).toMatchObject({ code: 'wrong-state', field: 'lineIds.0' });
    expect((await money.cancel(money.first)).body).toMatchObject({
      code: 'wrong-state',
      detail: expect.stringContaining('再次暂缓'),
    });
    expect(await money.cancel(part)).toMatchObject({ status: 200 });
    expect(await money.line(money.first)).toMatchObject({ stillHeld: { amount: '650.00' } });
    expect(await money.cancel(money.first)).toMatchObject({ status: 200 });
    expect(await money.claim()).toEqual({ accrued: 0, paid: 10_000, held: 0, payable: -10_000, rejected: 0 });
    await sound(money);
  });

  it('waits for a part of a part that may come back, whoever gave up what is between', async () => {
    const money = await begin();
    const part = await money.release(money.first, '400', 'hold');
    const whole = await money.release(part, null, 'hold');
    // All of the part is on another list, where 400.00 are held.
    expect((await money.cancel(part)).body).toMatchObject({ code: 'wrong-state' });
    expect((await money.cancel(money.first)).body).toMatchObject({ code: 'wrong-state' });
    await money.release(whole, '150', 'pay');
    expect(await money.cancel(whole)).toMatchObject({ status: 200 });
    expect(await money.line(part)).toMatchObject({ stillHeld: { amount: '250.00' } });
    // What came back goes on again, and no more than it.
    expect((await money.ask(part, '250.01')).body).toMatchObject({ details: { left: '250.00' } });
    await money.release(part, null, 'pay');
    expect(await money.cancel(money.first)).toMatchObject({ status: 200 });
    expect(await money.claim()).toEqual({ accrued: 40_000, paid: 40_000, held: 0, payable: 0, rejected: 0 });
    await sound(money);
  });

  it('lets the rest of a line be given up whose part went on whole by another', async () => {
    const money = await begin();
    const part = await money.release(money.first, '400', 'hold');
    await money.release(part, null, 'pay');
    expect((await money.cancel(part)).body).toMatchObject({ code: 'wrong-state' });
    expect(await money.cancel(money.first)).toMatchObject({ status: 200 });
    expect(await money.claim()).toEqual({ accrued: 40_000, paid: 40_000, held: 0, payable: 0, rejected: 0 });
    await sound(money);
  });

  it('pays what is left only, and tells it; a refused list takes nothing off twice', async () => {
    const money = await begin();
    await money.release(money.first, '100', 'pay');
    await money.correct('qualified');
    const refused = await money.release(money.first, null, 'refuse');
    expect(await money.line(refused)).toMatchObject({ amount: { amount: '400.00' } });
    expect(await money.line(money.first)).toMatchObject({ stillHeld: { amount: '400.00' } });
    const paid = await money.release(money.first, null, 'pay');
    const { explain, reason } = await money.line(paid);
    expect(explain.slice(-2)).toEqual([
      { code: 'taken-off', values: { setOff: '250.00' }, result: '500.00' },
      { code: 'part', values: { held: '500.00', before: '100.00', rest: '0.00' }, result: '400.00' },
    ]);
    expect(reason).toContain('更正后减少 250.00');
    expect(recompute(explain, 'CNY').minor).toBe(40_000n);
    expect(await money.claim()).toEqual({ accrued: 50_000, paid: 50_000, held: 0, payable: 0, rejected: 0 });
    // Corrected up again: new money, which finance signs.
    await money.correct('excellent');
    expect(await money.claim()).toMatchObject({ accrued: 75_000, paid: 75_000 });
    await sound(money);
  });

  it('takes a whole part for the line where that is all that is left', async () => {
    const money = await begin();
    await money.correct('qualified');
    expect((await money.ask(money.first, '500.01')).body).toMatchObject({ details: { left: '500.00' } });
    await money.release(money.first, '500', 'pay');
    expect(await money.line(money.first)).toMatchObject({ stillHeld: { amount: '0.00' } });
    expect(await money.claim()).toEqual({ accrued: 50_000, paid: 50_000, held: 0, payable: 0, rejected: 0 });
    await sound(money);
  });

  it('pays nobody more than they are worth, and leaves nothing stuck, whatever is asked in whatever order', async () => {
    const move = fc.oneof(
      fc.record({
        do: fc.constant('release' as const),
        of: fc.nat(5),
        share: fc.integer({ min: 1, max: 4 }),
        course: fc.constantFrom('pay' as const, 'hold' as const, 'hold' as const, 'refuse' as const),
      }),
      fc.record({
        do: fc.constant('correct' as const),
        band: fc.constantFrom('excellent' as const, 'qualified' as const, 'unqualified' as const),
      }),
      fc.record({ do: fc.constant('cancel' as const), of: fc.nat(5) }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(move, { minLength: 3, maxLength: 7 }), async (moves) => {
        const money = await begin();
        for (const one of moves) {
          const before = await money.claim();
          if (one.do === 'correct') await money.correct(one.band);
          else {
            const lines = await money.held();
            const line = lines[one.of % Math.max(1, lines.length)];
            if (line === undefined) continue;
            if (one.do === 'cancel') await money.cancel(line.id);
            else {
              const minor = Math.floor((line.leftMinor * one.share) / 4);
              await money.tryRelease(line.id, (minor / 100).toFixed(2), one.course);
            }
          }
          const now = await money.claim();
          expect(now.paid).toBeLessThanOrEqual(Math.max(before.paid, now.accrued));
        }
        await money.end();
        const { accrued, paid, payable, held, rejected } = await money.claim();
        expect({ held, rejected, difference: accrued - paid - payable }).toEqual({
          held: 0,
          rejected: 0,
          difference: 0,
        });
        expect(payable).toBeLessThanOrEqual(0);
        await sound(money);
      }),
      { numRuns: 8, seed: 20_261_123, endOnFailure: true },
    );
  }, 240_000);

  it('writes down in the database what went on of a part, and nobody else does', async () => {
    const money = await begin();
    const part = await money.release(money.first, '400', 'hold');
    await money.release(part, '100', 'pay');
    await expect(
      payroll.uow.write(TENANT, (tx) => tx.execute('UPDATE bonus_line SET went_on_minor = 0 WHERE id = $1', [part])),
    ).rejects.toThrow(/what went on of a part/);
    await money.cancel(part);
    expect(await payroll.rows('SELECT went_on_minor::int AS n, active FROM bonus_line WHERE id = $1', [part])).toEqual([
      { n: 10_000, active: false },
    ]);
    await expect(
      payroll.uow.write(TENANT, (tx) =>
        tx.execute(
          `INSERT INTO bonus_line (id, tenant_id, run_id, list_id, person_id, person_number, person_name, unit_id, unit_path, period,
             currency, amount_minor, computed_minor, band, score, explain, state, cause, claim_id, releases)
           SELECT $2, tenant_id, run_id, list_id, person_id, person_number, person_name, unit_id, unit_path, period,
             currency, 65001, computed_minor, band, score, explain, 'ready', 'released', claim_id, releases
           FROM bonus_line WHERE id = $1`,
          [part, randomUUID()],
        ),
      ),
    ).rejects.toThrow(/no more of a held line|open list|submitted/);
  });

  it('lets two ask for the same rest at once only once', async () => {
    const money = await begin();
    await money.correct('qualified');
    const both = await Promise.all([money.ask(money.first), money.ask(money.first)]);
    expect(both.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([201, 409]);
    const [one] = await payroll.rows<{ n: number }>(
      `SELECT count(*)::int AS n FROM ledger_txn t JOIN bonus_line l ON l.id = t.line_id WHERE t.cause = 'held-down' AND l.claim_id = $1`,
      [money.first],
    );
    expect(one).toEqual({ n: 1 });
  });
});
