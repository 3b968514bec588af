import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { z } from 'zod';
import type { PreviewView } from '@goalbeat/contracts/goals/definition-http';
import { OrgWriter } from '@goalbeat/org-copy/org-writer';
import { UnitOfWork } from '@goalbeat/service-kit/db/unit-of-work';
import { id, PEOPLE, TENANT } from './company.js';
import { salesTemplate, week } from './definitions.js';
import { startGoals, type Goals } from './goals-service.js';

type Preview = z.infer<typeof PreviewView>;
let goals: Goals;
let definition: string;
beforeAll(async () => {
  goals = await startGoals();
  await goals.at('2026-11-15T20:00:00.000Z');
  await goals.call('hr', 'PUT', '/v1/goal-templates/sales', salesTemplate);
  const put = await goals.call<{ id: string }>('hr', 'PUT', '/v1/cycle-definitions/previewed', { data: week });
  definition = put.body.id;
});
afterAll(() => goals.close());

const preview = async (from: string, count: number, language = 'en'): Promise<Preview> =>
  (
    await goals.call<Preview>(
      'hr',
      'POST',
      `/v1/cycle-definitions/${definition}/preview`,
      { from, count },
      {
        'accept-language': language,
      },
    )
  ).body;

it('says in the reader’s language when a step is, why it moved and why a week is skipped', async () => {
  const [moved, , , last] = (await preview('2026-12-07', 4)).periods;
  expect(moved).toMatchObject({ period: '2026-W50', start: '2026-12-07', end: '2026-12-13', skippedWhy: null });
  expect(moved?.steps.find(({ step }) => step === 'ask-report')).toMatchObject({
    at: '2026-12-10T09:00:00.000Z',
    local: 'Thu 2026-12-10 17:00',
    explained: 'Fri 2026-12-11 17:00 is not worked: on the last working day of that week',
  });
  expect(moved?.steps[0]).toMatchObject({ local: 'Mon 2026-12-07 09:00', explained: null });
  expect(last?.steps.at(-1)).toMatchObject({ provisional: true, explained: expect.stringContaining('2026-12-31') });
  const [skipped] = (await preview('2026-02-16', 1, 'zh-CN')).periods;
  expect(skipped).toMatchObject({ skipped: 'no-working-day', skippedWhy: '本周期没有工作日，不开展考核', steps: [] });
});

it('shows a draft that nobody has saved, and keeps nothing of it', async () => {
  const draft = (data: object) =>
    goals.call<Preview>(
      'hr',
      'POST',
      '/v1/cycle-definitions/preview',
      { code: 'unsaved', from: '2026-12-07', count: 1, data },
      { 'accept-language': 'en' },
    );
  const later = week.timeline.map((step) => (step.step === 'ask-report' ? { ...step, time: '16:00' } : step));
  const { body } = await draft({ ...week, timeline: later });
  expect(body.periods[0]?.steps.find(({ step }) => step === 'ask-report')?.local).toBe('Thu 2026-12-10 16:00');
  expect(body.problems).toEqual([]);
  const wrong = await draft({ ...week, calendar: 'NOWHERE' });
  expect(wrong.body).toMatchObject({ periods: [], problems: [{ field: 'data.calendar' }] });
  const known = await goals.call<{ items: { code: string }[] }>('hr', 'GET', '/v1/cycle-definitions');
  expect(known.body.items.map(({ code }) => code)).toEqual(['previewed']);
});

it('judges who could decide by who is still with the company then, and names who is asked although away', async () => {
  await goals.rows(
    `UPDATE org_person SET left_on = '2026-12-10' WHERE tenant_id = $1 AND number = ANY('{E001,E002,E004}')`,
    [TENANT],
  );
  const away = {
    seq: 0,
    version: 1,
    absenceId: id(990),
    personId: PEOPLE.lead,
    from: '2026-11-24',
    to: '2026-11-25',
    cancelled: false,
  };
  await goals.app
    .get(UnitOfWork, { strict: false })
    .write(TENANT, (tx) => goals.app.get(OrgWriter, { strict: false }).absences(tx, [away]));
  const soon = await preview('2026-11-16', 2);
  expect(soon.nobodyToApprove).toEqual([]);
  expect(soon.absentApprovers).toEqual([
    {
      personId: PEOPLE.lead,
      number: 'E004',
      name: 'lead',
      from: '2026-11-24',
      to: '2026-11-25',
      why: expect.stringMatching(/^is away from 2026-11-24 to 2026-11-25/),
      period: '2026-W47',
    },
  ]);
  const later = await preview('2026-11-16', 6);
  const ann = later.nobodyToApprove.filter(({ number }) => number === 'E005');
  expect(ann.map(({ step, period }) => `${step} ${period}`)).toEqual([
    'plan.lead 2026-W50',
    'plan.hr 2026-W50',
    'report.lead 2026-W50',
  ]);
  expect(ann[0]).toMatchObject({
    name: 'ann',
    why: 'who would decide has left by then, and nobody is HR lead in their place',
  });
  expect((await preview('2026-11-16', 6, 'zh-CN')).nobodyToApprove[0]?.why).toContain('届时已离职');
});
