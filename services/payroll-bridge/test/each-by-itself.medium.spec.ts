import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { RoleGrant } from '@goalbeat/domain/access/roles';
import { employee, rolesOf, type Staff, STAFF, TENANT, worker } from '@goalbeat/testing/harness/company';
import { score } from './company.js';
import { type Payroll, startPayroll } from './payroll-service.js';
import { type Change, twoPeople } from './two-people.js';

/** Who may be one of the two who decide where money goes. */
describe('the two of a change of the hand-over', () => {
  let payroll: Payroll;
  let week = 1;
  let port = 9;
  const boss = employee(STAFF.boss);
  const { decide, goBy, put, say, tasks } = twoPeople(() => payroll);

  beforeAll(async () => {
    payroll = await startPayroll();
    await payroll.seed(TENANT, 5);
    await payroll.putPlan();
    await payroll.ask('lead', 'POST', '/v1/hand-over/secrets');
    await goBy({ way: 'csv' });
    await runOf([worker(4)]);
  });
  afterAll(() => payroll.close());

  async function runOf(people: readonly string[]): Promise<string> {
    const scores = people.map((person, n) => score(n, person));
    const runId = await payroll.build(randomUUID(), scores, `2028-W${String(week++).padStart(2, '0')}`);
    await payroll.signAll(runId);
    return runId;
  }
  /** Their payouts in a released file that payroll says nothing of, in the order of the people. */
  async function silent(people: readonly string[]): Promise<string[]> {
    const runId = await runOf(people);
    const ref = { tenantId: TENANT, runId };
    await payroll.activities.postRun(ref);
    await payroll.activities.handOverBatch(ref);
    const files = await payroll.ask('lead', 'GET', `/v1/payout-files?run=${runId}`);
    const [file] = files.body['items'] as { id: string }[];
    expect((await payroll.ask('lead', 'POST', `/v1/payout-files/${file?.id}/release`)).status).toBe(200);
    await payroll.rows(`UPDATE payout SET query_at = '2000-01-01' WHERE run_id = $1`, [runId]);
    await payroll.activities.queryUnanswered(ref);
    const rows = await payroll.rows<{ id: string; of: string }>(
      'SELECT id, person_id AS of FROM payout WHERE run_id = $1',
      [runId],
    );
    return people.map((person) => rows.find((row) => row.of === person)?.id ?? '');
  }
  const elsewhere = async (who: Staff = 'lead') => {
    const url = `http://127.0.0.1:9/${port++}`;
    const { status, body } = await put({ way: 'webhook', url, deduplicates: true }, who);
    return { status, body, change: body as unknown as Change };
  };
  /** Of directory, our copy not knowing of it yet. */
  async function withRoles<T>(who: Staff, roles: RoleGrant[], act: () => Promise<T>): Promise<T> {
    const live = rolesOf(who);
    const before = live.splice(0, live.length, ...roles);
    try {
      return await act();
    } finally {
      live.splice(0, live.length, ...before);
    }
  }
  const way = async () => (await payroll.ask('lead', 'GET', '/v1/hand-over')).body['way'];

  it('are a lead and another one, also where the only lead’s own payout is among others’', async () => {
    const [own = '', ...others] = await silent([STAFF.lead, worker(0), worker(1)]);
    const mixed = await say([own, ...others], 'never-seen', 'reviewer');
    expect(mixed).toMatchObject({ status: 422, body: { code: 'nobody-to-approve', field: 'payoutIds' } });
    const asked = await say(others, 'never-seen', 'reviewer');
    const change = { id: String(asked.body['changeId']), version: 1 };
    expect(await tasks(change.id)).toEqual([{ assigneeId: STAFF.lead, state: 'open' }]);
    expect((await decide('confirm', boss, change)).status).toBe(404);
    const alone = await say([own], 'never-seen', 'reviewer');
    const mine = { id: String(alone.body['changeId']), version: 1 };
    expect(await tasks(mine.id)).toEqual([{ assigneeId: STAFF.boss, state: 'open' }]);

    // Asked for all of them at once before that was refused: no two without a lead confirm it.
    await decide('withdraw', 'reviewer', change);
    await decide('withdraw', 'reviewer', mine);
    const old = await say([own], 'never-seen', 'reviewer');
    const oldId = String(old.body['changeId']);
    await payroll.rows('ALTER TABLE hand_over_change DISABLE TRIGGER hand_over_change_course');
    await payroll.rows('UPDATE hand_over_change SET payout_ids = $2 WHERE id = $1', [oldId, [own, ...others]]);
    await payroll.rows('ALTER TABLE hand_over_change ENABLE TRIGGER hand_over_change_course');
    expect((await decide('confirm', boss, { id: oldId, version: 1 })).status).toBe(403);
    const confirmed = payroll.rows(
      `UPDATE hand_over_change SET state = 'confirmed', decided_by = $2, decided_at = now() WHERE id = $1`,
      [oldId, STAFF.boss],
    );
    await expect(confirmed).rejects.toThrow('one of them a lead');
    expect(
      await payroll.rows(`SELECT FROM payout WHERE id = ANY($1::uuid[]) AND state <> 'unknown'`, [others]),
    ).toEqual([]);
    await decide('withdraw', 'reviewer', { id: oldId, version: 1 });
  });

  it('hold their roles at directory now, the second one and the first', async () => {
    const { change } = await elsewhere();
    const second = await withRoles('reviewer', [], () => decide('confirm', 'reviewer', change));
    expect([403, 404]).toContain(second.status);
    const first = await withRoles('lead', [], () => decide('confirm', 'reviewer', change));
    expect(first).toMatchObject({ status: 409, body: { code: 'wrong-state' } });
    const demoted = await withRoles('lead', rolesOf('reviewer'), () => decide('confirm', 'reviewer', change));
    expect(demoted).toMatchObject({ status: 409, body: { code: 'wrong-state' } });
    expect(await way()).toBe('csv');
    await decide('withdraw', 'lead', change);

    const [own = ''] = await silent([STAFF.lead]);
    const asked = await say([own], 'never-seen', 'reviewer');
    const finding = { id: String(asked.body['changeId']), version: 1 };
    const ofHr: RoleGrant[] = [{ role: 'hr-lead', unitId: null }];
    const decider = await withRoles('boss', ofHr, () => decide('confirm', 'boss', finding));
    expect(decider).toMatchObject({ status: 403, body: { code: 'forbidden' } });
    expect(await decide('confirm', 'boss', finding)).toMatchObject({ status: 200, body: { state: 'confirmed' } });
  });

  it('are not of HR, whatever they hold in finance besides', async () => {
    const both: RoleGrant[] = [...rolesOf('reviewer'), ...rolesOf('hr')];
    const grant = (role: string) =>
      payroll.rows(
        `INSERT INTO org_role (tenant_id, person_id, role, unit_id, version)
         SELECT tenant_id, $1, $2, NULL, version FROM org_role WHERE person_id = $3 LIMIT 1`,
        [STAFF.hr, role, STAFF.reviewer],
      );
    await grant('finance-reviewer');
    const { change } = await elsewhere();
    expect(await tasks(change.id)).toEqual([{ assigneeId: STAFF.reviewer, state: 'open' }]);
    const confirmed = await withRoles('hr', both, () => decide('confirm', 'hr', change));
    expect(confirmed).toMatchObject({ status: 403, body: { code: 'forbidden' } });
    // Of HR at directory only.
    const fresh = await withRoles('reviewer', both, () => decide('confirm', 'reviewer', change));
    expect(fresh).toMatchObject({ status: 403, body: { code: 'forbidden' } });
    const stored = payroll.rows(
      `UPDATE hand_over_change SET state = 'confirmed', decided_by = $2, decided_at = now() WHERE id = $1`,
      [change.id, STAFF.hr],
    );
    await expect(stored).rejects.toThrow('HR decides nothing');

    await grant('finance-lead');
    const lead: RoleGrant[] = [...rolesOf('lead'), ...rolesOf('hr')];
    expect(await withRoles('hr', lead, () => elsewhere('hr'))).toMatchObject({
      status: 403,
      body: { code: 'four-eyes' },
    });
    expect(await way()).toBe('csv');
    expect(await decide('confirm', 'reviewer', change)).toMatchObject({ status: 200, body: { state: 'confirmed' } });
  });
});
