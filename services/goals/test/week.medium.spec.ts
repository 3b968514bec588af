import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { OTHER_TENANT, PEOPLE, TENANT } from './company.js';
import { AT } from './definitions.js';
import { startGoals, type Goals } from './goals-service.js';
import { PNG, Week } from './week.js';

let goals: Goals;
beforeAll(async () => {
  goals = await startGoals();
});
afterAll(() => goals.close());

const tasks = (subjectKind: string, subjectId: string) =>
  goals.rows<{ state: string; due_at: string | null }>(
    'SELECT state, due_at FROM approval_task WHERE subject_kind = $1 AND subject_id = $2 ORDER BY id',
    [subjectKind, subjectId],
  );
const logOf = async (subjectId: string) =>
  (
    await goals.rows<{ action: string; actor_kind: string }>(
      'SELECT action, actor_kind FROM process_log WHERE subject_id = $1 ORDER BY id',
      [subjectId],
    )
  ).map((row) => `${row.action} by ${row.actor_kind}`);

describe('opening and issuing', () => {
  it('opens a period once, skips a week without a working day, and says so', async () => {
    const week = await new Week(goals).open('opening');
    const again = await goals.activities.openPeriod({
      tenantId: TENANT,
      definitionId: week.definitionId,
      period: '2026-W47',
      scheduledAt: null,
    });
    expect(again).toMatchObject({ outcome: 'already-open', cycleId: week.cycleId, run: 1 });
    const bySchedule = await goals.activities.openPeriod({
      tenantId: TENANT,
      definitionId: week.definitionId,
      period: null,
      scheduledAt: '2026-11-16T01:00:00Z',
    });
    expect(bySchedule).toMatchObject({ outcome: 'already-open', period: '2026-W47' });
    const spring = await goals.activities.openPeriod({
      tenantId: TENANT,
      definitionId: week.definitionId,
      period: '2026-W08',
      scheduledAt: null,
    });
    expect(spring).toMatchObject({ outcome: 'skipped', cycleId: null });
    expect(await goals.rows(`SELECT state, skip_reason FROM cycle WHERE period = '2026-W08'`)).toEqual([
      { state: 'skipped', skip_reason: 'no-working-day' },
    ]);
    expect(
      await goals.call(week.as('hr'), 'POST', `/v1/cycle-definitions/${week.definitionId}/cycles`, {
        period: '2026-W47',
      }),
    ).toMatchObject({ status: 409, body: { code: 'duplicate' } });
    expect(
      (
        await goals.call(week.as('hr'), 'POST', `/v1/cycle-definitions/${week.definitionId}/cycles`, {
          period: '2026-W48',
        })
      ).status,
    ).toBe(202);
    expect(
      (
        await goals.call(week.as('hr'), 'POST', `/v1/cycle-definitions/${week.definitionId}/cycles`, {
          period: '2026-11',
        })
      ).status,
    ).toBe(400);
  });

  it('is refused early and by a stale version, and issues once however often it runs', async () => {
    const week = await new Week(goals).open('issuing');
    expect(await goals.activities.issueSheets(await week.ref())).toMatchObject({ outcome: 'early' });
    await goals.at(AT.issue);
    expect(await goals.activities.issueSheets({ ...(await week.ref()), version: 7 })).toMatchObject({
      outcome: 'stale',
    });
    const ref = await week.ref();
    const results = await Promise.all([1, 2, 3].map(() => goals.activities.issueSheets(ref)));
    for (const result of results) expect(result).toMatchObject({ outcome: 'done', counts: { issued: 5, skipped: 1 } });
    const cycle = await week.cycle();
    expect(cycle).toMatchObject({
      state: 'running',
      funnel: { people: 6, issued: 5, planned: 0 },
      sheets: { issued: 5 },
    });
    expect(cycle.skippedPeople).toEqual([{ personId: PEOPLE.gone, reason: 'left' }]);
    const late = await week.sheet('new');
    expect(late).toMatchObject({ workedDays: 2, fullDays: 5 });
    expect(late.goals.map((goal) => goal.target)).toEqual(['4', '90', '1']);
    const { id } = await week.sheet('ann');
    expect(await tasks('make-plan', id)).toMatchObject([{ state: 'open', due_at: AT.closePlanning }]);
    const events = await goals.rows<{ n: string }>(
      `SELECT count(*) AS n FROM outbox WHERE payload->'event'->>'type' = 'goalbeat.goals.cycle.changed.v1' AND payload->'event'->'data'->>'cycleId' = $1`,
      [week.cycleId],
    );
    expect(Number(events[0]?.n)).toBe(2);
  });

  it('prorates a week with a holiday', async () => {
    const week = await new Week(goals).open('holiday', '2026-W50');
    await goals.at('2026-12-07T01:00:00.000Z');
    await goals.activities.issueSheets(await week.ref());
    const sheet = await week.sheet('ann');
    expect(sheet).toMatchObject({ workedDays: 4, fullDays: 4 });
    expect(sheet.goals[0]?.target).toBe('8');
  });
});

