import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { TENANT } from './company.js';
import { AT } from './definitions.js';
import { startGoals, type Goals } from './goals-service.js';
import { tasksOf, Week } from './week.js';

let goals: Goals;
beforeAll(async () => {
  goals = await startGoals();
});
afterAll(() => goals.close());

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
    expect((await tasksOf(goals, 'make-plan', id)).map(({ state, due_at: due }) => [state, due])).toEqual([
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
