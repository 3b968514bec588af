import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { recompute } from '@goalbeat/domain/pay/recompute';
import { STAFF, TENANT, worker } from '@goalbeat/testing/harness/company';
import { LedgerRepository } from '../src/ledger/ledger.repository.js';
import { CycleCopyRepository } from '../src/cycle-copy/cycle-copy.repository.js';
import { batchOf, cycle, score } from './company.js';
import { balancesOf, linesOf, listOf, listsOf, submitList } from './lists.js';
import { answerOf, type Payroll, signList, startPayroll } from './payroll-service.js';

describe('what is corrected after the signature', () => {
  let payroll: Payroll;
  let cycleId: string;
  let period = 20;

  beforeAll(async () => {
    payroll = await startPayroll();
    await payroll.seed(TENANT, 10);
    await payroll.putPlan();
  });
  afterAll(() => payroll.close());
  beforeEach(() => {
    cycleId = randomUUID();
    period += 1;
  });

  const pay = async (runId: string) => {
    await payroll.signAll(runId);
    await payroll.activities.postRun({ tenantId: TENANT, runId });
    await payroll.activities.handOverBatch({ tenantId: TENANT, runId });
    const payouts = await payroll.rows<{ id: string; minor: string }>(
      'SELECT id, amount_minor::text AS minor FROM payout WHERE run_id = $1',
      [runId],
    );
    await payroll.confirmAll();
    await payroll.answer(...payouts.map((payout) => answerOf(payout.id, 'paid')));
    return payouts.reduce((all, { minor }) => all + Number(minor), 0);
  };
  const build = (scores: Parameters<Payroll['build']>[1], id = cycleId) => payroll.build(id, scores, `2026-W${period}`);
  type Scores = { personId: string; score: string; band: string }[];
  const ask = (scores: Scores, over: object = {}, who: 'hr' | 'partner' = 'hr') =>
    payroll.ask(who, 'POST', '/v1/off-cycle-runs/corrections', {
      cycleId,
      dryRun: true,
      reason: '数据更正',
      scores: scores.map((one) => ({ ...one, evidence: '工单 4711' })),
      ...over,
    });
  const correct = async (scores: Scores, over: object = {}) => {
    const dry = await ask(scores, over);
    if (dry.status !== 200) return dry;
    return ask(scores, { ...over, dryRun: false, fingerprint: dry.body['fingerprint'] });
  };
  const three = () => [0, 1, 2].map((n) => score(n, worker(n)));
  const broken = () => payroll.uow.read(TENANT, (tx) => payroll.get(LedgerRepository).brokenClaims(tx));

  it('pays the difference of a better score, on a list that is signed', async () => {
    const runId = await build([score(0, worker(0), { band: 'qualified' }), score(1, worker(1))]);
    expect(await pay(runId)).toBe(125_000);
    const scores = [{ personId: worker(0), score: '104', band: 'excellent' }];
    const dry = await ask(scores);
    expect(dry.body).toMatchObject({
      id: null,
      counts: { up: 1, down: 0, unchanged: 1, notSigned: 0 },
      totals: [{ up: { amount: '250.00' }, down: { amount: '0.00' } }],
      lines: [{ personNumber: 'E0000', before: { amount: '500.00' }, after: { amount: '750.00' } }],
      runIds: [],
    });
    expect(await payroll.rows('SELECT 1 FROM correction')).toEqual([]);
    expect((await ask(scores, { dryRun: false })).body).toMatchObject({ field: 'fingerprint' });
    expect((await ask(scores, { dryRun: false, fingerprint: 'x' })).body).toMatchObject({ code: 'stale-version' });
    const done = await correct(scores);
    expect(done).toMatchObject({ status: 200, body: { id: expect.any(String), counts: { up: 1 } } });
    const [second] = done.body['runIds'] as string[];
    // Nothing is in the books before finance signs, and nobody is corrected twice meanwhile.
    expect(await balancesOf(payroll, second ?? '')).toEqual({});
    expect((await correct(scores)).body).toMatchObject({ code: 'wrong-state', details: { runId: second } });
    const [line] = await linesOf(payroll, (await listOf(payroll, second ?? '')).id);
    expect(line).toMatchObject({ cause: 'delta-up', amount: { amount: '250.00' }, personNumber: 'E0000' });
    expect(line?.reason).toContain('补发 250.00');
    expect(recompute(line?.explain ?? [], 'CNY').minor).toBe(25_000n);
    expect(await pay(second ?? '')).toBe(25_000);
    expect(await balancesOf(payroll, runId, second ?? '')).toEqual({ 'bonus-expense': 150_000, 'paid-out': -150_000 });
    for (const id of [runId, second ?? ''])
      expect(await payroll.activities.reconcileRun({ tenantId: TENANT, runId: id })).toMatchObject({ agreed: true });
    // The same again is worth the same: 0.00, and no list.
    expect((await correct(scores)).body).toMatchObject({ counts: { up: 0, down: 0, unchanged: 2 }, runIds: [] });
    expect(await broken()).toEqual([]);
    const log = await payroll.ask('hr', 'GET', `/v1/process-log?subject=cycle:${cycleId}`);
    expect((log.body['items'] as { action: string; reason: string }[]).map((row) => [row.action, row.reason])).toEqual([
      ['payments-corrected', '数据更正'],
      ['payments-corrected', '数据更正'],
    ]);
  });

  it('keeps back from the next lists what was paid too much, never below 0, to the cent', async () => {
    const first = await build([score(4, worker(4)), score(5, worker(5))]);
    expect(await pay(first)).toBe(150_000);
    const done = await correct([{ personId: worker(4), score: '10', band: 'unqualified' }]);
    expect(done.body).toMatchObject({
      counts: { up: 0, down: 1, unchanged: 1 },
      totals: [{ down: { amount: '-750.00' } }],
      runIds: [],
    });
    expect(await balancesOf(payroll, first)).toEqual({
      'bonus-expense': 75_000,
      'bonus-payable': 75_000,
      'paid-out': -150_000,
    });
    period += 1;
    const next = await build([score(4, worker(4), { band: 'qualified' }), score(5, worker(5))], randomUUID());
    const lines = await linesOf(payroll, (await listOf(payroll, next)).id);
    expect(lines.map((line) => [line.personNumber, line.amount.amount])).toEqual([
      ['E0004', '0.00'],
      ['E0005', '750.00'],
    ]);
    expect(lines[0]?.explain.at(-1)).toMatchObject({ code: 'set-off', values: { setOff: '500.00' }, result: '0.00' });
    for (const line of lines)
      expect(recompute(line.explain, 'CNY').minor).toBe(BigInt(Number(line.amount.amount) * 100));
    // A list built before this one is paid keeps back the rest only.
    period += 1;
    const third = await build([score(4, worker(4))], randomUUID());
    const [last] = await linesOf(payroll, (await listOf(payroll, third)).id);
    expect(last).toMatchObject({ amount: { amount: '500.00' }, explain: expect.arrayContaining([]) });
    expect(last?.explain.at(-1)).toMatchObject({ values: { setOff: '250.00' } });
    expect(await pay(next)).toBe(75_000);
    expect(await pay(third)).toBe(50_000);
    // 750 less 750, then 500 + 750, then 750: nobody got more or less than that.
    expect(await balancesOf(payroll, first, next, third)).toEqual({ 'bonus-expense': 275_000, 'paid-out': -275_000 });
    for (const id of [first, next, third])
      expect(await payroll.activities.reconcileRun({ tenantId: TENANT, runId: id })).toMatchObject({ agreed: true });
    expect(await broken()).toEqual([]);
    expect((await correct([])).body).toMatchObject({ counts: { up: 0, down: 0, unchanged: 2 } });
  });

  it('goes by another plan too, keeps what HR set by hand, and leaves lists alone that are not signed', async () => {
    const runId = await build(three());
    const list = await listOf(payroll, runId);
    const [line] = await linesOf(payroll, list.id);
    expect((await correct([])).body).toMatchObject({ counts: { unchanged: 0, notSigned: 3 } });
    await payroll.ask('hr', 'PATCH', `/v1/bonus-lists/${list.id}/lines/${line?.id}`, {
      version: line?.version,
      action: 'adjust',
      amount: { amount: '700', currency: 'CNY' },
      reason: '迟到',
    });
    await pay(runId);
    const [plan] = await payroll.rows<{ data: object; version: number }>(
      `SELECT data, version::int AS version FROM pay_plan WHERE code = 'weekly'`,
    );
    await payroll.ask('hr', 'PUT', '/v1/pay-plans/weekly', {
      data: { ...plan?.data, multiplierByBand: { excellent: '1.6', qualified: '1', unqualified: '0' } },
      version: plan?.version,
    });
    // Runs keep their plan; only a plan that is named is another one.
    expect((await correct([])).body).toMatchObject({ counts: { unchanged: 3 } });
    const done = await correct([], { payPlan: { code: 'weekly' } });
    expect(done.body).toMatchObject({
      counts: { up: 3 },
      lines: expect.arrayContaining([
        expect.objectContaining({
          before: { amount: '700.00', currency: 'CNY' },
          after: { amount: '750.00', currency: 'CNY' },
        }),
        expect.objectContaining({
          before: { amount: '750.00', currency: 'CNY' },
          after: { amount: '800.00', currency: 'CNY' },
        }),
      ]),
    });
    const [second] = done.body['runIds'] as string[];
    for (const one of await linesOf(payroll, (await listOf(payroll, second ?? '')).id))
      expect(recompute(one.explain, 'CNY').minor).toBe(5_000n);
    expect(await pay(second ?? '')).toBe(15_000);
    await payroll.ask('hr', 'PUT', '/v1/pay-plans/weekly', { data: plan?.data, version: (plan?.version ?? 0) + 1 });
  });

  it('goes to a list for each currency, by the rate that the cycle was reckoned with', async () => {
    const v2 = {
      version: 2,
      award: { kind: 'per-band', amountByBand: { excellent: '100', qualified: '60', unqualified: '0' } },
      currencyByUnit: { design: 'JPY' },
      rates: [{ from: 'CNY', to: 'JPY', rate: '21.505', asOf: '2026-11-20', source: 'PBOC' }],
      baseByGrade: undefined,
      multiplierByBand: undefined,
      budget: undefined,
      budgetByCurrency: { CNY: '1000', JPY: '99999' },
    };
    await payroll.putPlanAgain(v2);
    await build([0, 1, 2, 3].map((n) => score(n, worker(n), { band: 'qualified' })));
    const runs = await payroll.rows<{ id: string; currency: string }>(
      'SELECT id, currency FROM payout_run WHERE cycle_id = $1 ORDER BY currency',
      [cycleId],
    );
    expect(runs.map((run) => run.currency)).toEqual(['CNY', 'JPY']);
    for (const run of runs) await pay(run.id);
    // The rate has moved since: a correction keeps the one that is pinned.
    await payroll.putPlanAgain({ ...v2, rates: [{ ...v2.rates[0], rate: '30' }] });
    const done = await correct([0, 1].map((n) => ({ personId: worker(n), score: '104', band: 'excellent' })));
    expect(done.body).toMatchObject({
      counts: { up: 2, unchanged: 2 },
      totals: [{ up: { amount: '40.00', currency: 'CNY' } }, { up: { amount: '861', currency: 'JPY' } }],
    });
    const runIds = done.body['runIds'] as string[];
    expect(runIds).toHaveLength(2);
    for (const id of runIds) {
      const [line] = await linesOf(payroll, (await listOf(payroll, id)).id);
      const { currency } = line?.amount ?? { currency: '' };
      expect(recompute(line?.explain ?? [], currency).minor).toBe(currency === 'JPY' ? 861n : 4_000n);
      await pay(id);
      expect(await payroll.activities.reconcileRun({ tenantId: TENANT, runId: id })).toMatchObject({ agreed: true });
    }
    expect(await broken()).toEqual([]);
    await payroll.putPlanAgain({});
  });

  it('is HR’s lead’s to ask for, never for themselves, and wants known people', async () => {
    const runId = await build([...three(), score(9, STAFF.hr)]);
    await pay(runId);
    const one = (personId: string) => [{ personId, score: '1', band: 'excellent' }];
    expect((await ask(one(worker(0)), {}, 'partner')).status).toBe(403);
    expect((await ask(one(STAFF.hr))).body).toMatchObject({ code: 'four-eyes', field: 'scores.0.personId' });
    expect((await ask(one(worker(7)))).body).toMatchObject({ code: 'unknown-person', field: 'scores.0.personId' });
    expect((await ask([...one(worker(0)), ...one(worker(0))])).body).toMatchObject({ code: 'validation' });
    expect((await ask([], { cycleId: randomUUID() })).body).toMatchObject({ code: 'not-found', field: 'cycleId' });
    expect((await ask([], { payPlan: { code: 'none' } })).body).toMatchObject({ code: 'not-found', field: 'payPlan' });
  });

  it('leaves no list where nobody is to be paid, and the log says so once', async () => {
    await payroll.uow.write(TENANT, (tx) =>
      payroll.get(CycleCopyRepository).keepNewest(tx, cycle(cycleId, `2026-W${period}`)),
    );
    const batch = batchOf(randomUUID(), cycleId, []);
    for (let n = 0; n < 2; n++) {
      expect(await payroll.activities.buildBonusLists({ tenantId: TENANT, cycleId, batch: batch.ref })).toEqual({
        runIds: [],
        lines: 0,
      });
    }
    const log = await payroll.ask('hr', 'GET', `/v1/process-log?subject=cycle:${cycleId}`);
    expect(log.body).toMatchObject({ items: [{ action: 'nothing-to-pay', reason: 'no-scores' }] });
    expect((log.body['items'] as object[]).length).toBe(1);
    // The cycle's monitor hears of it, once.
    const told = await payroll.rows<{ data: { cycleId: string } }>(
      `SELECT payload -> 'event' -> 'data' AS data FROM outbox
       WHERE payload -> 'event' ->> 'type' = 'goalbeat.payroll.cycle.nothing-to-pay.v1'`,
    );
    expect(told.map(({ data }) => data.cycleId).filter((id) => id === cycleId)).toEqual([cycleId]);
  });

  it('asks the next signer about a signer’s own line, and somebody else where there is only the final decider', async () => {
    const asked = async (personId: string, over: object = {}) => {
      await payroll.putPlanAgain(over);
      const runId = await build([score(0, personId)], randomUUID());
      const [list] = await listsOf(payroll, runId);
      expect([list?.part, (await submitList(payroll, list?.id ?? '')).status]).toEqual(['signers', 200]);
      const rows = await payroll.rows<{ id: string }>(
        `SELECT assignee_id AS id FROM approval_task WHERE subject_id = $1 AND kind = 'decision'`,
        [list?.id],
      );
      await signList(payroll, list?.id ?? '');
      expect((await payroll.activities.readRun({ tenantId: TENANT, runId })).state).toBe('signed');
      return rows.map((row) => row.id);
    };
    expect(await asked(STAFF.reviewer)).toEqual([STAFF.lead]);
    expect(await asked(STAFF.lead)).toEqual([STAFF.boss]);
    expect(await asked(STAFF.lead, { finalDecider: 'S6' })).toEqual([STAFF.reviewer]);
  });
});
