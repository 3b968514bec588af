import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { undeclaredEndpoints } from '@goalbeat/service-kit/auth/undeclared-endpoints';
import { OTHER_TENANT, STAFF, TENANT, worker } from '@goalbeat/testing/harness/company';
import { CycleCopyRepository } from '../src/cycle-copy/cycle-copy.repository.js';
import { batchOf, cycle, score } from './company.js';
import { listActs } from './list-acts.js';
import { type Payroll, signList, startPayroll } from './payroll-service.js';

describe('from scores to a signed list', () => {
  let payroll: Payroll;
  let cycleId: string;

  beforeAll(async () => {
    payroll = await startPayroll();
    await payroll.seed(TENANT, 10);
    await payroll.seed(OTHER_TENANT, 10);
    await payroll.putPlan();
  });
  afterAll(() => payroll.close());
  beforeEach(() => {
    cycleId = randomUUID();
    Object.assign(payroll.directory, { seq: 0, away: false, refused: new Set(), withoutRoles: new Set() });
  });

  const { lists, linesOf, submit, decide } = listActs(() => payroll);
  const scores = (n = 4) => Array.from({ length: n }, (_, at) => score(at, worker(at)));

  it('declares a permission on every endpoint', () => {
    expect(undeclaredEndpoints(payroll.app)).toEqual([]);
  });

  it('describes its routes', async () => {
    const document = await payroll.app.inject({ method: 'GET', url: '/openapi.json' });
    expect(document.statusCode).toBe(200);
    const paths = Object.keys(document.json<{ paths: object }>().paths);
    expect(paths).toEqual(
      expect.arrayContaining([
        '/v1/bonus-lists/{id}/submit',
        '/v1/payout-answers',
        '/v1/reconciliation',
        '/v1/off-cycle-runs',
      ]),
    );
  });

  it('waits for the whole batch, then builds once, whoever asks how often', async () => {
    await payroll.uow.write(TENANT, (tx) =>
      payroll.app.get(CycleCopyRepository, { strict: false }).keepNewest(tx, cycle(cycleId)),
    );
    const batch = batchOf(
      randomUUID(),
      cycleId,
      Array.from({ length: 150 }, (_, n) => score(n + 1000, worker(n % 10))).slice(0, 10),
    );
    const big = { tenantId: TENANT, cycleId, batch: batch.ref };
    await expect(payroll.activities.buildBonusLists(big)).rejects.toMatchObject({ code: 'not-yet' });
    await payroll.receive(batch);
    await payroll.receive(batch);
    const wrong = { ...big, batch: { ...batch.ref, checksum: 'x' } };
    await expect(payroll.activities.buildBonusLists(wrong)).rejects.toMatchObject({
      code: 'not-yet',
      details: { reason: 'checksum' },
    });
    const built = await Promise.all(Array.from({ length: 6 }, () => payroll.activities.buildBonusLists(big)));
    expect(new Set(built.map((one) => JSON.stringify(one))).size).toBe(1);
    expect(built[0]).toMatchObject({ lines: 10, runIds: [expect.any(String)] });
    expect(await payroll.rows('SELECT 1 FROM bonus_line WHERE run_id = $1', [built[0]?.runIds[0]])).toHaveLength(10);
  });

  it('reckons exactly and says how, in both languages', async () => {
    const runId = await payroll.build(cycleId, [
      score(0, worker(0)),
      score(1, worker(1), { band: 'unqualified', scoreText: '61.50' }),
      score(2, worker(2), { workedDays: 1, fullDays: 3 }),
      score(3, worker(3), { grade: 'X9' }),
    ]);
    const [list] = await lists(runId);
    const lines = await linesOf(list?.id ?? '');
    expect(lines.map((line) => [line.personNumber, line.amount.amount, line.state])).toEqual([
      ['E0000', '750.00', 'ready'],
      ['E0001', '0.00', 'ready'],
      ['E0002', '250.00', 'ready'],
      ['E0003', '0.00', 'held'],
    ]);
    expect(lines[0]?.reason).toBe('2026-W47 得分 104.00（优秀），基数 500.00 × 1.5 = 750.00');
    expect(lines[3]?.heldReason).toContain('X9');
    const english = await payroll.ask('hr', 'GET', `/v1/bonus-lists/${list?.id}/lines`, undefined, {
      'accept-language': 'en',
    });
    expect(english.body).toMatchObject({
      items: [{ reason: '2026-W47: score 104.00 (excellent), base 500.00 × 1.5 = 750.00' }, {}, {}, {}],
    });
    expect((await payroll.ask('hr', 'GET', `/v1/bonus-lists/${list?.id}`)).body).toMatchObject({
      total: { amount: '1000.00', currency: 'CNY' },
      budget: { amount: '1000000.00' },
      lines: 4,
      held: 1,
      state: 'draft',
    });
  });

  it('puts those who sign on a list of their own, decided by the final decider', async () => {
    const runId = await payroll.build(cycleId, [...scores(2), score(7, STAFF.reviewer), score(8, STAFF.lead)]);
    const [main, signers] = await lists(runId);
    expect([main?.part, signers?.part]).toEqual(['main', 'signers']);
    expect((await submit(signers?.id ?? '')).status).toBe(200);
    expect(
      await payroll.rows(`SELECT assignee_id FROM approval_task WHERE subject_id = $1 AND kind = 'decision'`, [
        signers?.id,
      ]),
    ).toEqual([{ assignee_id: STAFF.boss }]);
    await signList(payroll, signers?.id ?? '');
    expect((await payroll.activities.readRun({ tenantId: TENANT, runId })).state).toBe('in-approval');
    await submit(main?.id ?? '');
    await signList(payroll, main?.id ?? '');
    expect((await payroll.activities.readRun({ tenantId: TENANT, runId })).state).toBe('signed');
  });

  it('asks HR partners who cover every unit, and the lead above the limit', async () => {
    const runId = await payroll.build(cycleId, scores(4));
    const [list] = await lists(runId);
    const todos = await payroll.rows(`SELECT assignee_id FROM approval_task WHERE kind = 'todo' AND subject_id = $1`, [
      list?.id,
    ]);
    expect(todos).toEqual([{ assignee_id: STAFF.hr2 }]);
    expect((await submit(list?.id ?? '', 'partner')).status).toBe(403);
    expect((await submit(list?.id ?? '', 'hr2')).body).toMatchObject({
      state: 'submitted',
      makerId: STAFF.hr2,
      hash: expect.any(String),
    });
    const [left] = await payroll.rows(`SELECT state FROM approval_task WHERE kind = 'todo' AND subject_id = $1`, [
      list?.id,
    ]);
    expect(left).toEqual({ state: 'done' });
  });

  it('adjusts, holds and releases with a reason, then freezes', async () => {
    const runId = await payroll.build(cycleId, scores(4));
    const [list] = await lists(runId);
    const listId = list?.id ?? '';
    const [a, b, c] = await linesOf(listId);
    const edit = (line: { id: string; version: number } | undefined, body: object, who: 'hr' | 'reviewer' = 'hr') =>
      payroll.ask(who, 'PATCH', `/v1/bonus-lists/${listId}/lines/${line?.id}`, {
        version: line?.version,
        reason: '补差',
        ...body,
      });
    expect((await edit(a, { action: 'adjust', amount: { amount: '800', currency: 'CNY' } })).body).toMatchObject({
      amount: { amount: '800.00' },
      computed: { amount: '750.00' },
      reason: expect.stringContaining('人事由 750.00 调整为 800.00 CNY：补差'),
    });
    expect((await edit(a, { action: 'hold' })).body).toMatchObject({ code: 'stale-version' });
    expect((await edit(b, { action: 'adjust', amount: { amount: '1.005', currency: 'CNY' } })).body).toMatchObject({
      code: 'money-scale',
      field: 'amount.amount',
    });
    expect((await edit(b, { action: 'hold' }, 'reviewer')).status).toBe(403);
    expect((await edit(b, { action: 'hold' })).body).toMatchObject({ state: 'held', heldReason: '补差' });
    expect((await edit({ id: b?.id ?? '', version: 2 }, { action: 'release' })).body).toMatchObject({
      state: 'ready',
      heldReason: null,
    });
    expect((await edit(c, { action: 'hold' })).status).toBe(200);
    expect((await submit(listId)).body).toMatchObject({ total: { amount: '2300.00' }, held: 1 });
    expect((await edit({ id: a?.id ?? '', version: 2 }, { action: 'hold' })).body).toMatchObject({
      code: 'wrong-state',
    });
    // Also somebody with the service's own rights cannot.
    await expect(
      payroll.uow.write(TENANT, (tx) => tx.execute('UPDATE bonus_line SET amount_minor = 1 WHERE id = $1', [a?.id])),
    ).rejects.toThrow('a submitted list cannot change');
    await signList(payroll, listId);
    expect((await linesOf(listId)).map((line) => line.state)).toEqual(['signed', 'signed', 'held', 'signed']);
  });

  it('returns with a reason; mended and submitted again it is a new round', async () => {
    const runId = await payroll.build(cycleId, scores(2));
    const [list] = await lists(runId);
    const listId = list?.id ?? '';
    await submit(listId);
    expect((await decide(listId, STAFF.reviewer, 'return', '金额不对')).status).toBeLessThan(300);
    expect((await payroll.activities.readRun({ tenantId: TENANT, runId })).state).toBe('returned');
    const [line] = await linesOf(listId);
    await payroll.ask('hr', 'PATCH', `/v1/bonus-lists/${listId}/lines/${line?.id}`, {
      version: line?.version,
      action: 'adjust',
      amount: { amount: '1', currency: 'CNY' },
      reason: '更正',
    });
    expect((await submit(listId)).body).toMatchObject({ state: 'submitted', total: { amount: '751.00' } });
    await signList(payroll, listId);
    expect((await payroll.activities.readRun({ tenantId: TENANT, runId })).state).toBe('signed');
    const rounds = await payroll.rows('SELECT round, state FROM approval WHERE subject_id = $1 ORDER BY round', [
      listId,
    ]);
    expect(rounds).toEqual([
      { round: 1, state: 'returned' },
      { round: 2, state: 'approved' },
    ]);
    const signals = await payroll.rows(
      `SELECT payload FROM outbox WHERE destination = 'workflows' AND payload ->> 'workflowId' = $1`,
      [`payout/${TENANT}/${runId}`],
    );
    expect(signals.length).toBeGreaterThanOrEqual(4);
  });

  it('keeps versions of pay plans and refuses stale and mis-scaled ones', async () => {
    const data = {
      version: 1,
      name: 'y',
      currency: 'JPY',
      baseByGrade: { A: '100' },
      multiplierByBand: { x: '1' },
      finalDecider: 'S1',
    };
    const put = (body: object) => payroll.ask('hr', 'PUT', '/v1/pay-plans/yen', body);
    expect((await put({ data })).body).toMatchObject({ version: 1 });
    expect((await put({ data })).body).toMatchObject({ version: 1 });
    expect((await put({ data: { ...data, name: 'z' } })).body).toMatchObject({ code: 'stale-version' });
    expect((await put({ data: { ...data, name: 'z' }, version: 1 })).body).toMatchObject({ version: 2 });
    expect((await put({ data: { ...data, baseByGrade: { A: '1.5' } }, version: 2 })).body).toMatchObject({
      code: 'money-scale',
      status: 422,
    });
    // S2 leads HR, S3 is a partner: whoever writes pay plans decides no money.
    for (const finalDecider of ['S2', 'S3'])
      expect((await put({ data: { ...data, finalDecider }, version: 2 })).body).toMatchObject({
        code: 'four-eyes',
        field: 'data.finalDecider',
      });
    expect((await put({ data: { ...data, finalDecider: 'nobody' }, version: 2 })).body).toMatchObject({
      code: 'unknown-person',
    });
    expect((await put({ data: { ...data, colour: 1 }, version: 2 })).body).toMatchObject({ code: 'unknown-field' });
    expect(
      await payroll.rows(
        `SELECT v.version::int FROM pay_plan_version v JOIN pay_plan p ON p.id = v.plan_id WHERE p.code = 'yen'`,
      ),
    ).toHaveLength(2);
  });
});
