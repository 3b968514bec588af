import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { STAFF, TENANT, worker } from '@goalbeat/testing/harness/company';
import { score } from './company.js';
import { answerOf, type Payroll, startPayroll } from './payroll-service.js';
import { type Change, twoPeople } from './two-people.js';

/** Payroll has taken it, says nothing more by its own way, and tells people what became of it. */
describe('a payout of which payroll spoke once and never again', () => {
  let payroll: Payroll;
  let week = 1;
  const { decide, say, sayByTwo, tasks } = twoPeople(() => payroll);

  beforeAll(async () => {
    payroll = await startPayroll();
    await payroll.seed(TENANT, 6);
    await payroll.putPlan();
  });
  afterAll(() => payroll.close());

  /** By queue, accepted by payroll, and then a day without a word. */
  async function accepted(people: readonly string[], isSilent = true): Promise<{ runId: string; ids: string[] }> {
    const scores = people.map((person, n) => score(n, person));
    const runId = await payroll.build(randomUUID(), scores, `2028-W${String(week++).padStart(2, '0')}`);
    const ref = { tenantId: TENANT, runId };
    await payroll.signAll(runId);
    await payroll.activities.postRun(ref);
    await payroll.activities.handOverBatch(ref);
    await payroll.confirmAll();
    const rows = await payroll.rows<{ id: string }>(
      'SELECT id FROM payout WHERE run_id = $1 ORDER BY array_position($2::uuid[], person_id)',
      [runId, people],
    );
    const ids = rows.map(({ id }) => id);
    await payroll.answer(...ids.map((id) => answerOf(id, 'accepted')));
    if (isSilent) {
      await payroll.rows(`UPDATE payout SET query_at = '2000-01-01' WHERE run_id = $1`, [runId]);
      await payroll.activities.queryUnanswered(ref);
    }
    return { runId, ids };
  }
  const states = async (ids: readonly string[]) =>
    (
      await payroll.rows<{ state: string }>(
        'SELECT state FROM payout WHERE id = ANY($1::uuid[]) ORDER BY array_position($1::uuid[], id)',
        [ids],
      )
    ).map(({ state }) => state);
  const changeOf = async (asked: ReturnType<typeof say>): Promise<Pick<Change, 'id' | 'version'>> => {
    const { status, body } = await asked;
    expect([status, body['decided']]).toEqual([200, 0]);
    return { id: String(body['changeId']), version: 1 };
  };
  const unanswered = (runId: string) =>
    payroll.rows<{ state: string }>(
      `SELECT DISTINCT state FROM approval_task WHERE subject_kind = 'payout-unanswered' AND subject_id = $1`,
      [runId],
    );
  const leaving = (ids: readonly string[]) => payroll.rows('SELECT FROM outbox WHERE id = ANY($1::uuid[])', [ids]);

  it('is paid by the word that two of finance bring, once, with both reasons kept; its task closes', async () => {
    const { runId, ids } = await accepted([worker(0), worker(1)]);
    expect(await states(ids)).toEqual(['unknown', 'unknown']);
    expect(await unanswered(runId)).toEqual([{ state: 'open' }]);
    const change = await changeOf(say(ids, 'payroll-paid-it'));
    expect(await tasks(change.id)).toEqual([{ assigneeId: STAFF.reviewer, state: 'open' }]);
    expect(await states(ids)).toEqual(['unknown', 'unknown']);
    expect(await say(ids, 'payroll-paid-it')).toMatchObject({ body: { asked: 2, changeId: change.id } });
    expect(await say(ids, 'payroll-rejected-it', 'reviewer')).toMatchObject({ status: 409 });
    expect(await decide('confirm', 'lead', change)).toMatchObject({ status: 403, body: { code: 'four-eyes' } });
    expect((await decide('confirm', 'hr', change)).status).toBe(404);
    const confirmed = await payroll.ask('reviewer', 'POST', `/v1/hand-over/changes/${change.id}/confirm`, {
      version: 1,
      reason: '银行回单已核对',
    });
    expect(confirmed).toMatchObject({
      status: 200,
      body: { state: 'confirmed', reason: '已与薪资核对', decisionReason: '银行回单已核对' },
    });
    expect(await states(ids)).toEqual(['paid', 'paid']);
    expect(await unanswered(runId)).toEqual([{ state: 'superseded' }]);
    expect(await leaving(ids)).toEqual([]);
    const told = await payroll.rows(
      `SELECT FROM outbox WHERE payload::text ~ '"kind": ?"paid"' AND payload::text LIKE $1`,
      [`%${ids[0]}%`],
    );
    expect(told).toHaveLength(1);
    const logged = await payroll.rows<{ action: string; actor: string; reason: string; askedBy: string }>(
      `SELECT actor_id AS actor, reason, details ->> 'askedBy' AS "askedBy" FROM process_log
       WHERE subject_id = $1 AND action = 'payroll-paid-it'`,
      [ids[0]],
    );
    expect(logged).toEqual([{ actor: STAFF.reviewer, reason: '已与薪资核对', askedBy: STAFF.lead }]);
    expect(await say(ids, 'payroll-paid-it')).toMatchObject({ body: { decided: 0, asked: 0, unchanged: 2 } });
    expect(await payroll.answer(answerOf(ids[0] ?? '', 'paid'), answerOf(ids[1] ?? '', 'rejected'))).toEqual([
      'repeated',
      'contradiction',
    ]);
  });

  it('is rejected by the word that two bring, is sent by nobody, and may be paid again', async () => {
    const { runId, ids } = await accepted([worker(0)]);
    const [id = ''] = ids;
    const again = () => payroll.ask('hr', 'POST', '/v1/off-cycle-runs', { payoutIds: [id], reason: '账户已更正' });
    for (const blind of ['never-seen', 'give-up', 'send-again'])
      expect(await say(ids, blind)).toMatchObject({ status: 409, body: { code: 'wrong-state' } });
    expect((await again()).status).toBe(409);
    expect(await sayByTwo(ids, 'payroll-rejected-it', ['reviewer', 'lead'])).toMatchObject({
      status: 200,
      body: { state: 'confirmed' },
    });
    expect(await states(ids)).toEqual(['rejected']);
    expect(await leaving(ids)).toEqual([]);
    expect(await unanswered(runId)).toEqual([{ state: 'superseded' }]);
    expect(
      await payroll.rows('SELECT rejection_code AS code, rejection_text AS text FROM payout WHERE id = $1', [id]),
    ).toEqual([{ code: 'said-by-payroll', text: '已与薪资核对' }]);
    // "Paid" after all is payroll's word against two people's: nothing pays it again until that is cleared.
    expect(await payroll.answer(answerOf(id, 'paid'))).toEqual(['contradiction']);
    expect((await again()).status).toBe(409);
  });

  it('is answered by nobody else while payroll may answer itself, nor about their own pay, nor against its own "paid"', async () => {
    const { ids: fresh } = await accepted([worker(0)], false);
    for (const word of ['payroll-paid-it', 'payroll-rejected-it'])
      expect(await say(fresh, word)).toMatchObject({ status: 409, body: { code: 'wrong-state' } });
    const { ids: own } = await accepted([STAFF.lead]);
    expect(await say(own, 'payroll-paid-it')).toMatchObject({ status: 403, body: { code: 'four-eyes' } });
    expect((await say(own, 'payroll-paid-it', 'hr')).status).toBe(403);
    const { ids } = await accepted([worker(0)]);
    await payroll.answer(answerOf(ids[0] ?? '', 'paid', { amount: { amount: '1.00', currency: 'CNY' } }));
    expect(await states(ids)).toEqual(['unknown']);
    expect(await say(ids, 'payroll-rejected-it')).toMatchObject({
      status: 409,
      body: { code: 'wrong-state', field: 'payoutIds' },
    });
    expect(await sayByTwo(ids, 'payroll-paid-it')).toMatchObject({ body: { state: 'confirmed' } });
    expect(await states(ids)).toEqual(['paid']);
  });

  it('is left out where payroll has spoken meanwhile, also where that changed nothing', async () => {
    const { ids } = await accepted([worker(0), worker(1), worker(2)]);
    const [a = '', b = '', c = ''] = ids;
    const change = await changeOf(say(ids, 'payroll-rejected-it'));
    await payroll.answer(answerOf(a, 'accepted'));
    await payroll.answer(answerOf(b, 'paid', { amount: { amount: '1.00', currency: 'CNY' } }));
    expect(await tasks(change.id)).toMatchObject([{ state: 'open' }]);
    expect(await decide('confirm', 'reviewer', change)).toMatchObject({ body: { state: 'confirmed' } });
    expect(await states(ids)).toEqual(['accepted', 'unknown', 'rejected']);
    const other = await accepted([worker(3)]);
    const gone = await changeOf(say(other.ids, 'payroll-paid-it'));
    await payroll.answer(answerOf(other.ids[0] ?? '', 'accepted'));
    expect(await tasks(gone.id)).toMatchObject([{ state: 'superseded' }]);
    expect(await decide('confirm', 'reviewer', gone)).toMatchObject({ status: 409 });
    expect(await states([c, ...other.ids])).toEqual(['rejected', 'accepted']);
  });

  it('ends once where two confirm it at the same moment', async () => {
    const { ids } = await accepted([worker(0)]);
    const change = await changeOf(say(ids, 'payroll-rejected-it', 'reviewer'));
    const both = await Promise.all([decide('confirm', 'lead', change), decide('confirm', 'lead', change)]);
    expect(both.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409]);
    expect(
      await payroll.rows(`SELECT FROM ledger_txn WHERE cause = 'rejected' AND ref_id = ANY($1::uuid[])`, [ids]),
    ).toHaveLength(1);
  });
});