describe('plans', () => {
  let week: Week;
  beforeAll(async () => {
    week = await new Week(goals).open('planning');
    await goals.at(AT.issue);
    await goals.activities.issueSheets(await week.ref());
    await goals.at(AT.planning);
  });

  it('are adjusted by employee and lead, with weights of 100 and the version that was read', async () => {
    const sheet = await week.sheet('ann');
    const [orders, satisfaction] = sheet.goals;
    const patch = (who: 'ann' | 'lead' | 'bob', version: number, items: object[]) =>
      goals.call<{ version: number; code?: string }>(week.as(who), 'PATCH', `/v1/goal-sheets/${sheet.id}`, {
        version,
        goals: items,
      });
    expect((await patch('ann', 1, [{ goalId: orders?.id, target: '12' }])).body.version).toBe(2);
    expect(await patch('ann', 1, [{ goalId: orders?.id, target: '13' }])).toMatchObject({
      status: 409,
      body: { code: 'stale-version' },
    });
    expect(await patch('lead', 2, [{ goalId: orders?.id, weight: '60' }])).toMatchObject({
      status: 422,
      body: { code: 'weights-not-100', field: 'goals' },
    });
    expect(
      (
        await patch('lead', 2, [
          { goalId: orders?.id, weight: '60' },
          { goalId: satisfaction?.id, weight: '20' },
        ])
      ).status,
    ).toBe(200);
    expect((await patch('bob', 3, [{ goalId: orders?.id, target: '1' }])).status).toBe(403);
    expect((await patch('ann', 3, [{ goalId: sheet.id, target: '1' }])).status).toBe(400);
  });

  it('go to the lead, come back with a reason, and show what changed when they return', async () => {
    expect(await week.act('ann', 'report', { items: await week.items('ann') })).toMatchObject({
      status: 409,
      body: { code: 'wrong-state' },
    });
    expect((await week.act('ann', 'plan')).body).toMatchObject({ state: 'plan-submitted' });
    const {
      id,
      goals: [orders],
    } = await week.sheet('ann');
    expect((await tasks('make-plan', id)).map((task) => task.state)).toEqual(['done']);
    const returned = await week.decide('lead', 'ann', {
      decision: 'return',
      items: [{ itemId: orders?.id, decision: 'return', comment: 'ten is what we can do' }],
    });
    expect(returned).toMatchObject({ status: 200, body: { state: 'returned' } });
    const sheet = await week.sheet('ann');
    expect(sheet).toMatchObject({
      state: 'plan-returned',
      goals: [{ returnedReason: 'ten is what we can do' }, { returnedReason: null }, {}],
    });
    expect((await tasks('make-plan', id)).map((task) => task.state)).toEqual(['done', 'open']);
    await goals.call(week.as('ann'), 'PATCH', `/v1/goal-sheets/${id}`, {
      version: sheet.version,
      goals: [{ goalId: orders?.id, target: '10' }],
    });
    const again = await week.act('ann', 'plan');
    expect(again.body.diff).toEqual([{ goalId: orders?.id, field: 'target', before: '12', after: '10' }]);
    expect((await week.decide('lead', 'ann')).body.state).toBe('open');
    expect((await week.decide('hr', 'ann')).body.state).toBe('approved');
    expect(await week.sheet('ann')).toMatchObject({ state: 'planned', goals: [{ returnedReason: null }, {}, {}] });
    expect(await week.cycle()).toMatchObject({ funnel: { planned: 1 } });
  });

  it('that nobody made or decided hold as they stand: at the deadline, and at the latest when reports are asked for', async () => {
    await week.act('bob', 'plan');
    await goals.at(AT.remindPlan);
    expect(await goals.activities.remindToPlan(await week.ref())).toMatchObject({
      outcome: 'done',
      counts: { reminded: 3 },
    });
    // Somebody joins on Wednesday, and directory says so on Tuesday.
    const joiner = '01890000-0000-7000-8000-000000000200';
    await goals.rows(
      `INSERT INTO org_person (tenant_id, id, number, name, unit_id, job_family, grade, manager_id, joined_on, version)
       SELECT tenant_id, $2, 'E200', 'eve', unit_id, job_family, grade, manager_id, '2026-11-18', 1 FROM org_person WHERE tenant_id = $1 AND number = 'E005'`,
      [TENANT, joiner],
    );
    await goals.at(AT.closePlanning);
    expect(await goals.activities.closePlanning(await week.ref())).toMatchObject({ counts: { acceptedAsIssued: 4 } });
    const [eve] = await goals.rows(
      `SELECT s.state, s.worked_days, g.target FROM goal_sheet s JOIN goal g ON g.sheet_id = s.id AND g.position = 0
      WHERE s.person_id = $1 AND s.cycle_id = $2`,
      [joiner, week.cycleId],
    );
    expect(eve).toEqual({ state: 'planned', worked_days: 3, target: '6' });
    await goals.rows('DELETE FROM org_person WHERE id = $1', [joiner]);
    expect((await week.sheet('bob')).state).toBe('plan-submitted');
    const cat = await week.sheet('cat');
    expect(cat.state).toBe('planned');
    expect(await logOf(cat.id)).toEqual([
      'sheet.issued by deadline',
      'make-plan.reminded by deadline',
      'plan.accepted-as-issued by deadline',
    ]);
    expect((await tasks('make-plan', cat.id)).map((task) => task.state)).toEqual(['superseded']);
    await goals.at(AT.askReport);
    expect(await goals.activities.askForReport(await week.ref())).toMatchObject({
      counts: { acceptedAsIssued: 1, asked: 6 },
    });
    const bob = await week.sheet('bob');
    expect(bob.state).toBe('planned');
    expect(await goals.rows('SELECT state FROM approval WHERE subject_id = $1', [bob.id])).toEqual([
      { state: 'withdrawn' },
    ]);
    expect(await tasks('make-report', bob.id)).toMatchObject([{ state: 'open', due_at: AT.closeReporting }]);
  });
});

