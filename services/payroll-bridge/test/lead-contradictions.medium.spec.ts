import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { RoleGrant } from '@goalbeat/domain/access/roles';
import { employee, STAFF, TENANT, worker } from '@goalbeat/testing/harness/company';
import { answerOf, type Payroll, startPayroll } from './payroll-service.js';
import { payrollsWord } from './payrolls-word.js';

type Who = Parameters<Payroll['ask']>[0];

/** The company has one finance lead, one reviewer, and a plan that names the boss as final decider. */
describe('a contradiction about the only lead’s own pay', () => {
  let payroll: Payroll;
  const boss = employee(STAFF.boss);

  beforeAll(async () => {
    payroll = await startPayroll();
    await payroll.seed(TENANT, 4);
    await payroll.putPlan();
  });
  afterAll(() => payroll.close());

  const { rejected, saysPaid, theOne, decide, create, payoutNow, agrees } = payrollsWord(() => payroll);
  const read = async (who: Who): Promise<unknown[]> => {
    const { status, body } = await payroll.ask(who, 'GET', '/v1/contradictions?open');
    expect(status).toBe(200);
    return (body['items'] as { id: string }[]).map(({ id }) => id);
  };
  const asked = async (id: string) =>
    (
      await payroll.rows<{ who: string }>(
        `SELECT assignee_id AS who FROM approval_task WHERE subject_kind = 'clear-contradiction' AND subject_id = $1 AND state = 'open'`,
        [id],
      )
    ).map(({ who }) => who);
  /** In our copy, as by directory’s next message. */
  async function withRole<T>(personId: string, role: RoleGrant['role'], act: () => Promise<T>): Promise<T> {
    await payroll.rows(
      `INSERT INTO org_role (tenant_id, person_id, role, unit_id, version)
       SELECT tenant_id, id, $2, NULL, version FROM org_person WHERE id = $1 AND tenant_id = $3`,
      [personId, role, TENANT],
    );
    try {
      return await act();
    } finally {
      await payroll.rows('DELETE FROM org_role WHERE person_id = $1 AND role = $2', [personId, role]);
    }
  }

  it('is settled by the reviewer and the final decider, who reads what they were asked and no more', async () => {
    const of = await rejected(STAFF.lead);
    const other = await rejected(worker(1));
    const one = await saysPaid(of);
    const notAsked = await saysPaid(other);
    expect(one).toMatchObject({ needsTwo: true });
    expect(await read(boss)).toEqual([]);
    expect(await decide('clear', boss, one)).toMatchObject({ status: 403, body: { code: 'forbidden' } });
    expect(await decide('clear', 'lead', one)).toMatchObject({ status: 403, body: { code: 'four-eyes' } });
    expect(await decide('clear', 'reviewer', one, '银行退票')).toMatchObject({ status: 200, body: { closedAt: null } });
    expect(await asked(one.id)).toEqual([STAFF.boss]);
    expect(await read(boss)).toEqual([one.id]);
    const now = await theOne(of.runId);
    for (const who of ['hr', 'hr2', employee(worker(1))] as const)
      expect(await decide('clear', who, now)).toMatchObject({ status: 403, body: { code: 'forbidden' } });
    expect(await decide('clear', 'lead', now)).toMatchObject({ status: 403, body: { code: 'four-eyes' } });
    expect(await decide('clear', boss, notAsked)).toMatchObject({ status: 403, body: { code: 'forbidden' } });
    // The other thing has to be asked for by somebody of finance.
    expect(await decide('accept', boss, now)).toMatchObject({ status: 403, body: { code: 'forbidden' } });
    expect(await decide('clear', boss, now, '已见退票')).toMatchObject({
      status: 200,
      body: { closedAs: 'cleared', closedBy: STAFF.boss, askedReason: '银行退票', reason: '已见退票' },
    });
    expect(await asked(one.id)).toEqual([]);
    expect((await create(of.payout)).status).toBe(201);
    await decide('clear', 'reviewer', notAsked);
    await decide('clear', 'lead', await theOne(other.runId));
  });

  it('takes payroll’s word by the same two', async () => {
    const of = await rejected(STAFF.lead);
    const one = await saysPaid(of);
    expect((await decide('accept', 'reviewer', one)).status).toBe(200);
    expect(await decide('accept', boss, await theOne(of.runId))).toMatchObject({ body: { closedAs: 'accepted' } });
    expect(await payoutNow(of.payout)).toMatchObject({ state: 'paid', line: 'paid' });
    await agrees(of.runId);
  });

  it('takes two also where one lead would be enough about anybody else', async () => {
    const of = await rejected(STAFF.lead);
    await payroll.answer(answerOf(of.payout, 'rejected', { code: 'x', amount: { amount: '1.00', currency: 'CNY' } }));
    const one = await theOne(of.runId);
    expect(await decide('clear', 'reviewer', one)).toMatchObject({ status: 200, body: { closedAt: null } });
    expect(await decide('clear', 'reviewer', await theOne(of.runId))).toMatchObject({ body: { code: 'four-eyes' } });
    expect(await decide('clear', boss, await theOne(of.runId))).toMatchObject({ body: { closedAs: 'cleared' } });
  });

  it('is settled by nobody of HR: the final decider who has come to HR is not asked, nor heard', async () => {
    const of = await rejected(STAFF.lead);
    const one = await saysPaid(of);
    await withRole(STAFF.boss, 'hr-partner', async () => {
      expect(await decide('clear', 'reviewer', one)).toMatchObject({
        status: 422,
        body: { code: 'nobody-to-approve' },
      });
    });
    expect((await decide('clear', 'reviewer', one)).status).toBe(200);
    const now = await theOne(of.runId);
    await withRole(STAFF.boss, 'hr-partner', async () => {
      expect(await decide('clear', boss, now)).toMatchObject({ status: 403, body: { code: 'four-eyes' } });
      await expect(close(one.id, STAFF.boss)).rejects.toThrow('HR decides nothing');
    });
    // Where finance has another lead it needs one.
    await withRole(STAFF.hr2, 'finance-lead', async () => {
      await payroll.rows('DELETE FROM org_role WHERE person_id = $1 AND role LIKE $2', [STAFF.hr2, 'hr-%']);
      expect(await decide('clear', boss, now)).toMatchObject({ status: 403, body: { code: 'forbidden' } });
    });
    expect(await decide('clear', boss, now)).toMatchObject({ status: 200, body: { closedAs: 'cleared' } });
  });

  const close = (id: string, by: string) =>
    payroll.uow.write(TENANT, (tx) =>
      tx.execute(`UPDATE payout_contradiction SET closed_at = now(), closed_by = $2 WHERE id = $1`, [id, by]),
    );

  it('is guarded by the database against a service that forgets', async () => {
    const of = await rejected(STAFF.lead);
    const one = await saysPaid(of);
    const other = await rejected(worker(2));
    const workers = await saysPaid(other);
    const ask = (id: string, by: string) =>
      payroll.uow.write(TENANT, (tx) =>
        tx.execute(
          `UPDATE payout_contradiction SET asked_by = $2, asked_at = now(), reason = 'x', asked_reason = 'x' WHERE id = $1`,
          [id, by],
        ),
      );
    await ask(one.id, STAFF.boss);
    await expect(close(one.id, STAFF.reviewer)).rejects.toThrow('people of finance');
    await ask(one.id, STAFF.reviewer);
    for (const [by, refused] of [
      [STAFF.lead, 'nobody whose pay it is'],
      [STAFF.hr, 'HR decides nothing'],
      [worker(1), 'people of finance'],
    ] as const)
      await expect(close(one.id, by)).rejects.toThrow(refused);
    await expect(
      payroll.uow.write(TENANT, (tx) =>
        tx.execute(
          `UPDATE payout_contradiction SET closed_at = now(), closed_by = $2, asked_reason = 'y' WHERE id = $1`,
          [one.id, STAFF.boss],
        ),
      ),
    ).rejects.toThrow('who asked first');
    // Of anybody else’s pay a lead is one of the two.
    await ask(workers.id, STAFF.reviewer);
    await expect(close(workers.id, STAFF.boss)).rejects.toThrow('one of them a lead');
    await close(one.id, STAFF.boss);
    await close(workers.id, STAFF.lead);
  });
});
