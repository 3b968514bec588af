import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Principal } from '@goalbeat/domain/access/roles';
import { employee, STAFF, staff, worker, TENANT } from '@goalbeat/testing/harness/company';
import { linesOf, listOf, submitList } from './lists.js';
import { answerOf, type Payroll, signList, startPayroll } from './payroll-service.js';
import { payrollsWord } from './payrolls-word.js';

/** We have `rejected`, payroll says `paid`, and is right. */
describe('payroll’s word against ours, taken by two people of finance', () => {
  let payroll: Payroll;

  beforeAll(async () => {
    payroll = await startPayroll();
    await payroll.seed(TENANT, 4);
    await payroll.putPlan();
  });
  afterAll(() => payroll.close());

  const {
    ref,
    rejected,
    saysPaid,
    theOne,
    decide,
    accepted,
    create,
    again,
    payoutNow,
    notices,
    postings,
    counts,
    agrees,
    lineStates,
  } = payrollsWord(() => payroll);

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
    // Nobody else of finance is left: the final decider is the second.
    expect((await decide('accept', 'lead', own)).body).toMatchObject({ askedBy: STAFF.lead, closedAt: null });
    const second = await decide('accept', employee(STAFF.boss), await theOne(mine.runId));
    expect(second.body).toMatchObject({ closedAs: 'accepted', closedBy: STAFF.boss });
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
    expect(both.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409]);
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
});