describe('reports', () => {
  let week: Week;
  beforeAll(async () => {
    week = await new Week(goals).open('reporting');
    await goals.at(AT.issue);
    await goals.activities.issueSheets(await week.ref());
    await week.planned('ann', 'bob', 'cat');
    await goals.at(AT.closePlanning);
    await goals.activities.remindToPlan(await week.ref());
    await goals.activities.closePlanning(await week.ref());
  });

  it('keep progress by hand and the lead’s word', async () => {
    const {
      goals: [orders],
    } = await week.sheet('ann');
    const saved = await week.act('ann', 'progress', { items: [{ goalId: orders?.id, actual: '4' }] });
    expect(saved.body).toMatchObject({ completion: '20.00', goals: [{ actual: '4', attainment: '40.00' }, {}, {}] });
    const { id } = await week.sheet('ann');
    const said = await goals.call<{ feedback: object[] }>(week.as('lead'), 'POST', `/v1/goal-sheets/${id}/feedback`, {
      text: 'mind the wording',
    });
    expect(said.body.feedback).toMatchObject([{ byPersonId: PEOPLE.lead, text: 'mind the wording' }]);
    expect((await goals.call(week.as('bob'), 'POST', `/v1/goal-sheets/${id}/feedback`, { text: 'hm' })).status).toBe(
      403,
    );
  });

  it('are not accepted without the evidence that a goal demands', async () => {
    const items = await week.items('ann', 'done', { orders: { links: [] } });
    expect(await week.act('ann', 'report', { items })).toMatchObject({
      status: 422,
      body: { code: 'evidence-required', field: 'items.0.evidence' },
    });
    expect(await week.act('ann', 'report', { items: items.slice(1) })).toMatchObject({
      status: 400,
      body: { field: 'items' },
    });
    expect((await week.sheet('ann')).state).toBe('planned');
  });

  it('take files by what they are, not by what they are called', async () => {
    expect(await week.upload('ann', 'order.png', PNG)).toMatchObject({ status: 201, body: { mediaType: 'image/png' } });
    const lies: [string, Uint8Array, string][] = [
      ['order.png', Buffer.from('<html><script>alert(1)</script></html>'), 'image/png'],
      ['order.pdf', PNG, 'application/pdf'],
      ['order.txt', PNG, 'text/plain'],
      ['order.exe', Buffer.from('MZ\u0000\u0001'), 'application/x-msdownload'],
      ['order.csv', Buffer.from([0x61, 0xff, 0xfe, 0x2c]), 'text/csv'],
      ['order.svg', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), 'image/svg+xml'],
    ];
    for (const [name, bytes, declared] of lies) {
      expect(await week.upload('ann', name, bytes, declared)).toMatchObject({
        status: 415,
        body: { code: 'unsupported-media', field: 'file' },
      });
    }
    expect((await week.upload('ann', 'orders.csv', Buffer.from('单号,金额\n1,2\n'))).body.mediaType).toBe('text/csv');
    expect((await week.upload('ann', 'empty.txt', new Uint8Array())).status).toBe(400);
    expect((await week.upload('ann', 'big.txt', Buffer.alloc(10 * 1024 * 1024 + 1, 97))).status).toBe(413);
    const { id } = await week.sheet('ann');
    expect((await goals.call(week.as('ann'), 'POST', `/v1/goal-sheets/${id}/evidence?goal=${id}`, {})).status).toBe(
      400,
    );
  });

  it('count to the last digit, and what is confirmed is frozen', async () => {
    const file = await week.upload('ann', '订单 1.png', PNG);
    const stored = await readFile(join(goals.evidenceDir, TENANT, file.body.sha256));
    expect(stored.equals(PNG)).toBe(true);
    const items = await week.items('ann', 'done', {
      orders: { actual: '11', evidence: [file.body.id], links: [] },
      satisfaction: { outcome: 'partly', actual: '60' },
    });
    const reported = await week.act('ann', 'report', { items });
    // 50 × 11/10 + 30 × 2/3 + 20 × 1
    expect(reported.body).toMatchObject({ state: 'report-submitted', completion: '95.00', provisional: true });
    const taken = await goals.call<Buffer>(week.as('lead'), 'GET', `/v1/evidence/${file.body.id}`);
    expect(taken.status).toBe(200);
    expect(taken.headers).toMatchObject({ 'content-type': 'image/png', 'x-content-type-options': 'nosniff' });
    expect(String(taken.headers['content-disposition'])).toMatch(/^attachment; /);
    expect((await goals.call(week.as('bob'), 'GET', `/v1/evidence/${file.body.id}`)).status).toBe(403);
    expect((await week.decide('lead', 'ann')).body.state).toBe('approved');
    const sheet = await week.sheet('ann');
    expect(sheet).toMatchObject({ state: 'confirmed', provisional: false });
    expect((await week.upload('ann', 'late.png', PNG)).status).toBe(409);
    await expect(goals.rows('DELETE FROM evidence WHERE id = $1', [file.body.id])).rejects.toThrow(/frozen/);
    expect(await week.act('ann', 'report', { items })).toMatchObject({ status: 409, body: { code: 'wrong-state' } });
  });

  it('come back item by item and are mended', async () => {
    expect((await week.act('bob', 'report', { items: await week.items('bob') })).body.completion).toBe('100.00');
    const {
      id,
      goals: [orders],
    } = await week.sheet('bob');
    const back = await week.decide('lead', 'bob', {
      decision: 'return',
      items: [{ itemId: orders?.id, decision: 'return', comment: 'two were cancelled' }],
    });
    expect(back.body.state).toBe('returned');
    const sheet = await week.sheet('bob');
    expect(sheet).toMatchObject({
      state: 'report-returned',
      goals: [{ returnedReason: 'two were cancelled' }, {}, {}],
    });
    expect(await tasks('make-report', id)).toMatchObject([{ state: 'open', due_at: AT.closeReporting }]);
    const mended = await week.act('bob', 'report', {
      items: [{ goalId: orders?.id, outcome: 'partly', actual: '8', links: ['https://example.com/8'] }],
    });
    expect(mended.body).toMatchObject({ state: 'report-submitted', completion: '90.00' });
    expect(mended.body.diff).toEqual([
      { goalId: orders?.id, field: 'actual', before: '10', after: '8' },
      { goalId: orders?.id, field: 'outcome', before: 'done', after: 'partly' },
    ]);
  });

  it('are closed: who is late, what silence means, and one batch that stays the same', async () => {
    await goals.at(AT.askReport);
    expect(await goals.activities.askForReport(await week.ref())).toMatchObject({ counts: { asked: 3 } });
    await goals.at(AT.remindReport);
    await goals.activities.remindToReport(await week.ref());
    await goals.at(AT.closeReporting);
    expect(await goals.activities.closeReporting(await week.ref())).toMatchObject({ counts: { late: 3 } });
    expect(await week.act('cat', 'report', { items: await week.items('cat') })).toMatchObject({
      status: 409,
      body: { code: 'wrong-state' },
    });
    const late = await goals.call<{ items: { personId: string; subjectKind: string }[] }>(
      week.as('lead'),
      'GET',
      `/v1/cycles/${week.cycleId}/late`,
    );
    expect(late.body.items.map((item) => item.personId).toSorted()).toEqual([PEOPLE.lead, PEOPLE.cat, PEOPLE.new]);
    await goals.at(AT.closeConfirming);
    const first = await goals.activities.closeConfirming(await week.ref());
    expect(first).toMatchObject({
      outcome: 'done',
      counts: { confirmed: 2, unreported: 3, byDeadline: 1, results: 5 },
      batch: { count: 5 },
    });
    const again = await goals.activities.closeConfirming(await week.ref());
    expect(again.outcome === 'done' && 'batch' in again ? again.batch : null).toEqual(
      'batch' in first ? first.batch : undefined,
    );
    expect(await week.sheet('bob')).toMatchObject({ state: 'confirmed', completion: '90.00' });
    expect(
      await goals.rows(`SELECT state FROM approval WHERE subject_id = $1 AND subject_kind = 'report' ORDER BY round`, [
        (await week.sheet('bob')).id,
      ]),
    ).toEqual([{ state: 'returned' }, { state: 'approved' }]);
    expect(await week.sheet('cat')).toMatchObject({ state: 'unreported', completion: '0.00' });
    const pages = await goals.rows<{
      data: { count: number; pages: number; sheets: { state: string; completion: string }[] };
    }>(
      `SELECT payload->'event'->'data' AS data FROM outbox WHERE payload->'event'->>'type' = 'goalbeat.goals.results.published.v1'`,
    );
    expect(pages).toHaveLength(1);
    expect(pages[0]?.data).toMatchObject({ count: 5, pages: 1 });
    expect(pages[0]?.data.sheets.map((sheet) => sheet.completion).toSorted()).toEqual([
      '0/1',
      '0/1',
      '0/1',
      '19/20',
      '9/10',
    ]);
    expect(
      await goals.rows(`SELECT 1 FROM approval_task WHERE cycle_id = $1 AND state = 'open'`, [week.cycleId]),
    ).toEqual([]);
  });

  it('end in the weekly report and the archive', async () => {
    for (const step of ['score', 'publish', 'bonus-list', 'payout'] as const) {
      await goals.at(AT.weeklyReport);
      expect(await goals.activities.checkStep({ ...(await week.ref()), step })).toMatchObject({ outcome: 'done' });
      expect(await goals.activities.completeStep({ ...(await week.ref()), step })).toMatchObject({ outcome: 'done' });
    }
    expect(await goals.activities.sendWeeklyReport(await week.ref())).toMatchObject({ outcome: 'done' });
    const report = await goals.call<{
      units: object[];
      ranking: { rank: number; completion: string }[];
      above: object;
    }>(week.as('hr'), 'GET', `/v1/reports/weekly?cycle=${week.cycleId}&above=94.99`);
    expect(report.body).toMatchObject({
      provisional: false,
      units: [{ name: 'sales', people: 5, completion: '37.00', confirmed: 2, unreported: 3 }],
      above: { threshold: '94.99', people: [{ name: 'ann', completion: '95.00' }] },
    });
    expect(report.body.ranking.map((row) => row.rank)).toEqual([1, 2, 3, 3, 3]);
    const own = await goals.call<{ ranking: object[] }>(
      week.as('cat'),
      'GET',
      `/v1/reports/weekly?cycle=${week.cycleId}&above=95`,
    );
    expect(own.body.ranking).toHaveLength(1);
    await goals.at(AT.archive);
    expect(await goals.activities.archiveCycle(await week.ref())).toMatchObject({ outcome: 'done' });
    expect(await week.control()).toMatchObject({ state: 'closed', timeline: [] });
  });
});

