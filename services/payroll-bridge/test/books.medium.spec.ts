import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { TENANT, worker } from '@goalbeat/testing/harness/company';
import { LedgerRepository } from '../src/ledger/ledger.repository.js';
import { score } from './company.js';
import { balancesOf } from './lists.js';
import { type Payroll, startPayroll } from './payroll-service.js';

describe('the books', () => {
  let payroll: Payroll;
  let lineId: string;
  let runId: string;

  beforeAll(async () => {
    payroll = await startPayroll();
    await payroll.seed(TENANT, 2);
    await payroll.putPlan();
    runId = await payroll.build(randomUUID(), [score(0, worker(0))]);
    await payroll.signAll(runId);
    await payroll.activities.postRun({ tenantId: TENANT, runId });
    const [row] = await payroll.rows<{ id: string }>('SELECT id FROM bonus_line WHERE run_id = $1', [runId]);
    lineId = row?.id ?? '';
  });
  afterAll(() => payroll.close());

  const sql = (text: string, values: unknown[] = []) => payroll.uow.write(TENANT, (tx) => tx.execute(text, values));
  const txn = (cause = 'paid') =>
    payroll.uow.write(TENANT, async (tx) => {
      const id = randomUUID();
      await tx.execute(
        `INSERT INTO ledger_txn (id, tenant_id, cause, ref_id, run_id, line_id, at) VALUES ($1, $2, $3, $4, $5, $6, now())`,
        [id, TENANT, cause, randomUUID(), runId, lineId],
      );
    });
  const entry = (values: string) =>
    sql(
      `WITH t AS (INSERT INTO ledger_txn (id, tenant_id, cause, ref_id, run_id, line_id, at)
         VALUES (gen_random_uuid(), $1, 'paid', gen_random_uuid(), $2, $3, now()) RETURNING id)
       INSERT INTO ledger_entry (id, tenant_id, txn_id, account, currency, minor)
       SELECT gen_random_uuid(), $1, t.id, v.account, v.currency, v.minor FROM t, (VALUES ${values}) AS v(account, currency, minor)`,
      [TENANT, runId, lineId],
    );

  it('refuse what does not balance, has one side, two currencies or an unknown account', async () => {
    await expect(txn()).rejects.toThrow(/does not balance/);
    await expect(entry(`('paid-out', 'CNY', 5)`)).rejects.toThrow(/does not balance/);
    await expect(entry(`('paid-out', 'CNY', 5), ('in-transit', 'CNY', -4)`)).rejects.toThrow(/does not balance/);
    await expect(entry(`('paid-out', 'CNY', 5), ('in-transit', 'EUR', -5)`)).rejects.toThrow(/does not balance/);
    await expect(entry(`('pocket', 'CNY', 5), ('in-transit', 'CNY', -5)`)).rejects.toThrow(/ledger_entry_account/);
    await expect(
      sql(
        `INSERT INTO ledger_entry (id, tenant_id, txn_id, account, currency, minor)
         SELECT gen_random_uuid(), $1, t.id, v.account, 'CNY', v.minor FROM ledger_txn t,
           (VALUES ('paid-out', 5), ('in-transit', -5)) AS v(account, minor) WHERE t.line_id = $2`,
        [TENANT, lineId],
      ),
    ).rejects.toThrow(/ledger_entry_side/);
  });

  it('are never changed', async () => {
    for (const text of [
      'UPDATE ledger_entry SET minor = 1',
      'DELETE FROM ledger_entry',
      'UPDATE ledger_txn SET at = now()',
    ])
      await expect(sql(text)).rejects.toThrow(/permission denied/);
  });

  it('take the same posting once, and refuse another one for the same cause', async () => {
    const posting = {
      cause: 'signed' as const,
      refId: lineId,
      runId,
      lineId,
      payoutId: null,
      currency: 'CNY',
      minor: '75000',
      debit: 'bonus-expense' as const,
      credit: 'bonus-payable' as const,
    };
    const post = (over: Partial<typeof posting>) =>
      payroll.uow.write(TENANT, (tx) =>
        payroll.get(LedgerRepository).post(tx, '2026-11-23T08:00:00.000Z', [{ ...posting, ...over }]),
      );
    await post({});
    expect(await balancesOf(payroll, runId)).toEqual({ 'bonus-expense': 75_000, 'bonus-payable': -75_000 });
    for (const over of [{ minor: '75001' }, { currency: 'EUR' }, { lineId: randomUUID() }])
      await expect(post(over)).rejects.toMatchObject({ code: 'duplicate' });
    expect(await balancesOf(payroll, runId)).toEqual({ 'bonus-expense': 75_000, 'bonus-payable': -75_000 });
  });
});
