import { describe, expect, it } from '@jest/globals';
import { addDays } from '../period/local-date.js';
import { steadyClock } from './steady-clock.js';
import { instantOf, localOf } from './zone.js';

const FROM = '2026-11-23';

describe('steadyClock', () => {
  it.each([
    ['Asia/Shanghai', '00:00'],
    ['Europe/Berlin', '09:00'],
    ['Europe/Berlin', '03:00'],
    ['America/New_York', '00:30'],
    ['Asia/Kathmandu', '02:30'],
  ])('leaves %s %s as it is: it comes once every day', (zone, time) => {
    expect(steadyClock({ zone, time }, FROM)).toEqual({ zone, time });
  });

  it.each([
    ['Europe/Berlin', '02:30', 'Etc/GMT-2', '02:30'],
    ['America/New_York', '02:00', 'Etc/GMT+4', '02:00'],
    ['America/New_York', '01:30', 'Etc/GMT+4', '01:30'],
    ['Europe/London', '01:00', 'Etc/GMT-1', '01:00'],
    ['America/Santiago', '00:00', 'Etc/GMT+3', '00:00'],
    ['America/Santiago', '23:15', 'Etc/GMT+3', '23:15'],
    ['Australia/Lord_Howe', '02:15', 'Etc/GMT-11', '02:15'],
    ['Australia/Adelaide', '02:30', 'Etc/GMT-11', '03:00'],
    ['America/St_Johns', '02:00', 'Etc/GMT+2', '02:30'],
    ['America/Nuuk', '23:30', 'Etc/GMT+1', '23:30'],
  ])('takes %s %s, which a clock change touches, to %s %s', (zone, time, steadyZone, steadyTime) => {
    expect(steadyClock({ zone, time }, FROM)).toEqual({ zone: steadyZone, time: steadyTime });
  });

  it('is never late, at most an hour early, and never on another day, through a year', () => {
    for (const zone of ['Europe/Berlin', 'America/Santiago', 'America/St_Johns']) {
      for (const time of ['00:00', '02:30', '09:00', '23:30']) {
        const steady = steadyClock({ zone, time }, FROM);
        for (let day = FROM; day < '2027-12-01'; day = addDays(day, 1)) {
          const wanted = Date.parse(instantOf(day, time, zone));
          const fires = instantOf(day, steady.time, steady.zone);
          expect(wanted - Date.parse(fires)).toBeGreaterThanOrEqual(0);
          expect(wanted - Date.parse(fires)).toBeLessThanOrEqual(3_600_000);
          expect(localOf(fires, steady.zone).date).toBe(day);
        }
      }
    }
  });
});
