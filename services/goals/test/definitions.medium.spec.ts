import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { undeclaredEndpoints } from '@goalbeat/service-kit/auth/undeclared-endpoints';
import { OTHER_TENANT } from './company.js';
import { salesTemplate, week, type Data } from './definitions.js';
import { startGoals, type Goals } from './goals-service.js';

let goals: Goals;
beforeAll(async () => {
  goals = await startGoals();
});
afterAll(() => goals.close());

interface ProblemBody {
  code: string;
  field?: string;
  errors?: { field: string; message: string }[];
}
interface Definition {
  id: string;
  version: number;
  state: string;
  data: Data;
}
const put = (data: unknown, code = 'weekly', version?: number, who: 'hr' | 'partner' | 'ann' = 'hr') =>
  goals.call<Definition & ProblemBody>(who, 'PUT', `/v1/cycle-definitions/${code}`, {
    data,
    ...(version === undefined ? {} : { version }),
  });
const without = (step: string): Data => ({ ...week, timeline: week.timeline.filter((one) => one.step !== step) });

it('declares a permission on every endpoint', () => {
  expect(undeclaredEndpoints(goals.app)).toEqual([]);
});

it('describes its routes and shapes', async () => {
  const document = await goals.app.inject({ method: 'GET', url: '/openapi.json' });
  expect(document.statusCode).toBe(200);
  expect(document.json<{ paths: object }>().paths).toHaveProperty('/v1/goal-sheets/{id}/report');
});

describe('goal templates', () => {
  it('are made, versioned and read', async () => {
    expect((await goals.call('hr', 'PUT', '/v1/goal-templates/sales', salesTemplate)).status).toBe(200);
    const changed = await goals.call<{ version: number }>('hr', 'PUT', '/v1/goal-templates/sales', {
      ...salesTemplate,
      name: 'Selling',
      version: 1,
    });
    expect(changed).toMatchObject({ status: 200, body: { version: 2, name: 'Selling' } });
    expect(await goals.call('hr', 'PUT', '/v1/goal-templates/sales', { ...salesTemplate, version: 1 })).toMatchObject({
      status: 409,
      body: { code: 'stale-version' },
    });
    expect(await goals.call('ann', 'GET', '/v1/goal-templates')).toMatchObject({
      status: 200,
      body: { items: [{ code: 'sales' }] },
    });
  });

  it('refuse weights that are not 100, wrong fields and everybody but HR', async () => {
    const [first, ...rest] = salesTemplate.goals;
    const heavy = { ...salesTemplate, goals: [{ ...first, weight: '60' }, ...rest] };
    expect(await goals.call('hr', 'PUT', '/v1/goal-templates/heavy', heavy)).toMatchObject({
      status: 422,
      body: { code: 'weights-not-100', field: 'goals' },
    });
    expect(await goals.call('hr', 'PUT', '/v1/goal-templates/odd', { ...salesTemplate, colour: 'red' })).toMatchObject({
      status: 400,
      body: { code: 'unknown-field', field: 'colour' },
    });
    expect((await goals.call('ann', 'PUT', '/v1/goal-templates/mine', salesTemplate)).status).toBe(403);
  });
});

