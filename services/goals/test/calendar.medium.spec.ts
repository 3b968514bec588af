import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { CalendarChanged } from '@goalbeat/contracts/directory/events';
import { OrgWriter } from '@goalbeat/org-copy/org-writer';
import { UnitOfWork } from '@goalbeat/service-kit/db/unit-of-work';
import { CalendarWarningWorker } from '../src/calendar/calendar-warning.worker.js';
import { calendar, PEOPLE, TENANT } from './company.js';
import { startGoals, type Goals } from './goals-service.js';
import { Week } from './week.js';

let goals: Goals;
beforeAll(async () => {
  goals = await startGoals();
});
afterAll(() => goals.close());

/** As if directory's news had arrived. */
async function hear(changes: Partial<CalendarChanged>): Promise<void> {
  const writer = goals.app.get(OrgWriter, { strict: false });
  await goals.app
    .get(UnitOfWork, { strict: false })
    .write(TENANT, (tx) => writer.calendars(tx, [{ ...calendar, ...changes }]));
}
const stepsOf = async (cycleId: string) =>
  (
    await goals.rows<{ step: string; at: Date; moved: string | null; provisional: boolean }>(
      'SELECT step, at, moved, provisional FROM cycle_step WHERE cycle_id = $1 ORDER BY position',
      [cycleId],
    )
  ).map(({ step, at, moved, provisional }) =>
    [step, new Date(at).toISOString(), moved, provisional ? 'provisional' : null].filter(Boolean).join(' '),
  );
const logOf = (cycleId: string) =>
  goals.rows<{ action: string; reason: string | null; details: { version: number; moved: object[] } }>(
    `SELECT action, reason, details FROM process_log WHERE subject_id = $1 AND action IN ('cycle.replanned', 'cycle.skipped') ORDER BY id`,
    [cycleId],
  );
const signals = (period: string) =>
  goals.rows(`SELECT payload FROM outbox WHERE payload::text LIKE '%controlChanged%' AND payload::text LIKE $1`, [
    `%${period}%`,
  ]);
/** Chinese New Year 2027 is a Saturday; the days around it are drawn for this test. */
const YEAR_2027: CalendarChanged['days'] = {
  ...calendar.days,
  '2027-02-05': 'holiday',
  '2027-02-06': 'holiday',
  ...Object.fromEntries(Array.from({ length: 5 }, (_, n) => [`2027-02-${String(8 + n).padStart(2, '0')}`, 'holiday'])),
};

describe('a year that is imported', () => {
  it('moves what open cycles had planned beyond the covered days, once, and tells whoever waits', async () => {
    const week = await new Week(goals).open('imported', '2027-W05');
    const empty = await new Week(goals).open('festival', '2027-W06');
    const before = await stepsOf(week.cycleId);
    expect(before.every((line) => line.endsWith('provisional'))).toBe(true);
    expect(before[3]).toBe('ask-report 2027-02-05T09:00:00.000Z provisional');
    const { version } = await week.control();
    await goals.at('2027-02-01T01:00:00.000Z');
    await goals.activities.issueSheets(await week.ref());
    const byHand = await goals.call(week.as('hr'), 'POST', `/v1/cycles/${week.cycleId}/control`, {
      action: 'extend',
      step: 'remind-plan',
      at: '2027-02-02T03:00:00.000Z',
      version,
      reason: 'Training in the morning',
    });
    expect(byHand.status).toBe(200);

    await hear({ version: 2, days: YEAR_2027, coveredUntil: '2027-12-31' });
    const after = await stepsOf(week.cycleId);
    expect(after.slice(0, 7)).toEqual([
      'issue 2027-02-01T01:00:00.000Z provisional',
      'remind-plan 2027-02-02T03:00:00.000Z by-hand provisional',
      'close-planning 2027-02-02T10:00:00.000Z',
      'ask-report 2027-02-04T09:00:00.000Z last-working-day',
      'remind-report 2027-02-04T10:30:00.000Z last-working-day',
      'close-reporting 2027-02-04T12:00:00.000Z last-working-day',
      'close-confirming 2027-02-15T02:00:00.000Z next-working-day',
    ]);
    expect((await week.control()).version).toBe(version + 2);
    const [entry] = await logOf(week.cycleId);
    expect(entry).toMatchObject({
      action: 'cycle.replanned',
      reason: 'calendar-imported',
      details: { version: version + 2 },
    });
    expect(entry?.details.moved[0]).toEqual({
      step: 'ask-report',
      before: '2027-02-05T09:00:00.000Z',
      at: '2027-02-04T09:00:00.000Z',
    });
    expect(await signals('2027-W05')).toHaveLength(2);

    const control = await empty.control();
    expect(control.state).toBe('skipped');
    expect(await logOf(empty.cycleId)).toMatchObject([{ action: 'cycle.skipped', reason: 'no-working-day' }]);

    await hear({ version: 2, days: {}, coveredUntil: '2027-12-31' });
    await hear({ version: 1 });
    await hear({ version: 3, days: YEAR_2027, coveredUntil: '2027-12-31' });
    expect(await stepsOf(week.cycleId)).toEqual(after);
    expect(await logOf(week.cycleId)).toHaveLength(1);
  });

  it('makes dates certain that do not move, without a new control version', async () => {
    const week = await new Week(goals).open('certain', '2028-W20');
    const { version } = await week.control();
    await hear({ version: 4, days: YEAR_2027, coveredUntil: '2028-12-31' });
    expect((await stepsOf(week.cycleId)).filter((line) => line.endsWith('provisional'))).toEqual([]);
    expect((await week.control()).version).toBe(version);
    await hear({ version: 5, days: { '2028-05-19': 'holiday' }, coveredUntil: '2028-12-31' });
    // What was promised within covered days is HR's to move.
    expect((await stepsOf(week.cycleId))[3]).toBe('ask-report 2028-05-19T09:00:00.000Z');
  });
});

describe('a calendar that ends', () => {
  const todos = () =>
    goals.rows(
      `SELECT assignee_id, title, state, due_at FROM approval_task WHERE subject_kind = 'import-calendar' AND tenant_id = $1 ORDER BY opened_at, id`,
      [TENANT],
    );

  it('is told to HR sixty days ahead, once a year, until the year is there', async () => {
    const worker = goals.app.get(CalendarWarningWorker, { strict: false });
    await hear({ version: 6, coveredUntil: '2028-12-31' });
    await goals.at('2028-10-31T00:00:00.000Z');
    // The other company's calendar ended long ago.
    expect(await worker.warnAll()).toBe(1);
    expect(await todos()).toEqual([]);
    await goals.at('2028-11-02T00:00:00.000Z');
    expect(await worker.warnAll()).toBe(1);
    const open = { assignee_id: PEOPLE.hr, title: 'office 2029', state: 'open' };
    expect(await todos()).toContainEqual({ ...open, due_at: expect.anything() });
    expect(await worker.warnAll()).toBe(0);
    expect(await todos()).toHaveLength(1);
    await hear({ version: 7, coveredUntil: '2028-12-31', days: { '2028-12-25': 'holiday' } });
    expect(await todos()).toContainEqual(expect.objectContaining(open));
    await hear({ version: 8, coveredUntil: '2029-12-31' });
    expect(await todos()).toMatchObject([{ state: 'superseded' }]);
    expect(await worker.warnAll()).toBe(0);
  });
});
