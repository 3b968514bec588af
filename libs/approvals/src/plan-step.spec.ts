import { describe, expect, it } from '@jest/globals';
import { viewOf } from '@goalbeat/org-copy/org-context';
import type { OrgContext } from '@goalbeat/org-copy/org-types';
import { REAL_CLOCK } from '@goalbeat/domain/clock/tenant-clock';
import { id } from '@goalbeat/testing/harness/organisation';
import { ACME, HR_STEP, LEAD_STEP, PEOPLE, ROOT, SALES, TENANT } from '../test/acme.js';
import { type Chosen, nextInLine, planStep } from './plan-step.js';
import { delegatorsOf } from '@goalbeat/domain/approval/delegation';

const now = '2026-11-16T09:00:00.000Z';
const { calendars, units, people } = ACME(TENANT);
const [OFFICE] = calendars;
if (OFFICE === undefined) throw new Error('Acme has no calendar');
const context = (changes: Partial<OrgContext> = {}): OrgContext => ({
  clock: REAL_CLOCK,
  now,
  delegations: [],
  placeOf: () => ({ zone: 'UTC', calendar: OFFICE }),
  quietHoursOf: () => null,
  view: viewOf(
    {
      people: people.map((one) => ({ id: one.personId, zone: null, calendar: null, isHr: false, ...one })),
      units: units.map((one) => ({ id: one.unitId, ...one })),
      holders: people.flatMap((one) => one.roles.map((role) => ({ personId: one.personId, ...role }))),
      zone: 'UTC',
    },
    now,
  ),
  ...changes,
});
const subject: Chosen = {
  subjectKind: 'plan',
  ownerId: PEOPLE.ann,
  requesterId: PEOPLE.ann,
  beneficiaryIds: [],
  unitId: SALES,
  stepCaps: { 'close-planning': '2026-11-17T12:00:00.000Z' },
  quietHours: null,
  chain: [LEAD_STEP],
  facts: {},
  money: false,
};

describe('a planned step', () => {
  it('asks the manager and counts the ladder in working time', () => {
    const planned = planStep(subject, LEAD_STEP, context());
    expect(planned).toMatchObject({ personIds: [PEOPLE.lead], dueAt: '2026-11-16T17:00:00.000Z' });
    expect(planned.rungs.map((rung) => [rung.at, rung.action])).toEqual([
      ['2026-11-16T13:00:00.000Z', 'remind'],
      ['2026-11-17T11:00:00.000Z', 'escalate'],
      ['2026-11-17T13:00:00.000Z', 'approve'],
    ]);
  });

  it('is due at a step of the cycle when its ladder says so', () => {
    const step = { ...LEAD_STEP, ladder: { ...LEAD_STEP.ladder, due: { atStep: 'close-planning' as const } } };
    expect(planStep(subject, step, context()).dueAt).toBe('2026-11-17T12:00:00.000Z');
  });

  it('counts where the delegate works', () => {
    const asked: string[] = [];
    planStep(subject, LEAD_STEP, {
      ...context(),
      delegations: [{ fromId: PEOPLE.lead, toId: PEOPLE.bob, from: now, to: '2026-12-01T00:00:00.000Z', kinds: null }],
      placeOf: (personId) => {
        asked.push(personId);
        return { zone: 'UTC', calendar: OFFICE };
      },
    });
    expect(asked).toEqual([PEOPLE.bob]);
  });

  it('keeps reminders out of the quiet hours of everybody asked: their own, else the definition’s', () => {
    const hours = { quietHours: { from: '12:30', to: '13:30' } };
    const reminder = (of: Partial<Chosen>, own: OrgContext['quietHoursOf'] = () => null) =>
      planStep({ ...subject, ...of }, { ...LEAD_STEP, assign: HR_STEP.assign }, context({ quietHoursOf: own })).rungs[0]
        ?.at;
    expect(reminder({})).toBe('2026-11-16T13:00:00.000Z');
    expect(reminder(hours)).toBe('2026-11-16T13:30:00.000Z');
    expect(reminder(hours, () => ({ from: '00:00', to: '00:00' }))).toBe('2026-11-16T13:00:00.000Z');
    const own = (who: string) => (who === PEOPLE.hr2 ? { from: '13:00', to: '15:00' } : null);
    expect(reminder({}, own)).toBe('2026-11-16T15:00:00.000Z');
    // Later than the deadline at 17:00 would be no reminder.
    expect(reminder({}, () => ({ from: '12:00', to: '17:30' }))).toBe('2026-11-17T11:00:00.000Z');
  });

  it('finds nobody only when HR has nobody either', () => {
    const { view } = context();
    const alone = { ...view, holders: () => [], managerOf: () => null };
    expect(() => planStep(subject, LEAD_STEP, context({ view: alone }))).toThrow(
      expect.objectContaining({ code: 'nobody-to-approve' }),
    );
    expect(
      planStep(
        subject,
        LEAD_STEP,
        context({ view: { ...alone, holders: (role, unitId) => view.holders(role, unitId) } }),
      ).personIds,
    ).toEqual([PEOPLE.hr, PEOPLE.hr2]);
  });
});

describe('the next in line', () => {
  it('is the manager’s manager, past whoever may not decide, and HR at the top', () => {
    expect(nextInLine(subject, PEOPLE.lead, context())).toEqual([PEOPLE.boss]);
    expect(nextInLine({ ...subject, requesterId: PEOPLE.boss }, PEOPLE.lead, context())).toEqual([
      PEOPLE.hr,
      PEOPLE.hr2,
    ]);
    expect(nextInLine({ ...subject, unitId: ROOT }, PEOPLE.boss, context())).toEqual([PEOPLE.hr, PEOPLE.hr2]);
  });
});

it('delegators are found over several delegates, without running in a circle', () => {
  const one = (fromId: string, toId: string) => ({ fromId, toId, from: now, to: now, kinds: null });
  const [a, b, c] = [id(1), id(2), id(3)];
  expect(delegatorsOf(c, [one(a, b), one(b, c), one(c, a)]).toSorted()).toEqual([a, b]);
  expect(delegatorsOf(a, [one(a, b)])).toEqual([]);
});