describe('cycle definitions', () => {
  it('go from draft to active, and tell Temporal when to open the week', async () => {
    // Only a clock that is the world's has a Schedule.
    await goals.rows('UPDATE org_tenant SET clock_held_at = NULL, clock_anchor_virtual = clock_anchor_real');
    const draft = await put(week);
    expect(draft).toMatchObject({ status: 200, body: { version: 1, state: 'draft' } });
    const activated = await goals.call<Definition>('hr', 'POST', `/v1/cycle-definitions/${draft.body.id}/activate`, {
      version: 1,
    });
    expect(activated).toMatchObject({ status: 200, body: { state: 'active' } });
    const [message] = await goals.rows<{ payload: object }>(
      `SELECT payload FROM outbox WHERE destination = 'workflows'`,
    );
    expect(message?.payload).toMatchObject({
      kind: 'upsertSchedule',
      calendars: [{ dayOfWeek: 1, hour: 9, minute: 0 }],
      timeZone: 'Asia/Shanghai',
      workflow: 'openCycle',
    });
    const next = await put({ ...week, name: 'Weekly goals 2' }, 'weekly', 1);
    expect(next).toMatchObject({ status: 200, body: { version: 2, state: 'draft' } });
    expect(await put(week, 'weekly', 1)).toMatchObject({ status: 409, body: { code: 'stale-version' } });
  });

  it('name every field that is wrong', async () => {
    const bonus = (week.chains['bonus-list'] ?? []).map((step) => ({
      ...step,
      ladder: { ...step.ladder, last: { action: 'approve', after: 1 } },
    }));
    const wrong: [unknown, number, string, string][] = [
      [without('ask-report'), 400, 'validation', 'data.timeline'],
      [
        {
          ...week,
          timeline: week.timeline.map((one) =>
            one.step === 'close-planning' ? { ...one, day: 1, time: '08:00' } : one,
          ),
        },
        400,
        'validation',
        'data.timeline.2.day',
      ],
      [{ ...week, who: { units: ['nowhere'] } }, 422, 'unknown-unit', 'data.who.units.0'],
      [{ ...week, who: { except: ['E999'] } }, 422, 'unknown-person', 'data.who.except.0'],
      [{ ...week, calendar: 'none' }, 400, 'validation', 'data.calendar'],
      [{ ...week, zone: 'Mars/Olympus' }, 400, 'validation', 'data.zone'],
      [
        { ...week, chains: { ...week.chains, 'bonus-list': bonus } },
        400,
        'validation',
        'data.chains.bonus-list.0.ladder.last.action',
      ],
      [
        {
          ...without('remind-plan'),
          chains: {
            ...week.chains,
            plan: week.chains.plan.map((one) => ({
              ...one,
              ladder: { ...one.ladder, due: { atStep: 'remind-plan' } },
            })),
          },
        },
        400,
        'validation',
        'data.chains.plan.0.ladder.due.atStep',
      ],
      [{ ...week, period: 'year' }, 400, 'validation', 'data.period'],
    ];
    for (const [data, status, code, field] of wrong) {
      const answer = await put(data, 'wrong');
      expect({ status: answer.status, code: answer.body.code, field: answer.body.field }).toEqual({
        status,
        code,
        field,
      });
      expect(answer.body.errors?.map((error) => error.field)).toContain(field);
    }
    expect(await goals.rows(`SELECT 1 FROM cycle_definition WHERE code = 'wrong'`)).toEqual([]);
  });

  it('keep an HR partner to the named units', async () => {
    expect((await put({ ...week, who: { units: ['sales'] } }, 'of-sales', undefined, 'partner')).status).toBe(200);
    expect((await put({ ...week, who: { units: ['design'] } }, 'of-design', undefined, 'partner')).status).toBe(403);
    expect((await put(week, 'mine', undefined, 'ann')).status).toBe(403);
  });

  it('refuse to start where nobody could decide', async () => {
    const { body } = await put(week, 'stranded');
    await goals.rows(`DELETE FROM org_role WHERE role = 'hr-lead' AND tenant_id = $1`, [
      goals.principal('hr').tenantId,
    ]);
    const answer = await goals.call<ProblemBody>('hr', 'POST', `/v1/cycle-definitions/${body.id}/activate`, {
      version: 1,
    });
    expect(answer).toMatchObject({ status: 422, body: { code: 'nobody-to-approve' } });
    expect(answer.body.field).toMatch(/^data\.chains\.plan/);
    const preview = await goals.call<{ nobodyToApprove: object[] }>(
      'hr',
      'POST',
      `/v1/cycle-definitions/${body.id}/preview`,
      { from: '2026-11-16' },
    );
    expect(preview.body.nobodyToApprove.length).toBeGreaterThan(0);
    await goals.rows(
      `INSERT INTO org_role SELECT $1, p.id, 'hr-lead', NULL, 1 FROM org_person p WHERE p.tenant_id = $1 AND p.number = 'E002'`,
      [goals.principal('hr').tenantId],
    );
  });

  it('show the next periods with what moves and what is skipped', async () => {
    const { body } = await put(week, 'shown');
    const preview = await goals.call<{
      periods: {
        period: string;
        skipped: string | null;
        steps: { step: string; at: string; moved: string | null; provisional: boolean }[];
      }[];
      people: number;
    }>('hr', 'POST', `/v1/cycle-definitions/${body.id}/preview`, { from: '2026-12-07', count: 5 });
    expect(preview.status).toBe(200);
    const [friday] = preview.body.periods;
    expect(friday?.steps.find((step) => step.step === 'ask-report')).toMatchObject({
      at: '2026-12-10T09:00:00.000Z',
      moved: 'last-working-day',
    });
    expect(preview.body.periods.at(-1)?.steps.at(-1)?.provisional).toBe(true);
    expect(preview.body.people).toBe(5);
    const spring = await goals.call<{ periods: { skipped: string | null }[] }>(
      'hr',
      'POST',
      `/v1/cycle-definitions/${body.id}/preview`,
      {
        from: '2026-02-16',
        count: 1,
      },
    );
    expect(spring.body.periods[0]?.skipped).toBe('no-working-day');
    expect(
      (await goals.call('hr', 'POST', `/v1/cycle-definitions/${body.id}/preview`, { from: '2026-02-30' })).status,
    ).toBe(400);
  });

  it('are not there for another tenant', async () => {
    const { body } = await put(week, 'ours');
    const stranger = goals.principal('hr', OTHER_TENANT);
    expect((await goals.call(stranger, 'GET', `/v1/cycle-definitions/${body.id}`)).status).toBe(404);
    expect(await goals.call(stranger, 'GET', '/v1/cycle-definitions')).toMatchObject({ body: { items: [] } });
  });
});
