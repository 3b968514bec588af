import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { employee, rolesOf, STAFF, TENANT, worker } from '@goalbeat/testing/harness/company';
import { score } from './company.js';
import { answerOf, type Payroll, startPayroll } from './payroll-service.js';
import { type Change, twoPeople } from './two-people.js';

/** By file nobody drops repeats: what payroll is said never to have seen is given to it once more. */
describe('that payroll never saw a payout', () => {
  let payroll: Payroll;
  let week = 1;
  const boss = employee(STAFF.boss);
  const { decide, goBy, say, sayByTwo, tasks } = twoPeople(() => payroll);

  beforeAll(async () => {
    payroll = await startPayroll();
    await payroll.seed(TENANT, 5);
    await payroll.putPlan();
    await goBy({ way: 'csv' });
  });
  afterAll(() => payroll.close());

  const filesOf = async (runId: string) =>
    (await payroll.ask('lead', 'GET', `/v1/payout-files?run=${runId}`)).body['items'] as { id: string }[];
  /** Their payouts in a released file that payroll says nothing of. */
  async function silent(people: readonly string[]): Promise<{ runId: string; ids: string[] }> {
    const scores = people.map((person, n) => score(n, person));
    const runId = await payroll.build(randomUUID(), scores, `2028-W${String(week++).padStart(2, '0')}`);
    const ref = { tenantId: TENANT, runId };
    await payroll.signAll(runId);
    await payroll.activities.postRun(ref);
    await payroll.activities.handOverBatch(ref);
    const [file] = await filesOf(runId);
    expect((await payroll.ask('lead', 'POST', `/v1/payout-files/${file?.id}/release`)).status).toBe(200);
    await payroll.rows(`UPDATE payout SET query_at = '2000-01-01' WHERE run_id = $1`, [runId]);
    await payroll.activities.queryUnanswered(ref);
    const rows = await payroll.rows<{ id: string }>('SELECT id FROM payout WHERE run_id = $1 ORDER BY id', [runId]);
    return { runId, ids: rows.map(({ id }) => id) };
  }
  const changeOf = async (asked: ReturnType<typeof say>): Promise<Pick<Change, 'id' | 'version'>> => {
    const { status, body } = await asked;
    expect([status, body['decided']]).toEqual([200, 0]);
    return { id: String(body['changeId']), version: 1 };
  };
  const unanswered = (runId: string) =>
    payroll.rows<{ who: string }>(
      `SELECT assignee_id AS who FROM approval_task WHERE subject_kind = 'payout-unanswered' AND subject_id = $1 ORDER BY 1`,
      [runId],
    );

  it('is asked by one of finance and confirmed by another; till then nothing is sent', async () => {
    const { runId, ids } = await silent([worker(0), worker(1)]);
    const change = await changeOf(say(ids, 'never-seen'));
    expect(await tasks(change.id)).toEqual([{ assigneeId: STAFF.reviewer, state: 'open' }]);
    expect(await filesOf(runId)).toHaveLength(1);
    // Said again by the same person it is the same question; by another one it is answered by confirming it.
    expect(await say(ids, 'never-seen')).toMatchObject({ status: 200, body: { asked: 2, changeId: change.id } });
    expect(await say(ids, 'never-seen', 'reviewer')).toMatchObject({ status: 409, body: { code: 'wrong-state' } });
    expect(await decide('confirm', 'lead', change)).toMatchObject({ status: 403, body: { code: 'four-eyes' } });
    expect((await decide('confirm', 'hr', change)).status).toBe(404);
    expect((await decide('confirm', boss, change)).status).toBe(404);
    const shown = await payroll.ask('reviewer', 'GET', '/v1/hand-over/changes?open&kind=finding');
    expect(shown.body['items']).toMatchObject([
      {
        id: change.id,
        finding: { finding: 'never-seen', payouts: [{ personNumber: 'E0000', amount: { amount: '750.00' } }, {}] },
      },
    ]);
    expect(await decide('confirm', 'reviewer', change)).toMatchObject({ status: 200, body: { state: 'confirmed' } });
    expect(await filesOf(runId)).toHaveLength(2);
    const logged = await payroll.rows<{ action: string; actor: string; askedBy: string }>(
      `SELECT action, actor_id AS actor, details ->> 'askedBy' AS "askedBy" FROM process_log WHERE subject_id = $1 AND action = 'never-seen'`,
      [ids[0]],
    );
    expect(logged).toEqual([{ action: 'never-seen', actor: STAFF.reviewer, askedBy: STAFF.lead }]);
  });

  it('is confirmed of what payroll has not answered meanwhile, and is nobody’s task once it has answered all', async () => {
    const { ids } = await silent([worker(0), worker(1)]);
    const [a = '', b = ''] = ids;
    const change = await changeOf(say(ids, 'never-seen'));
    await payroll.answer(answerOf(a, 'accepted'));
    expect(await tasks(change.id)).toEqual([{ assigneeId: STAFF.reviewer, state: 'open' }]);
    await payroll.answer(answerOf(b, 'paid'));
    expect(await tasks(change.id)).toEqual([{ assigneeId: STAFF.reviewer, state: 'superseded' }]);
    expect(await decide('confirm', 'reviewer', change)).toMatchObject({ status: 409 });
    expect(await say([a], 'never-seen')).toMatchObject({ status: 409, body: { code: 'wrong-state' } });

    const other = await silent([worker(2), worker(3)]);
    const [c = '', d = ''] = other.ids;
    const half = await changeOf(say(other.ids, 'never-seen'));
    await payroll.answer(answerOf(c, 'paid'));
    expect(await decide('confirm', 'reviewer', half)).toMatchObject({ body: { state: 'confirmed' } });
    expect(
      await payroll.rows('SELECT id, state FROM hand_over_message WHERE run_id = $1 ORDER BY id', [other.runId]),
    ).toEqual([
      { id: c, state: 'delivered' },
      { id: d, state: 'waiting' },
    ]);
  });

  it('takes a lead among the two, and one word of the lead is enough where nothing is sent', async () => {
    const { ids } = await silent([worker(0)]);
    const change = await changeOf(say(ids, 'never-seen', 'reviewer'));
    expect(await tasks(change.id)).toEqual([{ assigneeId: STAFF.lead, state: 'open' }]);
    expect(await decide('refuse', 'lead', change)).toMatchObject({ body: { state: 'refused' } });
    expect(await say(ids, 'payroll-has-it', 'reviewer')).toMatchObject({ status: 403 });
    // A lead who is of HR besides decides nothing.
    const live = rolesOf('lead');
    live.push(...rolesOf('hr'));
    expect(await say(ids, 'payroll-has-it')).toMatchObject({ status: 403, body: { code: 'four-eyes' } });
    live.splice(1);
    expect(await say(ids, 'payroll-has-it')).toMatchObject({ status: 200, body: { decided: 1, asked: 0 } });
  });

  it('is said of the only lead’s own by the reviewer and the final decider, who are asked', async () => {
    const { runId, ids } = await silent([STAFF.lead]);
    expect(await unanswered(runId)).toEqual([{ who: STAFF.reviewer }]);
    for (const finding of ['never-seen', 'payroll-has-it'])
      expect(await say(ids, finding)).toMatchObject({ status: 403, body: { code: 'four-eyes' } });
    const change = await changeOf(say(ids, 'payroll-has-it', 'reviewer'));
    expect(await tasks(change.id)).toEqual([{ assigneeId: STAFF.boss, state: 'open' }]);
    expect(await decide('confirm', 'reviewer', change)).toMatchObject({ status: 403, body: { code: 'four-eyes' } });
    expect(await decide('confirm', 'lead', change)).toMatchObject({ status: 403, body: { code: 'four-eyes' } });
    const shown = await payroll.ask(boss, 'GET', '/v1/hand-over/changes?open');
    expect(shown.body['items']).toMatchObject([{ id: change.id, finding: { payouts: [{ personNumber: 'S6' }] } }]);
    expect(await decide('withdraw', 'reviewer', change)).toMatchObject({ body: { state: 'withdrawn' } });
    expect(await sayByTwo(ids, 'never-seen', ['reviewer', boss])).toMatchObject({ body: { state: 'confirmed' } });
    expect(await filesOf(runId)).toHaveLength(2);
  });

  it('asks the lead as well as somebody else where their payouts are among others', async () => {
    const { runId } = await silent([STAFF.lead, worker(0)]);
    expect((await unanswered(runId)).map(({ who }) => who)).toEqual([STAFF.reviewer, STAFF.lead].toSorted());
  });

  it('is confirmed by the final decider where nobody else is of finance, and by nobody where that one is of HR', async () => {
    const { ids } = await silent([worker(0)]);
    const roles = await payroll.rows<{ version: string }>(
      `DELETE FROM org_role WHERE person_id = $1 RETURNING version::text AS version`,
      [STAFF.reviewer],
    );
    const grant = (personId: string, role: string) =>
      payroll.rows(
        `INSERT INTO org_role (tenant_id, person_id, role, unit_id, version) VALUES ($1, $2, $3, NULL, $4)`,
        [TENANT, personId, role, roles[0]?.version],
      );
    const change = await changeOf(say(ids, 'never-seen'));
    expect(await tasks(change.id)).toEqual([{ assigneeId: STAFF.boss, state: 'open' }]);
    await grant(STAFF.boss, 'hr-partner');
    expect((await decide('confirm', boss, change)).status).toBe(403);
    await decide('withdraw', 'lead', change);
    expect(await say(ids, 'never-seen')).toMatchObject({ status: 422, body: { code: 'nobody-to-approve' } });
    await grant(STAFF.reviewer, 'finance-reviewer');
    expect(await sayByTwo(ids, 'never-seen')).toMatchObject({ body: { state: 'confirmed' } });
  });
});
