import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { OTHER_TENANT, STAFF, TENANT, worker, staff } from '@goalbeat/testing/harness/company';
import { keyPrincipal } from '@goalbeat/testing/harness/principals';
import type { Method } from '@goalbeat/testing/harness/service-under-test';
import { PLAN, score } from './company.js';
import { listActs } from './list-acts.js';
import { type Payroll, startPayroll } from './payroll-service.js';

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

  it('keeps four eyes: neither the maker nor the people of the list sign it, nor edits anybody their own line', async () => {
    const runId = await payroll.build(cycleId, [...scores(2), score(9, STAFF.hr)]);
    const [list] = await lists(runId);
    const listId = list?.id ?? '';
    const own = (await linesOf(listId)).find((line) => line.personId === STAFF.hr);
    const edited = await payroll.ask('hr', 'PATCH', `/v1/bonus-lists/${listId}/lines/${own?.id}`, {
      version: own?.version,
      action: 'hold',
      reason: 'x',
    });
    expect(edited.body).toMatchObject({ code: 'four-eyes', status: 403 });
    expect((await submit(listId)).status).toBe(200);
    expect((await decide(listId, STAFF.hr, 'approve')).body).toMatchObject({ code: 'four-eyes' });
    expect((await decide(listId, worker(0), 'approve')).body).toMatchObject({ code: 'four-eyes' });
    for (const by of [STAFF.hr, worker(0)]) {
      await expect(
        payroll.uow.write(TENANT, (tx) =>
          tx.execute(`UPDATE bonus_list SET state = 'signed', signed_by = $2 WHERE id = $1`, [listId, by]),
        ),
      ).rejects.toThrow(/somebody else|violates check/);
    }
  });

  it('asks directory before money is decided, and fails closed', async () => {
    const runId = await payroll.build(cycleId, scores(2));
    const [list] = await lists(runId);
    const listId = list?.id ?? '';
    await submit(listId);
    payroll.directory.away = true;
    expect((await decide(listId, STAFF.reviewer, 'approve')).body).toMatchObject({ code: 'unavailable', status: 503 });
    payroll.directory.away = false;
    payroll.directory.refused.add(STAFF.reviewer);
    expect((await decide(listId, STAFF.reviewer, 'approve')).body).toMatchObject({ code: 'forbidden' });
    payroll.directory.refused.clear();
    payroll.directory.withoutRoles.add(STAFF.reviewer);
    expect((await decide(listId, STAFF.reviewer, 'approve')).body).toMatchObject({ code: 'forbidden' });
    payroll.directory.withoutRoles.clear();
    expect((await decide(listId, STAFF.reviewer, 'approve')).status).toBeLessThan(300);
  });

  it('lets nobody sign for somebody whose role is gone, whether our copy has heard of it or not', async () => {
    const runId = await payroll.build(cycleId, scores(2));
    const [list] = await lists(runId);
    const listId = list?.id ?? '';
    await submit(listId);
    const own = [TENANT, STAFF.reviewer];
    const run = (sql: string, values: unknown[] = own) => payroll.database.admin.query(sql, values);
    await run(
      `INSERT INTO org_delegation (tenant_id, id, from_person_id, to_person_id, valid_from, valid_to, cancelled, version)
       VALUES ($1, gen_random_uuid(), $2, $3, now() - interval '1 day', now() + interval '1 year', false, 1)`,
      [...own, STAFF.lead],
    );
    // Late: only directory knows.
    payroll.directory.withoutRoles.add(STAFF.reviewer);
    expect((await decide(listId, STAFF.lead, 'approve')).body).toMatchObject({ code: 'forbidden' });
    // In time: our copy knows too, and nobody asks directory about somebody who holds nothing.
    const { rows } = await run('DELETE FROM org_role WHERE tenant_id = $1 AND person_id = $2 RETURNING *');
    for (const who of [STAFF.lead, STAFF.reviewer])
      expect((await decide(listId, who, 'approve')).body).toMatchObject({ code: 'forbidden' });
    payroll.directory.withoutRoles.clear();
    for (const row of rows as { role: string; unit_id: string | null; version: string }[])
      await run('INSERT INTO org_role (tenant_id, person_id, role, unit_id, version) VALUES ($1, $2, $3, $4, $5)', [
        ...own,
        row.role,
        row.unit_id,
        row.version,
      ]);
    expect((await decide(listId, STAFF.lead, 'approve')).status).toBeLessThan(300);
    await run('DELETE FROM org_delegation WHERE tenant_id = $1 AND from_person_id = $2');
  });

  it('signs money by a fresh sign-in only, one by one and in bulk', async () => {
    const runId = await payroll.build(cycleId, scores(2));
    const [list] = await lists(runId);
    const listId = list?.id ?? '';
    await submit(listId);
    const [task] = await payroll.rows<{ approvalId: string; version: number }>(
      `SELECT approval_id AS "approvalId", version::int AS version FROM approval_task WHERE subject_id = $1 AND state = 'open'`,
      [listId],
    );
    const signedIn = (secondsAgo: number) => ({
      ...staff('reviewer'),
      session: { id: randomUUID(), authTime: Math.floor(Date.now() / 1000) - secondsAgo },
    });
    const decision = { taskVersion: task?.version ?? 0, decision: 'approve' };
    const path = `/v1/approvals/${task?.approvalId}/decisions`;
    expect((await payroll.ask(signedIn(700), 'POST', path, decision)).body).toMatchObject({
      status: 403,
      code: 'step-up-required',
      details: { maxAgeSeconds: 600 },
    });
    const bulk = { decisions: [{ approvalId: task?.approvalId, ...decision }] };
    expect((await payroll.ask(signedIn(700), 'POST', '/v1/approvals/decisions', bulk)).body).toMatchObject({
      results: [{ ok: false, code: 'step-up-required' }],
    });
    expect((await payroll.ask(signedIn(500), 'POST', path, decision)).status).toBe(200);
    const [logged] = await payroll.rows<{ channel: string; details: { signInAgeSeconds: number } }>(
      `SELECT channel, details FROM process_log WHERE action = 'approved' AND details ->> 'signInAgeSeconds' IS NOT NULL
       ORDER BY id DESC LIMIT 1`,
    );
    expect(logged?.channel).toBe('web');
    expect(logged?.details.signInAgeSeconds).toBeGreaterThanOrEqual(500);
  });

  it('asks directory before every command about money, and fails closed', async () => {
    const runId = await payroll.build(cycleId, scores(2));
    const [list] = await lists(runId);
    const listId = list?.id ?? '';
    const lines = await payroll.ask('hr', 'GET', `/v1/bonus-lists/${listId}/lines`);
    const [line] = lines.body['items'] as { id: string; version: number }[];
    const nobody = randomUUID();
    const commands = (approvalId: string): [Method, string, object][] => [
      ['PATCH', `/v1/bonus-lists/${listId}/lines/${line?.id}`, { action: 'hold', reason: 'x', version: line?.version }],
      ['POST', `/v1/bonus-lists/${listId}/submit`, { version: list?.version }],
      ['POST', '/v1/off-cycle-runs', { payoutIds: [nobody], reason: 'x' }],
      ['PUT', '/v1/pay-plans/weekly', { data: PLAN }],
      ['POST', `/v1/approvals/${approvalId}/withdraw`, { reason: 'x' }],
      ['POST', `/v1/approvals/${approvalId}/reassign`, { taskId: nobody, toPersonId: STAFF.boss, reason: 'x' }],
    ];
    await submit(listId);
    const [approval] = await payroll.rows<{ id: string }>('SELECT id FROM approval WHERE subject_id = $1', [listId]);
    for (const [method, path, body] of commands(approval?.id ?? '')) {
      payroll.directory.away = true;
      expect([path, (await payroll.ask('hr', method, path, body)).status]).toEqual([path, 503]);
      payroll.directory.away = false;
      // The token still has the role, our copy still has it: directory alone knows better.
      payroll.directory.withoutRoles.add(STAFF.hr);
      expect([403, 404]).toContain((await payroll.ask('hr', method, path, body)).status);
      payroll.directory.withoutRoles.clear();
      payroll.directory.refused.add(STAFF.hr);
      expect((await payroll.ask('hr', method, path, body)).body).toMatchObject({ code: 'forbidden' });
      payroll.directory.refused.clear();
      const key = keyPrincipal(['payroll', 'approvals'], TENANT);
      expect((await payroll.ask(key, method, path, body)).body).toMatchObject({ code: 'forbidden' });
    }
    const [unchanged] = await payroll.rows<{ state: string }>('SELECT state FROM bonus_list WHERE id = $1', [listId]);
    expect(unchanged?.state).toBe('submitted');
  });
});
