import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { minuteOf, movedDay, workedMinutes, type Walls, wallsOf } from '../../test/slow-calendar.js';
import { instantFromMs, instantMs, type Instant } from '../clock/instant.js';
import { addDays, isoWeekday } from '../period/local-date.js';
import { periodOf } from '../period/period.js';
import type { DayKind, WorkingCalendar, WorkingHours } from './calendar.js';
import { MOVES, planTimeline } from './timeline.js';
import { addWorkingMinutes, nextWorkingInstant, workingMinutesBetween } from './working-time.js';
import { instantOf, localOf } from './zone.js';

/** Days around which clocks jump or fall back, and plain ones. */
const PLACES: [string, string][] = [
  ['Asia/Shanghai', '2026-02-14'],
  ['Asia/Kathmandu', '2026-06-10'],
  ['Europe/Berlin', '2026-03-29'],
  ['Europe/Berlin', '2026-10-25'],
  ['America/New_York', '2026-03-08'],
  ['America/New_York', '2026-11-01'],
  ['America/St_Johns', '2010-11-07'],
  ['America/St_Johns', '2026-03-08'],
  ['Australia/Lord_Howe', '2026-04-05'],
  ['Australia/Lord_Howe', '2026-10-04'],
  ['Pacific/Apia', '2011-12-30'],
  ['America/Sao_Paulo', '2018-11-04'],
];
const DAYS = 8;
const tables = PLACES.map(([zone, day]) => wallsOf(zone, addDays(day, -4), DAYS));
// Drawn by name: a counterexample then fits a screen.
const place = fc.constantFrom(...PLACES.map(([zone, day]) => `${zone} ${day}`));

function tableOf(name: string): Walls {
  const table = tables[PLACES.findIndex(([zone, day]) => `${zone} ${day}` === name)];
  if (table === undefined) throw new Error(name);
  return table;
}

const time = fc.integer({ min: 0, max: 95 }).map((n) => {
  const minutes = n * 15 + (n % 3);
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
});
/** Ordinary shifts, lunch breaks, night shifts, some that overlap, some that begin where the clock jumps. */
const hours: fc.Arbitrary<WorkingHours[]> = fc.oneof(
  fc.constant<WorkingHours[]>([]),
  fc.constant<WorkingHours[]>([
    { from: '09:00', to: '12:00' },
    { from: '13:00', to: '18:00' },
  ]),
  fc.constant<WorkingHours[]>([{ from: '22:00', to: '06:00' }]),
  fc.constant<WorkingHours[]>([{ from: '00:00', to: '24:00' }]),
  fc.array(fc.record({ from: time, to: time }), { minLength: 1, maxLength: 3 }),
);

function calendarAround(name: string): fc.Arbitrary<WorkingCalendar> {
  const first = tableOf(name).walls[0]?.slice(0, 10) ?? '';
  const kind = fc.constantFrom<DayKind | null>('holiday', 'workday', null, null);
  return fc
    .record({
      hours: fc.tuple(hours, hours, hours, hours, hours, hours, hours),
      days: fc.array(kind, { minLength: DAYS, maxLength: DAYS }),
    })
    .map((drawn) => {
      const [a, b, c, d, e, f, g] = drawn.hours;
      const days: Record<string, DayKind> = {};
      drawn.days.forEach((one, n) => {
        if (one !== null) days[addDays(first, n)] = one;
      });
      const weekdays = { '1': a, '2': b, '3': c, '4': d, '5': e, '6': f, '7': g };
      return { code: 'drawn', weekdays, days, coveredUntil: '2030-12-31' };
    });
}

const at = (table: Walls, minute: number): Instant => instantFromMs(table.fromMs + minute * 60_000);
const minutesInto = (table: Walls, instant: Instant): number => (instantMs(instant) - table.fromMs) / 60_000;

/** A place, a calendar and two minutes of the inner days; shifts that reach in from outside are thereby known. */
const drawn = place.chain((name) =>
  fc.record({
    name: fc.constant(name),
    calendar: calendarAround(name),
    one: fc.integer({ min: 3 * 1440, max: 5 * 1440 }),
    other: fc.integer({ min: 3 * 1440, max: 5 * 1440 }),
  }),
);
const INNER = { from: 2 * 1440, to: 6 * 1440 };

