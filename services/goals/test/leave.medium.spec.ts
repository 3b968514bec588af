import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { AbsenceChanged } from '@goalbeat/contracts/directory/events';
import { DIRECTORY_EVENTS } from '@goalbeat/contracts/directory/events';
import { OrgWriter } from '@goalbeat/org-copy/org-writer';
import { UnitOfWork } from '@goalbeat/service-kit/db/unit-of-work';
import { PeopleInCyclesConsumer } from '../src/cycle-step/people-in-cycles.consumer.js';
import { id, PEOPLE, TENANT } from './company.js';
import { AT } from './definitions.js';
import { startGoals, type Goals } from './goals-service.js';
import { Week } from './week.js';

let goals: Goals;
beforeAll(async () => {
  goals = await startGoals();
});
afterAll(() => goals.close());

/** Directory says so: the copy is written, then whoever listens hears of it. */
async function hear(
  n: number,
  personId: string,
  from: string,
  to: string,
  changes: Partial<AbsenceChanged> = {},
): Promise<void> {
  const data: AbsenceChanged = {
    seq: 0,
    version: 1,
    absenceId: id(900 + n),
    personId,
    from,
    to,
    cancelled: false,
    ...changes,
  };
  const event = {
    specversion: '1.0' as const,
    id: id(5000 + n * 10 + data.version),
    source: 'goalbeat/directory',
    type: DIRECTORY_EVENTS.absence,
    subject: data.absenceId,
    time: '2026-11-15T00:00:00.000Z',
    datacontenttype: 'application/json' as const,
    tenantid: TENANT,
    data,
  };
  const work = goals.app.get(UnitOfWork, { strict: false });
  await work.write(TENANT, (tx) => goals.app.get(OrgWriter, { strict: false }).absences(tx, [data]));
  await work.write(TENANT, (tx) => goals.app.get(PeopleInCyclesConsumer, { strict: false }).handle(event, tx));
}
const skippedOf = async (week: Week) =>
  new Map((await week.cycle()).skippedPeople.map(({ personId, reason }) => [personId, reason]));

it('gives nobody goals who is away on all working days of the period, lists them, and counts other leave for nothing', async () => {
  // Two absences that follow each other; and from Monday to Thursday.
  await hear(1, PEOPLE.bob, '2026-11-09', '2026-11-17');
  await hear(2, PEOPLE.bob, '2026-11-18', '2026-11-20');
  await hear(3, PEOPLE.ann, '2026-11-16', '2026-11-19');
  // Joins on Thursday and is away from then on.
  await hear(4, PEOPLE.new, '2026-11-19', '2026-12-31');
  await hear(5, PEOPLE.cat, '2026-11-16', '2026-11-20', { cancelled: true });
  const week = await new Week(goals).open('leave');
  await goals.at(AT.issue);
  expect(await goals.activities.issueSheets(await week.ref())).toMatchObject({ counts: { issued: 3, skipped: 3 } });
  expect(await skippedOf(week)).toEqual(
    new Map([
      [PEOPLE.bob, 'on-leave'],
      [PEOPLE.new, 'on-leave'],
      [PEOPLE.gone, 'left'],
    ]),
  );
  const ann = await week.sheet('ann');
  expect(ann).toMatchObject({ workedDays: 5, fullDays: 5 });
  expect(ann.goals[0]?.target).toBe('10');
  expect((await week.cycle()).funnel['issued']).toBe(3);
});

it('gives them goals when they are here after all, once', async () => {
  const week = await new Week(goals).open('back');
  await goals.at(AT.issue);
  await goals.activities.issueSheets(await week.ref());
  expect((await skippedOf(week)).get(PEOPLE.bob)).toBe('on-leave');
  await goals.at(AT.planning);
  await hear(2, PEOPLE.bob, '2026-11-18', '2026-11-20', { version: 2, cancelled: true });
  await hear(2, PEOPLE.bob, '2026-11-18', '2026-11-20', { version: 2, cancelled: true });
  // Older news that comes late changes nothing.
  await hear(2, PEOPLE.bob, '2026-11-18', '2026-11-20');
  expect((await skippedOf(week)).has(PEOPLE.bob)).toBe(false);
  expect((await week.sheet('bob')).state).toBe('issued');
  const sheets = await goals.rows('SELECT id FROM goal_sheet WHERE cycle_id = $1 AND person_id = $2', [
    week.cycleId,
    PEOPLE.bob,
  ]);
  expect(sheets).toHaveLength(1);
  // Somebody of whom the copy knows nothing yet.
  await hear(6, id(4711), '2026-11-16', '2026-11-20');
});