describe('what HR does to a running cycle', () => {
  it('pauses, resumes, extends, closes now and cancels, each by version and with a reason', async () => {
    const week = await new Week(goals).open('control');
    await goals.at(AT.issue);
    await goals.activities.issueSheets(await week.ref());
    const stale = await week.ref();
    const control = (body: object) =>
      goals.call<{ version: number; state: string; timeline: { step: string; at: string }[]; code?: string }>(
        week.as('hr'),
        'POST',
        `/v1/cycles/${week.cycleId}/control`,
        { reason: 'the system was down', ...body },
      );
    expect((await control({ version: 1, action: 'pause' })).body).toMatchObject({ state: 'paused', version: 2 });
    await goals.at(AT.closePlanning);
    expect(await goals.activities.closePlanning(stale)).toMatchObject({ outcome: 'stale' });
    expect(await goals.activities.closePlanning(await week.ref())).toMatchObject({ outcome: 'stale' });
    expect(await control({ version: 1, action: 'resume' })).toMatchObject({
      status: 409,
      body: { code: 'stale-version' },
    });
    expect((await control({ version: 2, action: 'resume' })).body).toMatchObject({ state: 'running', version: 3 });
    expect(
      (await control({ version: 3, action: 'extend', step: 'close-planning', at: '2026-11-16T10:00:00Z' })).status,
    ).toBe(400);
    const extended = await control({
      version: 3,
      action: 'extend',
      step: 'close-planning',
      at: '2026-11-20T10:00:00Z',
    });
    const at = (step: string) => extended.body.timeline.find((one) => one.step === step)?.at;
    // What would have been overtaken waits; what comes later keeps its time.
    expect([at('close-planning'), at('ask-report'), at('close-reporting')]).toEqual([
      '2026-11-20T10:00:00.000Z',
      '2026-11-20T10:00:00.000Z',
      AT.closeReporting,
    ]);
    const { id } = await week.sheet('ann');
    expect((await tasks('make-plan', id)).map(({ state, due_at: due }) => [state, due])).toEqual([
      ['superseded', AT.closePlanning],
      ['open', '2026-11-20T10:00:00.000Z'],
    ]);
    const closed = await control({ version: 4, action: 'close-now', step: 'close-planning' });
    expect(closed.body.timeline.find((one) => one.step === 'close-planning')?.at).toBe(AT.closePlanning);
    await goals.activities.remindToPlan(await week.ref());
    expect(await goals.activities.closePlanning(await week.ref())).toMatchObject({ outcome: 'done' });
    expect(
      await control({ version: 5, action: 'extend', step: 'close-planning', at: '2026-11-21T10:00:00Z' }),
    ).toMatchObject({ status: 409, body: { code: 'wrong-state' } });
    await week.act('ann', 'report', { items: await week.items('ann') });
    expect((await control({ version: 5, action: 'cancel' })).body).toMatchObject({ state: 'cancelled' });
    expect((await week.sheet('ann')).state).toBe('cancelled');
    expect(
      await goals.rows(`SELECT 1 FROM approval_task WHERE cycle_id = $1 AND state = 'open'`, [week.cycleId]),
    ).toEqual([]);
    expect(
      await goals.call(week.as('ann'), 'POST', `/v1/cycles/${week.cycleId}/control`, {
        version: 6,
        action: 'pause',
        reason: 'x',
      }),
    ).toMatchObject({ status: 403 });
    const again = await goals.call(week.as('hr'), 'POST', `/v1/cycle-definitions/${week.definitionId}/cycles`, {
      period: '2026-W47',
    });
    expect(again.status).toBe(202);
    const [message] = await goals.rows<{ payload: { workflowId: string } }>(
      `SELECT payload FROM outbox WHERE payload->>'kind' = 'start' ORDER BY id DESC LIMIT 1`,
    );
    expect(message?.payload.workflowId).toMatch(/2026-W47#2$/);
    expect(
      await goals.activities.openPeriod({
        tenantId: TENANT,
        definitionId: week.definitionId,
        period: '2026-W47',
        scheduledAt: null,
      }),
    ).toMatchObject({ outcome: 'opened', run: 2 });
    const signals = await goals.rows<{ n: string }>(
      `SELECT count(*) AS n FROM outbox WHERE payload->>'kind' = 'signal' AND payload->>'signal' = 'controlChanged'`,
    );
    expect(Number(signals[0]?.n)).toBe(5);
  });
});

describe('who may see what', () => {
  it('shows people their own, leads their tree, HR partners their units, and strangers nothing', async () => {
    const week = await new Week(goals).open('access');
    await goals.at(AT.issue);
    await goals.activities.issueSheets(await week.ref());
    const count = async (who: Parameters<typeof goals.call>[0]) =>
      (await goals.call<{ items: object[] }>(who, 'GET', `/v1/goal-sheets?cycle=${week.cycleId}`)).body.items.length;
    expect([
      await count('ann'),
      await count('lead'),
      await count('dan'),
      await count('partner'),
      await count('hr'),
    ]).toEqual([1, 5, 0, 5, 5]);
    expect(await count(goals.principal('hr', OTHER_TENANT))).toBe(0);
    const { id } = await week.sheet('ann');
    expect((await goals.call('bob', 'GET', `/v1/goal-sheets/${id}`)).status).toBe(403);
    expect((await goals.call(goals.principal('ann', OTHER_TENANT), 'GET', `/v1/goal-sheets/${id}`)).status).toBe(404);
    expect((await goals.call('lead', 'GET', `/v1/process-log?subject=goal-sheet:${id}`)).status).toBe(200);
    expect((await goals.call('bob', 'GET', `/v1/process-log?subject=goal-sheet:${id}`)).status).toBe(403);
    const noId = `goal-sheet:${'-'.repeat(36)}`;
    expect((await goals.call('bob', 'GET', `/v1/process-log?subject=${noId}`)).status).toBe(403);
    const page = await goals.call<{ items: object[]; next: string }>(
      'hr',
      'GET',
      `/v1/goal-sheets?cycle=${week.cycleId}&limit=3`,
    );
    const rest = await goals.call<{ items: object[]; next: null }>(
      'hr',
      'GET',
      `/v1/goal-sheets?cycle=${week.cycleId}&limit=3&after=${page.body.next}`,
    );
    expect([page.body.items.length, rest.body.items.length, rest.body.next]).toEqual([3, 2, null]);
  });

  it('runs two tenants side by side', async () => {
    const ours = await new Week(goals).open('sides');
    const theirs = await new Week(goals, OTHER_TENANT).open('sides');
    await goals.at(AT.issue);
    await Promise.all([
      goals.activities.issueSheets(await ours.ref()),
      goals.activities.issueSheets(await theirs.ref()),
    ]);
    const mine = await ours.sheet('ann');
    const other = await theirs.sheet('ann');
    expect(mine.id).not.toBe(other.id);
    await expect(goals.activities.readControl({ tenantId: OTHER_TENANT, cycleId: ours.cycleId })).rejects.toMatchObject(
      { code: 'not-found' },
    );
    expect((await goals.call(theirs.as('ann'), 'POST', `/v1/goal-sheets/${mine.id}/plan`, { version: 1 })).status).toBe(
      404,
    );
  });

  it('answers a repeated Idempotency-Key with the first answer', async () => {
    const week = await new Week(goals).open('keys');
    await goals.at(AT.issue);
    await goals.activities.issueSheets(await week.ref());
    const { id } = await week.sheet('ann');
    const submit = (version: number) =>
      goals.call<{ approvalId: string; code?: string }>(
        'ann',
        'POST',
        `/v1/goal-sheets/${id}/plan`,
        { version },
        { 'idempotency-key': 'plan-1' },
      );
    const first = await submit(1);
    const second = await submit(1);
    expect(second).toMatchObject({ status: 200, body: { approvalId: first.body.approvalId } });
    expect(await submit(2)).toMatchObject({ status: 422, body: { code: 'idempotency-mismatch' } });
  });
});