describe('against a walk from minute to minute', () => {
  it('finds the instant of every wall-clock time', () => {
    fc.assert(
      fc.property(place, fc.integer({ min: 2, max: 5 }), time, (name, day, text) => {
        const table = tableOf(name);
        const date = addDays(table.walls[0]?.slice(0, 10) ?? '', day);
        expect(minutesInto(table, instantOf(date, text, table.zone))).toBe(minuteOf(table, date, text));
      }),
      { numRuns: 500 },
    );
  });

  it('counts the same working minutes', () => {
    fc.assert(
      fc.property(drawn, ({ name, calendar, one, other }) => {
        const table = tableOf(name);
        const worked = workedMinutes(table, calendar);
        const counted = worked.slice(Math.min(one, other), Math.max(one, other)).filter(Boolean).length;
        const between = workingMinutesBetween(calendar, table.zone, at(table, one), at(table, other));
        expect(between).toBe(one <= other ? counted : -counted);
      }),
      { numRuns: 300 },
    );
  });

  it('comes to the same instant, forward and back', () => {
    fc.assert(
      fc.property(
        drawn,
        fc.integer({ min: 1, max: 1500 }),
        fc.boolean(),
        ({ name, calendar, one }, minutes, forward) => {
          const table = tableOf(name);
          const worked = workedMinutes(table, calendar);
          let left = minutes;
          let now = one;
          while (left > 0 && now > INNER.from && now < INNER.to) {
            if (worked[forward ? now : now - 1] === true) left -= 1;
            now += forward ? 1 : -1;
          }
          fc.pre(left === 0);
          const found = addWorkingMinutes(calendar, table.zone, at(table, one), forward ? minutes : -minutes);
          expect(minutesInto(table, found)).toBe(now);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('finds the same next working instant', () => {
    fc.assert(
      fc.property(drawn, ({ name, calendar, one }) => {
        const table = tableOf(name);
        const first = workedMinutes(table, calendar).findIndex((yes, minute) => yes && minute >= one);
        fc.pre(first >= 0 && first < INNER.to);
        expect(minutesInto(table, nextWorkingInstant(calendar, table.zone, at(table, one)))).toBe(first);
      }),
      { numRuns: 300 },
    );
  });
});

describe('against a walk from day to day', () => {
  it('moves a step of any week by the rule', () => {
    const day = fc.integer({ min: 0, max: 1500 }).map((n) => addDays('2024-01-01', n));
    const off = fc.array(fc.constantFrom<DayKind | null>('holiday', 'workday', null), { minLength: 21, maxLength: 21 });
    const usual = fc.array(fc.boolean(), { minLength: 7, maxLength: 7 }).filter((list) => list.includes(true));
    fc.assert(
      fc.property(day, off, usual, fc.constantFrom(...MOVES), (date, kinds, worked, move) => {
        const hoursOf = (n: number): WorkingHours[] => (worked[n] === true ? [{ from: '09:00', to: '18:00' }] : []);
        const days: Record<string, DayKind> = {};
        kinds.forEach((kind, n) => {
          if (kind !== null) days[addDays(date, n - 10)] = kind;
        });
        const calendar: WorkingCalendar = {
          code: 'drawn',
          weekdays: {
            '1': hoursOf(0),
            '2': hoursOf(1),
            '3': hoursOf(2),
            '4': hoursOf(3),
            '5': hoursOf(4),
            '6': hoursOf(5),
            '7': hoursOf(6),
          },
          days,
          coveredUntil: '2030-12-31',
        };
        const step = { step: 'ask-report', day: isoWeekday(date), time: '17:00', move } as const;
        const timeline = planTimeline([step], periodOf('week', date), calendar, 'Europe/Berlin');
        fc.pre(Array.isArray(timeline));
        const planned = Array.isArray(timeline) ? timeline[0] : undefined;
        expect(localOf(planned?.at ?? '', 'Europe/Berlin').date).toBe(movedDay(calendar, date, move));
      }),
      { numRuns: 1000 },
    );
  });
});
