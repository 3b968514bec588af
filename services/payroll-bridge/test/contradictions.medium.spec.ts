import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Principal } from '@goalbeat/domain/access/roles';
import { employee, OTHER_TENANT, STAFF, staff, TENANT, worker } from '@goalbeat/testing/harness/company';
import { keyPrincipal } from '@goalbeat/testing/harness/principals';
import { score } from './company.js';
import { answerOf, type Payroll, startPayroll } from './payroll-service.js';

interface View {
  id: string;
  version: number;
  payoutId: string;
  needsTwo: boolean;
  askedBy: string | null;
  closedAt: string | null;
  closedBy: string | null;
}

describe('what payroll says against our books', () => {
  let payroll: Payroll;
  let week = 10;

  beforeAll(async () => {
    payroll = await startPayroll();
    await payroll.seed(TENANT, 6);
    await payroll.seed(OTHER_TENANT, 1);
    await payroll.putPlan();
  });
  afterAll(() => payroll.close());

  const ref = (runId: string) => ({ tenantId: TENANT, runId });
  async function handedOver(personIds: string[] = [worker(0)]): Promise<{ runId: string; ids: string[] }> {
    const scores = personIds.map((id, n) => score(n, id));
    const runId = await payroll.build(randomUUID(), scores, `2027-W${week++}`);
    await payroll.signAll(runId);
    await payroll.activities.postRun(ref(runId));
    await payroll.activities.handOverBatch(ref(runId));
    await payroll.confirmAll();
    const rows = await payroll.rows<{ id: string }>('SELECT id FROM payout WHERE run_id = $1 ORDER BY id', [runId]);
    return { runId, ids: rows.map((row) => row.id) };
  }
  const ended = async (outcome: 'paid' | 'rejected', personId = worker(0)): Promise<{ runId: string; id: string }> => {
    const { runId, ids } = await handedOver([personId]);
    expect(await payroll.answer(answerOf(ids[0] ?? '', outcome, { code: 'x' }))).toEqual(['applied']);
    return { runId, id: ids[0] ?? '' };
  };
  const list = async (runId: string, who: Parameters<Payroll['ask']>[0] = 'lead', open = ''): Promise<View[]> => {
    const { body, status } = await payroll.ask(who, 'GET', `/v1/contradictions?run=${runId}${open}`);
    expect(status).toBe(200);
    return body['items'] as View[];
  };
  const theOne = async (runId: string): Promise<View> => {
    const [one, ...more] = await list(runId);
    expect(more).toEqual([]);
    if (one === undefined) throw new Error('there is none');
    return one;
  };
  const clear = (who: Parameters<Payroll['ask']>[0], { id, version }: View, over: object = {}) =>
    payroll.ask(who, 'POST', `/v1/contradictions/${id}/clear`, { version, reason: '已与薪资核对', ...over });
  const tasks = (id: string, kind = 'payout-contradiction') =>
    payroll.rows<{ who: string; state: string; title: string }>(
      `SELECT assignee_id AS who, state, title FROM approval_task WHERE subject_kind = $1 AND subject_id = $2 ORDER BY opened_at, 1`,
      [kind, id],
    );
  const reconciled = async (runId: string) => {
    const result = await payroll.activities.reconcileRun(ref(runId));
    const { body } = await payroll.ask('lead', 'GET', `/v1/reconciliations?run=${runId}`);
    const [last] = body['items'] as { differences: { what: string; payoutId: string | null }[] }[];
    return { ...result, differences: last?.differences ?? [] };
  };
  const later = () =>
    payroll.rows(`UPDATE org_tenant SET clock_anchor_virtual = clock_anchor_virtual + interval '1 hour'`);

  it('is one task, with both words, and a difference until payroll takes it back', async () => {
    const { runId, id } = await ended('rejected');
    expect(await payroll.answer(answerOf(id, 'paid', { at: '2026-11-23T09:30:00.000Z' }))).toEqual(['contradiction']);
    expect(await payroll.answer(answerOf(id, 'paid', { at: '2026-11-23T09:31:00.000Z' }))).toEqual(['contradiction']);
    const one = await theOne(runId);
    expect(one).toMatchObject({
      payoutId: id,
      personNumber: 'E0000',
      amount: { amount: '750.00', currency: 'CNY' },
      ours: { state: 'rejected', at: '2026-11-23T08:00:00.000Z' },
      said: { outcome: 'paid', at: '2026-11-23T09:30:00.000Z', amount: null },
      needsTwo: true,
    });
    const [task, ...more] = await tasks(one.id);
    expect(more).toEqual([]);
    expect(task).toMatchObject({ who: STAFF.lead, state: 'open' });
    for (const part of [id, 'E0000', '已退回 750.00 CNY（2026-11-23 16:00）', '已发放 750.00 CNY（2026-11-23 17:30）'])
      expect(task?.title).toContain(part);
    expect(await reconciled(runId)).toEqual({
      agreed: false,
      differences: [
        expect.objectContaining({
          what: 'payroll-says-paid',
          payoutId: id,
          personNumber: 'E0000',
          expected: '0.00',
          found: '750.00',
        }),
      ],
    });
    await later();
    expect(await payroll.answer(answerOf(id, 'rejected', { code: 'x' }))).toEqual(['repeated']);
    expect(await tasks(one.id)).toMatchObject([{ state: 'superseded' }]);
    expect(await theOne(runId)).toMatchObject({ closedBy: null, closedAt: expect.any(String) });
    expect(await list(runId, 'lead', '&open')).toEqual([]);
    expect(await reconciled(runId)).toEqual({ agreed: true, differences: [] });
  });

  it('does not swallow a second one of the same payout that says something else', async () => {
    const { runId, id } = await ended('paid');
    const amount = { amount: '700.00', currency: 'CNY' };
    expect(
      await payroll.answer(
        answerOf(id, 'rejected', { code: 'x' }),
        answerOf(id, 'paid', { amount }),
        answerOf(id, 'paid', { amount: { amount: '750.00', currency: 'USD' } }),
      ),
    ).toEqual(['contradiction', 'contradiction', 'contradiction']);
    const all = await list(runId);
    expect(all.map(({ needsTwo }) => needsTwo)).toEqual([false, false, false]);
    for (const one of all) expect(await tasks(one.id)).toMatchObject([{ state: 'open', who: STAFF.lead }]);
    const { agreed, differences } = await reconciled(runId);
    expect(agreed).toBe(false);
    expect(differences.map(({ what }) => what).toSorted()).toEqual([
      'payroll-says-other-amount',
      'payroll-says-other-currency',
      'payroll-says-rejected',
    ]);
    // Without an amount it takes the rejection back, and not what it said of amounts.
    expect(await payroll.answer(answerOf(id, 'paid'))).toEqual(['repeated']);
    expect(await list(runId, 'lead', '&open')).toHaveLength(2);
    expect(await payroll.answer(answerOf(id, 'paid', { amount: { amount: '750.00', currency: 'CNY' } }))).toEqual([
      'repeated',
    ]);
    expect(await list(runId, 'lead', '&open')).toEqual([]);
    expect((await reconciled(runId)).agreed).toBe(true);
    // Said anew it is a task anew.
    expect(await payroll.answer(answerOf(id, 'rejected', { code: 'x' }))).toEqual(['contradiction']);
    expect(await list(runId, 'lead', '&open')).toHaveLength(1);
    // Taken back and said anew in one breath.
    expect(await payroll.answer(answerOf(id, 'paid'), answerOf(id, 'rejected', { code: 'x' }))).toEqual([
      'repeated',
      'contradiction',
    ]);
    expect(await list(runId, 'lead', '&open')).toHaveLength(1);
  });

  it('goes to somebody else of finance when it is about the pay of the one who would hear of it', async () => {
    const { runId, id } = await ended('paid', STAFF.lead);
    await payroll.answer(answerOf(id, 'rejected', { code: 'x' }));
    const one = await theOne(runId);
    expect((await tasks(one.id)).map(({ who }) => who)).toEqual([STAFF.reviewer]);
    expect(await clear('lead', one)).toMatchObject({ status: 403, body: { code: 'four-eyes' } });
    // A reviewer alone does not clear it either: nobody else is a lead, so that another has to confirm it.
    expect(one.needsTwo).toBe(true);
    expect(await clear('reviewer', one)).toMatchObject({ status: 200, body: { closedAt: null } });
    expect(await list(runId, 'lead', '&open')).toHaveLength(1);
  });

  it('is cleared by a lead with a reason where no money follows', async () => {
    const { runId, id } = await ended('paid');
    await payroll.answer(answerOf(id, 'rejected', { code: 'x' }));
    const one = await theOne(runId);
    for (const who of ['hr', 'hr2', 'boss', employee(worker(0)), keyPrincipal(['payroll'], TENANT)] as const)
      expect((await clear(who, one)).status).toBe(403);
    expect((await clear(staff('lead', OTHER_TENANT), one)).status).toBe(404);
    // Whoever reads no books reads what they were asked.
    expect((await payroll.ask(employee(worker(0)), 'GET', '/v1/contradictions')).body['items']).toEqual([]);
    expect((await payroll.ask(keyPrincipal(['payroll.answer'], TENANT), 'GET', '/v1/contradictions')).status).toBe(403);
    const tired: Principal = { ...staff('lead'), session: { id: randomUUID(), authTime: 0 } };
    expect((await clear(tired, one)).body).toMatchObject({ code: 'step-up-required' });
    expect((await clear('lead', one, { reason: ' ' })).body).toMatchObject({ code: 'validation' });
    expect((await clear('lead', { ...one, version: 9 })).body).toMatchObject({ code: 'stale-version' });
    expect(await clear('lead', one)).toMatchObject({
      status: 200,
      body: { closedBy: STAFF.lead, reason: '已与薪资核对' },
    });
    expect((await clear('lead', one)).body).toMatchObject({ code: 'wrong-state' });
    expect(await tasks(one.id)).toMatchObject([{ state: 'superseded' }]);
    expect((await reconciled(runId)).agreed).toBe(true);
    expect(
      await payroll.rows(
        `SELECT actor_id, reason FROM process_log WHERE subject_id = $1 AND action = 'contradiction-cleared'`,
        [id],
      ),
    ).toEqual([{ actor_id: STAFF.lead, reason: '已与薪资核对' }]);
  });

  it('is cleared by two people of finance where the payout may be paid again by it', async () => {
    const { runId, id } = await ended('rejected');
    await payroll.answer(answerOf(id, 'paid'));
    const again = () => payroll.ask('hr', 'POST', '/v1/off-cycle-runs', { payoutIds: [id], reason: '账户已更正' });
    const one = await theOne(runId);
    expect(await clear('reviewer', one)).toMatchObject({
      status: 200,
      body: { askedBy: STAFF.reviewer, closedAt: null, version: 2 },
    });
    expect((await tasks(one.id, 'clear-contradiction')).map(({ who, state }) => [who, state])).toEqual([
      [STAFF.lead, 'open'],
    ]);
    expect((await again()).body).toMatchObject({ code: 'wrong-state' });
    const asked = await theOne(runId);
    expect(await clear('reviewer', asked)).toMatchObject({ status: 403, body: { code: 'four-eyes' } });
    expect((await clear('lead', one)).body).toMatchObject({ code: 'stale-version' });
    expect(await clear('lead', asked, { reason: '已见退票' })).toMatchObject({
      status: 200,
      body: { closedBy: STAFF.lead, askedReason: '已与薪资核对', reason: '已见退票' },
    });
    expect(await tasks(one.id, 'clear-contradiction')).toMatchObject([{ state: 'superseded' }]);
    expect((await reconciled(runId)).agreed).toBe(true);
    expect((await again()).status).toBe(201);
  });

  it('opens anew, and keeps back, when payroll says it once more after it was cleared', async () => {
    const { runId, id } = await ended('rejected');
    const said = answerOf(id, 'paid');
    await payroll.answer(said);
    await clear('reviewer', await theOne(runId));
    await clear('lead', await theOne(runId));
    // The same message again is no new word.
    expect(await payroll.answer(said)).toEqual(['repeated']);
    expect(await list(runId, 'lead', '&open')).toEqual([]);
    expect(await payroll.answer(answerOf(id, 'paid'))).toEqual(['contradiction']);
    expect(await list(runId, 'lead', '&open')).toHaveLength(1);
    const again = await payroll.ask('hr', 'POST', '/v1/off-cycle-runs', { payoutIds: [id], reason: '账户已更正' });
    expect(again.body).toMatchObject({ code: 'wrong-state' });
  });

  it('is kept by the database against the service’s own role', async () => {
    const { runId, id } = await ended('rejected');
    await payroll.answer(answerOf(id, 'paid'));
    const { id: contradiction } = await theOne(runId);
    const write = (sql: string, params: unknown[] = []) =>
      payroll.uow.write(TENANT, (tx) => tx.execute(`${sql} WHERE id = $1`, [contradiction, ...params]));
    for (const [sql, params, refused] of [
      ['UPDATE payout_contradiction SET closed_at = now()', [], 'not taken it back'],
      [
        `UPDATE payout_contradiction SET closed_at = now(), closed_by = $2, reason = 'x'`,
        [STAFF.lead],
        'payout_contradiction_four_eyes',
      ],
      [
        `UPDATE payout_contradiction SET asked_by = $2, asked_at = now(), closed_at = now(), closed_by = $3, reason = 'x'`,
        [STAFF.reviewer, STAFF.lead],
        'who asked first',
      ],
      [`UPDATE payout_contradiction SET said = 'rejected'`, [], 'stays said'],
      [`DELETE FROM payout_contradiction`, [], 'permission denied'],
    ] as const)
      await expect(write(sql, [...params])).rejects.toThrow(refused);
    await write(`UPDATE payout_contradiction SET asked_by = $2, asked_at = now(), reason = 'x'`, [randomUUID()]);
    await expect(
      write(`UPDATE payout_contradiction SET closed_at = now(), closed_by = $2`, [STAFF.lead]),
    ).rejects.toThrow('people of finance');
  });
});
