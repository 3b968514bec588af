import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { undeclaredEndpoints } from '@goalbeat/service-kit/auth/undeclared-endpoints';
import { DESIGN, OTHER_TENANT, SALES, STAFF, TENANT, worker, employee, staff } from '@goalbeat/testing/harness/company';
import { keyPrincipal } from '@goalbeat/testing/harness/principals';
import type { Method } from '@goalbeat/testing/harness/service-under-test';
import { CycleCopyRepository } from '../src/cycle-copy/cycle-copy.repository.js';
import { PLAN, batchOf, cycle, score } from './company.js';
import { answerOf, type Payroll, signList, startPayroll } from './payroll-service.js';

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

  const scores = (n = 4) => Array.from({ length: n }, (_, at) => score(at, worker(at)));
  const lists = (runId: string) =>
    payroll.rows<{ id: string; part: string; state: string; version: number }>(
      'SELECT id, part, state, version::int AS version FROM bonus_list WHERE run_id = $1 ORDER BY part',
      [runId],
    );
  const linesOf = async (listId: string) =>
    (await payroll.ask('hr', 'GET', `/v1/bonus-lists/${listId}/lines?limit=200`)).body['items'] as {
      id: string;
      personId: string;
      personNumber: string;
      version: number;
      state: string;
      amount: { amount: string };
      reason: string;
      heldReason: string | null;
    }[];
  const submit = async (listId: string, who: 'hr' | 'hr2' | 'partner' = 'hr') => {
    const [row] = await payroll.rows<{ version: number }>(
      'SELECT version::int AS version FROM bonus_list WHERE id = $1',
      [listId],
    );
    return payroll.ask(who, 'POST', `/v1/bonus-lists/${listId}/submit`, { version: row?.version });
  };
  const decide = async (listId: string, personId: string, decision: string, comment?: string) => {
    const [task] = await payroll.rows<{ approval_id: string; version: number }>(
      `SELECT approval_id, version::int AS version FROM approval_task WHERE subject_kind = 'bonus-list' AND subject_id = $1 AND state = 'open'`,
      [listId],
    );
    return payroll.ask(employee(personId), 'POST', `/v1/approvals/${task?.approval_id}/decisions`, {
      taskVersion: task?.version,
      decision,
      ...(comment === undefined ? {} : { comment }),
    });
  };

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

  it('shows the log of a list to those whose people are on it, and of a payout to its owner', async () => {
    const runId = await payroll.build(cycleId, [score(0, worker(0)), score(1, worker(1))]);
    const [list] = await lists(runId);
    const log = (who: Parameters<Payroll['ask']>[0], subject: string) =>
      payroll.ask(who, 'GET', `/v1/process-log?subject=${subject}`);
    for (const who of ['hr', 'reviewer', 'lead'] as const) {
      const { status, body } = await log(who, `bonus-list:${list?.id}`);
      expect([who, status]).toEqual([who, 200]);
      expect(body).toMatchObject({
        items: [{ action: 'built', ruleVersion: expect.stringMatching(/^pay-plan\/weekly@/) }],
      });
    }
    // The partner's units have some of these people only.
    for (const who of ['partner' as const, employee(worker(0))]) {
      expect((await log(who, `bonus-list:${list?.id}`)).status).toBe(403);
      expect((await log(who, `payout-run:${runId}`)).status).toBe(403);
    }
    await payroll.signAll(runId);
    await payroll.activities.postRun({ tenantId: TENANT, runId });
    await payroll.activities.handOverBatch({ tenantId: TENANT, runId });
    const [payout] = await payroll.rows<{ id: string }>('SELECT id FROM payout WHERE run_id = $1 AND person_id = $2', [
      runId,
      worker(0),
    ]);
    await payroll.confirmAll();
    await payroll.answer(answerOf(payout?.id ?? '', 'paid'));
    expect((await log(employee(worker(0)), `payout:${payout?.id}`)).body).toMatchObject({
      items: [{ action: 'paid', cycleId, actorId: 'payroll' }],
    });
    expect((await log(employee(worker(1)), `payout:${payout?.id}`)).status).toBe(403);
    const run = (await log('hr', `payout-run:${runId}`)).body['items'] as { action: string }[];
    expect(run.map(({ action }) => action)).toEqual(['posted', 'handed-over', 'batch-confirmed']);
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

  it('tells those who keep the installation going what happened, and no amounts', async () => {
    const runId = await payroll.build(cycleId, [score(0, worker(0))]);
    await payroll.signAll(runId);
    const [list] = await lists(runId);
    const subject = `bonus-list:${list?.id}`;
    const detailsFor = async (who: Parameters<Payroll['ask']>[0]) => {
      const { body } = await payroll.ask(who, 'GET', `/v1/process-log?subject=${subject}`);
      return (body['items'] as { details: object }[]).map(({ details }) => Object.keys(details).length > 0);
    };
    for (const role of ['ops', 'admin'] as const) {
      const details = await detailsFor({ ...staff('boss'), roles: [{ role, unitId: null }] });
      expect(details.length).toBeGreaterThan(1);
      expect(details).not.toContain(true);
    }
    expect(await detailsFor('lead')).toContain(true);
  });

  it('takes an id that only looks like one for nobody’s', async () => {
    for (const kind of ['payout', 'bonus-list', 'payout-run', 'submit-bonus-list']) {
      const subject = `${kind}:${'-'.repeat(36)}`;
      const answer = await payroll.ask('partner', 'GET', `/v1/process-log?subject=${subject}`);
      expect([kind, answer.status]).toEqual([kind, 403]);
    }
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

  it('shows partners their units only, and other tenants nothing', async () => {
    const runId = await payroll.build(cycleId, scores(4));
    const [list] = await lists(runId);
    const mine = await payroll.ask('partner', 'GET', `/v1/bonus-lists/${list?.id}/lines`);
    expect((mine.body['items'] as { unitId: string }[]).map((line) => line.unitId)).toEqual([SALES, SALES]);
    expect((await payroll.ask('hr', 'GET', `/v1/bonus-lists?cycle=${cycleId}`)).body).toMatchObject({
      items: [{ id: list?.id }],
      next: null,
    });
    expect((await payroll.ask(staff('hr', OTHER_TENANT), 'GET', `/v1/bonus-lists/${list?.id}`)).status).toBe(404);
    expect((await payroll.ask(staff('hr', OTHER_TENANT), 'GET', '/v1/pay-plans/weekly')).status).toBe(404);
    expect((await payroll.ask(employee(worker(0)), 'GET', '/v1/bonus-lists')).status).toBe(403);
    expect(DESIGN).not.toBe(SALES);
  });

  it('does not know a list, nor its lines, of which the partner’s units have nobody', async () => {
    const designers = await payroll.build(randomUUID(), [score(1, worker(1)), score(3, worker(3))]);
    const [theirs] = await lists(designers);
    expect((await linesOf(theirs?.id ?? '')).map((line) => line.personId)).toEqual([worker(1), worker(3)]);
    for (const path of ['', '/lines']) {
      expect((await payroll.ask('partner', 'GET', `/v1/bonus-lists/${theirs?.id}${path}`)).status).toBe(404);
    }
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
