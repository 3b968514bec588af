import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { instantFromMs } from '../clock/instant.js';
import { endOfDay, instantOf, localOf, minutesOf, zoneName } from './zone.js';

describe('zone', () => {
  it.each([
    ['2026-11-20', '17:00', 'Asia/Shanghai', '2026-11-20T09:00:00.000Z'],
    ['2026-11-20', '24:00', 'Asia/Shanghai', '2026-11-20T16:00:00.000Z'],
    ['2026-11-20', '17:00', 'Asia/Kathmandu', '2026-11-20T11:15:00.000Z'],
    ['2026-03-29', '02:30', 'Europe/Berlin', '2026-03-29T01:30:00.000Z'],
    ['2026-10-25', '02:30', 'Europe/Berlin', '2026-10-25T00:30:00.000Z'],
    ['2026-10-25', '03:00', 'Europe/Berlin', '2026-10-25T02:00:00.000Z'],
    ['2026-03-08', '02:30', 'America/New_York', '2026-03-08T07:30:00.000Z'],
    ['2026-10-04', '02:15', 'Australia/Lord_Howe', '2026-10-03T15:45:00.000Z'],
    ['2011-12-30', '12:00', 'Pacific/Apia', '2011-12-30T22:00:00.000Z'],
  ])('%s %s in %s is %s', (date, time, zone, instant) => {
    expect(instantOf(date, time, zone)).toBe(instant);
    expect(instantOf(date, time, zone)).toBe(instant);
  });

  it.each([
    ...['Asia/Shanghai', 'UTC', 'Asia/Calcutta', 'Asia/Kolkata', 'Asia/Kathmandu', 'Europe/Kyiv', 'Etc/GMT+8'].map(
      (zone) => [zone, zone],
    ),
    ['asia/shanghai', 'Asia/Shanghai'],
    ['utc', 'UTC'],
    ['asia/kolkata', 'Asia/Kolkata'],
    ['US/Pacific', 'America/Los_Angeles'],
    ['etc/gmt+8', 'Etc/GMT+8'],
    ['+05:45', null],
    ['-08:00', null],
    ['Mars/Olympus', null],
    ['', null],
  ])('says that %j is written %j', (text, name) => {
    expect(zoneName(text ?? '')).toBe(name);
  });

  it('takes every name that this runtime calls a zone by', () => {
    expect(Intl.supportedValuesOf('timeZone').filter((zone) => zoneName(zone) !== zone)).toEqual([]);
  });

  it('ends a day of 23 hours', () => {
    expect(endOfDay('2026-03-29', 'Europe/Berlin')).toBe('2026-03-29T22:00:00.000Z');
  });

  it('refuses what is no zone, no time, no day', () => {
    expect(() => instantOf('2026-11-20', '09:00', 'Mars/Olympus')).toThrow(
      expect.objectContaining({ code: 'validation', field: 'zone' }),
    );
    for (const time of ['24:01', '9:00', '09:60', '']) {
      expect(() => minutesOf(time)).toThrow(expect.objectContaining({ code: 'validation', field: 'time' }));
    }
    expect(() => instantOf('2026-02-30', '09:00', 'UTC')).toThrow(expect.objectContaining({ code: 'validation' }));
  });

  it('comes back to the same wall clock, at the earlier instant of an hour that comes twice', () => {
    const zones = fc.constantFrom(
      'Asia/Shanghai',
      'Europe/Berlin',
      'America/New_York',
      'Australia/Lord_Howe',
      'America/St_Johns',
      'Pacific/Apia',
      'UTC',
    );
    const minute = fc.integer({ min: 20_000_000, max: 32_000_000 });
    fc.assert(
      fc.property(minute, zones, (minutes, zone) => {
        const instant = instantFromMs(minutes * 60_000);
        const { date, time } = localOf(instant, zone);
        const back = instantOf(date, time, zone);
        expect(back <= instant).toBe(true);
        expect(localOf(back, zone)).toEqual({ date, time });
      }),
    );
  });
});
