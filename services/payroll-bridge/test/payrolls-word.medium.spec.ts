import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Principal } from '@goalbeat/domain/access/roles';
import { employee, STAFF, staff, TENANT, worker } from '@goalbeat/testing/harness/company';
import { LedgerRepository } from '../src/ledger/ledger.repository.js';
import { score } from './company.js';
import { linesOf, listOf, submitList } from './lists.js';
import { answerOf, type Payroll, signList, startPayroll } from './payroll-service.js';

interface View {
  id: string;
  version: number;
}

/** We have `rejected`, payroll says `paid`, and is right. */
describe('payroll’s word against ours, taken by two people of finance', () => {
  let payroll: Payroll;
  let week = 10;

  beforeAll(async () => {
    payroll = await startPayroll();
    await payroll.seed(TENANT, 4);
    await payroll.putPlan();
  });
  afterAll(() => payroll.close());

  const ref = (runId: string) => ({ tenantId: TENANT, runId });
  const hand = async (runId: string): Promise<string> => {
    await payroll.activities.postRun(ref(runId));
    await payroll.activities.handOverBatch(ref(runId));
    await payroll.confirmAll();
    const [payout] = await payroll.rows<{ id: string }>('SELECT id FROM payout WHERE run_id = $1', [runId]);
    return payout?.id ?? '';
  };
  interface Rejected {
    payout: string;
    runId: string;
    cycleId: string;
  }
  const rejected = async (personId = worker(1)): Promise<Rejected> => {
    const cycleId = randomUUID();
    const runId = await payroll.build(cycleId, [score(1, personId)], `2027-W${week++}`);
    await payroll.signAll(runId);
    const payout = await hand(runId);
    expect(await payroll.answer(answerOf(payout, 'rejected', { code: 'x' }))).toEqual(['applied']);
    return { payout, runId, cycleId };
  };
  const saysPaid = async ({ payout, runId }: Rejected, over: Parameters<typeof answerOf>[2] = {}): Promise<View> => {
    const said = answerOf(payout, 'paid', { reference: 'PAY-7', at: '2026-11-23T09:30:00.000Z', ...over });
    expect(await payroll.answer(said)).toEqual(['contradiction']);
    return theOne(runId);
  };
  const theOne = async (runId: string): Promise<View> => {
    const { body } = await payroll.ask('lead', 'GET', `/v1/contradictions?run=${runId}&open`);
    const [one] = body['items'] as View[];
    if (one === undefined) throw new Error('there is none');
    return one;
  };
  const decide = (
    what: 'accept' | 'clear',
    who: Parameters<Payroll['ask']>[0],
    { id, version }: View,
    reason = '薪资已出示回单',
  ) => payroll.ask(who, 'POST', `/v1/contradictions/${id}/${what}`, { version, reason });
  const accepted = async (of: Rejected, first: 'reviewer' | 'lead' = 'reviewer'): Promise<void> => {
    expect((await decide('accept', first, await theOne(of.runId))).status).toBe(200);
    const second = await decide('accept', first === 'lead' ? 'reviewer' : 'lead', await theOne(of.runId));
    expect(second).toMatchObject({ status: 200, body: { closedAs: 'accepted' } });
  };
  const create = (payout: string) =>
    payroll.ask('hr', 'POST', '/v1/off-cycle-runs', { payoutIds: [payout], reason: '账户已更正' });
  const again = async ({ payout }: Rejected): Promise<string> => {
    const { status, body } = await create(payout);
    expect(status).toBe(201);
    return String(body['id']);
  };
  const payoutNow = async (id: string) =>
    (
      await payroll.rows<Record<string, unknown>>(
        `SELECT p.state, p.paid_at AS "paidAt", p.reference, p.rejection_code AS code, l.state AS line FROM payout p
         JOIN bonus_line l ON l.id = p.line_id WHERE p.id = $1`,
        [id],
      )
    )[0];
  const notices = (id: string) =>
    payroll.rows(
      `SELECT FROM outbox WHERE payload ->> 'routingKey' = 'goalbeat.notice.requested.v1'
         AND payload #>> '{event,data,subjectId}' = $1 AND payload #>> '{event,data,kind}' = 'paid'`,
      [id],
    );
  const postings = async (id: string) =>
    (await payroll.rows<{ cause: string }>('SELECT cause FROM ledger_txn WHERE payout_id = $1 ORDER BY id', [id])).map(
      ({ cause }) => cause,
    );
  const counts = async (runId: string) =>
    (await payroll.rows('SELECT paid, rejected, unanswered FROM payout_run WHERE id = $1', [runId]))[0];
  const agrees = async (...runIds: string[]) => {
    for (const runId of runIds)
      expect(await payroll.activities.reconcileRun(ref(runId))).toMatchObject({ agreed: true });
    const broken = await payroll.uow.read(TENANT, (tx) => payroll.get(LedgerRepository).brokenClaims(tx));
    expect(broken).toEqual([]);
  };
  const lineStates = async (runId: string) =>
    (await payroll.rows<{ state: string }>('SELECT state FROM bonus_line WHERE run_id = $1', [runId])).map(
      ({ state }) => state,
    );

  it('is paid by its own postings, told once, and paid again by nothing', async () => {
    const of = await rejected();
    const one = await saysPaid(of);
    expect(await payroll.activities.reconcileRun(ref(of.runId))).toMatchObject({ agreed: false });
    expect(await decide('accept', 'reviewer', one)).toMatchObject({
      status: 200,
      body: { askedFor: 'accept', askedBy: STAFF.reviewer, closedAt: null, closedAs: null, version: 2 },
    });
    expect(await payoutNow(of.payout)).toMatchObject({ state: 'rejected' });
    const asked = await theOne(of.runId);
    const tasks = await payroll.rows<{ who: string; title: string }>(
      `SELECT assignee_id AS who, title FROM approval_task WHERE subject_kind = 'clear-contradiction' AND subject_id = $1 AND state = 'open'`,
      [one.id],
    );
    expect(tasks).toEqual([{ who: STAFF.lead, title: expect.stringContaining('薪资系统称已发放') }]);
    expect(await decide('accept', 'lead', asked)).toMatchObject({
      status: 200,
      body: { askedFor: 'accept', closedAs: 'accepted', closedBy: STAFF.lead },
    });
    expect(await payoutNow(of.payout)).toEqual({
      state: 'paid',
      paidAt: '2026-11-23T09:30:00.000Z',
      reference: 'PAY-7',
      code: null,
      line: 'paid',
    });
    expect(await postings(of.payout)).toEqual(['handed-over', 'rejected', 'rejected-back', 'paid']);
    expect(await notices(of.payout)).toHaveLength(1);
    expect(await counts(of.runId)).toEqual({ paid: 1, rejected: 0, unanswered: 0 });
    expect(
      await payroll.rows(
        `SELECT FROM approval_task WHERE state = 'open' AND (subject_kind = 'payout-rejected' AND subject_id = $1 OR subject_id = $2)`,
        [of.payout, one.id],
      ),
    ).toEqual([]);
    await agrees(of.runId);
    expect((await create(of.payout)).body).toMatchObject({ code: 'wrong-state' });
    expect(await payroll.answer(answerOf(of.payout, 'paid'))).toEqual(['repeated']);
    expect(await notices(of.payout)).toHaveLength(1);
    expect(await payroll.answer(answerOf(of.payout, 'rejected', { code: 'x' }))).toEqual(['contradiction']);
    expect((await create(of.payout)).body).toMatchObject({ code: 'wrong-state' });
    expect(
      await payroll.rows(
        `SELECT action, actor_id AS who FROM process_log WHERE subject_id = $1 AND action IN ('paid', 'contradiction-accepted',
         'contradiction-accepting-asked') ORDER BY id`,
        [of.payout],
      ),
    ).toEqual(
      expect.arrayContaining([
        { action: 'contradiction-accepting-asked', who: STAFF.reviewer },
        { action: 'contradiction-accepted', who: STAFF.lead },
        { action: 'paid', who: STAFF.lead },
      ]),
    );
  });

  it('takes two of finance, one a lead, signed in freshly, with a reason, and never whose pay it is', async () => {
    const of = await rejected();
    const one = await saysPaid(of);
    for (const who of ['hr', 'boss', employee(worker(1))] as const)
      expect((await decide('accept', who, one)).status).toBe(403);
    const tired: Principal = { ...staff('lead'), session: { id: randomUUID(), authTime: 0 } };
    expect((await decide('accept', tired, one)).body).toMatchObject({ code: 'step-up-required' });
    expect((await decide('accept', 'lead', one, ' ')).body).toMatchObject({ code: 'validation' });
    expect((await decide('accept', 'lead', { ...one, version: 9 })).body).toMatchObject({ code: 'stale-version' });
    expect((await decide('accept', 'lead', one)).body).toMatchObject({ askedBy: STAFF.lead, closedAt: null });
    expect((await decide('accept', 'lead', await theOne(of.runId))).body).toMatchObject({ code: 'four-eyes' });
    expect((await decide('clear', 'lead', await theOne(of.runId))).body).toMatchObject({ code: 'four-eyes' });
    const mine = await rejected(STAFF.reviewer);
    const own = await saysPaid(mine);
    expect((await decide('accept', 'reviewer', own)).body).toMatchObject({ code: 'four-eyes' });
    expect((await decide('accept', 'lead', own)).body).toMatchObject({ code: 'nobody-to-approve' });
  });

  it('goes by what both mean: who is asked to clear it and means the other asks for that', async () => {
    const of = await rejected();
    await decide('clear', 'reviewer', await saysPaid(of));
    expect(await decide('accept', 'lead', await theOne(of.runId))).toMatchObject({
      status: 200,
      body: { askedFor: 'accept', askedBy: STAFF.lead, closedAt: null },
    });
    expect(await payoutNow(of.payout)).toMatchObject({ state: 'rejected' });
    expect(await decide('accept', 'reviewer', await theOne(of.runId))).toMatchObject({
      body: { closedAs: 'accepted' },
    });
    expect(await payoutNow(of.payout)).toMatchObject({ state: 'paid' });
    const other = await rejected();
    await decide('accept', 'reviewer', await saysPaid(other));
    await decide('clear', 'lead', await theOne(other.runId));
    expect(await decide('clear', 'reviewer', await theOne(other.runId))).toMatchObject({
      body: { closedAs: 'cleared' },
    });
    expect(await payoutNow(other.payout)).toMatchObject({ state: 'rejected' });
  });

  it('is one of two decisions at once, and of an off-cycle run at once', async () => {
    const of = await rejected();
    await decide('accept', 'reviewer', await saysPaid(of));
    const asked = await theOne(of.runId);
    const both = await Promise.all([decide('accept', 'lead', asked), decide('accept', 'lead', asked)]);
    expect(both.map(({ status }) => status).toSorted()).toEqual([200, 409]);
    expect(await notices(of.payout)).toHaveLength(1);
    const other = await rejected();
    await decide('accept', 'lead', await saysPaid(other));
    const now = await theOne(other.runId);
    const [taken, made] = await Promise.all([decide('accept', 'reviewer', now), create(other.payout)]);
    expect([taken.status, made.body['code']]).toEqual([200, 'wrong-state']);
    await agrees(of.runId, other.runId);
  });

  it('keeps an open list over it from being submitted, until the maker takes the line out', async () => {
    const of = await rejected();
    const second = await again(of);
    await saysPaid(of);
    await accepted(of);
    const list = await listOf(payroll, second);
    const refusal = { code: 'wrong-state', detail: expect.stringMatching(/实际已发放/) };
    expect((await submitList(payroll, list.id)).body).toMatchObject(refusal);
    const [line] = await linesOf(payroll, list.id);
    const held = { version: line?.version, action: 'hold', reason: '已发放' };
    expect((await payroll.ask('hr', 'PATCH', `/v1/bonus-lists/${list.id}/lines/${line?.id}`, held)).status).toBe(200);
    expect((await submitList(payroll, list.id)).status).toBe(200);
    await signList(payroll, list.id);
    await payroll.activities.postRun(ref(second));
    expect(await lineStates(second)).toEqual(['reversed']);
    expect(await payroll.rows('SELECT FROM ledger_txn WHERE run_id = $1', [second])).toEqual([]);
    await payroll.activities.handOverBatch(ref(second));
    await agrees(of.runId, second);
  });

  it('ends what would pay it again wherever it is short of payroll', async () => {
    for (const until of ['submitted', 'signed', 'posted'] as const) {
      const of = await rejected();
      const second = await again(of);
      const list = await listOf(payroll, second);
      await submitList(payroll, list.id);
      if (until !== 'submitted') await signList(payroll, list.id);
      if (until === 'posted') await payroll.activities.postRun(ref(second));
      await saysPaid(of);
      await accepted(of, 'lead');
      if (until === 'submitted') await signList(payroll, list.id);
      await payroll.activities.postRun(ref(second));
      await payroll.activities.handOverBatch(ref(second));
      expect(await lineStates(second)).toEqual(['reversed']);
      expect(await payroll.rows('SELECT FROM payout WHERE run_id = $1', [second])).toEqual([]);
      await agrees(of.runId, second);
    }
  });

  it('is refused once it was handed over again, with the way to claim it back', async () => {
    const of = await rejected();
    const second = await again(of);
    await payroll.signAll(second);
    await hand(second);
    const one = await saysPaid(of);
    expect(await decide('accept', 'lead', one)).toMatchObject({
      status: 409,
      body: { code: 'wrong-state', detail: expect.stringMatching(/重复发放.*更正追回/) },
    });
    const take = payroll.uow.write(TENANT, async (tx) => {
      for (const [sets, by] of [
        ['asked_by = $2, asked_at = now(), accepts = true', STAFF.reviewer],
        ['closed_by = $2, closed_at = now()', STAFF.lead],
      ] as const)
        await tx.execute(`UPDATE payout_contradiction SET reason = 'x', ${sets} WHERE id = $1`, [one.id, by]);
      await tx.execute(`UPDATE payout SET state = 'paid' WHERE id = $1`, [of.payout]);
    });
    await expect(take).rejects.toThrow('paid again is not paid');
  });

  it('is only for "paid" of our amount against "rejected"', async () => {
    const of = await rejected();
    const amount = await saysPaid(of, { amount: { amount: '700.00', currency: 'CNY' } });
    expect((await decide('accept', 'lead', amount)).body).toMatchObject({ code: 'wrong-state' });
    const runId = await payroll.build(randomUUID(), [score(1, worker(2))], `2027-W${week++}`);
    await payroll.signAll(runId);
    const payout = await hand(runId);
    await payroll.answer(answerOf(payout, 'paid'), answerOf(payout, 'rejected', { code: 'x' }));
    expect((await decide('accept', 'lead', await theOne(runId))).body).toMatchObject({ code: 'wrong-state' });
  });

  it('owes nothing twice where a correction had taken something off', async () => {
    const of = await rejected(worker(3));
    const scores = [{ personId: worker(3), score: '90', band: 'qualified', evidence: 'the ledger' }];
    const correction = { cycleId: of.cycleId, reason: '更正', scores };
    const url = '/v1/off-cycle-runs/corrections';
    const dry = await payroll.ask('hr', 'POST', url, { ...correction, dryRun: true });
    const { fingerprint } = dry.body;
    expect((await payroll.ask('hr', 'POST', url, { ...correction, dryRun: false, fingerprint })).status).toBe(200);
    await again(of);
    await saysPaid(of);
    await accepted(of);
    expect(
      await payroll.rows(
        `SELECT c.accrued::int, c.payable::int, c.rejected::int, c.paid::int FROM ledger_claim c
         JOIN payout p ON p.line_id = c.claim_id WHERE p.id = $1`,
        [of.payout],
      ),
    ).toEqual([{ accrued: 50_000, payable: -25_000, rejected: 0, paid: 75_000 }]);
    await agrees(of.runId);
    // Paid too much by what the correction says: the next bonus keeps it back.
    const next = await payroll.build(randomUUID(), [score(1, worker(3))], `2027-W${week++}`);
    const [line] = await linesOf(payroll, (await listOf(payroll, next)).id);
    expect(line?.amount.amount).toBe('500.00');
  });

  it('is kept by the database against the service’s own role', async () => {
    const of = await rejected();
    const one = await saysPaid(of);
    const write = (...sql: [string, unknown[]][]) =>
      payroll.uow.write(TENANT, async (tx) => {
        for (const [text, params] of sql) await tx.execute(text, params);
      });
    const ask = `UPDATE payout_contradiction SET asked_by = $2, asked_at = now(), reason = 'x'`;
    const close = `UPDATE payout_contradiction SET closed_by = $2, closed_at = now()`;
    const asked: [string, unknown[]] = [`${ask}, accepts = true WHERE id = $1`, [one.id, STAFF.reviewer]];
    const closed: [string, unknown[]] = [`${close} WHERE id = $1`, [one.id, STAFF.lead]];
    const paid: [string, unknown[]] = [`UPDATE payout SET state = 'paid' WHERE id = $1`, [of.payout]];
    await expect(write(paid)).rejects.toThrow('by the word of two');
    await expect(write(asked, paid)).rejects.toThrow('by the word of two');
    await expect(write(asked, closed)).rejects.toThrow('believed to have paid is paid');
    await expect(write(asked, closed, paid)).rejects.toThrow('with its posting');
    await expect(
      write(
        [`${ask} WHERE id = $1`, [one.id, STAFF.reviewer]],
        [`${close}, accepts = true WHERE id = $1`, [one.id, STAFF.lead]],
      ),
    ).rejects.toThrow('another word was asked for');
    await expect(
      write([
        `UPDATE bonus_line SET state = 'paid' WHERE id = (SELECT line_id FROM payout WHERE id = $1)`,
        [of.payout],
      ]),
    ).rejects.toThrow('does not become');
  });
});
