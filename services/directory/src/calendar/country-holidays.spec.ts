import { describe, expect, it } from '@jest/globals';
import { getDayDetail, isHoliday, isWorkday } from 'chinese-days';
import { isWorkingDay } from '@goalbeat/domain/calendar/calendar';
import { addDays } from '@goalbeat/domain/period/local-date';
import { countryHolidays, weekendOf } from './country-holidays.js';
import { SHIPPED_CALENDARS } from './shipped-calendars.js';

const daysOf = async (country: string, years: number[], region?: string) =>
  (await countryHolidays({ country, years, region }, 2026)).map(({ day }) => day);

describe('holidays of a country', () => {
  it('are those of the law, with the region’s own and substitute days, without half days', async () => {
    expect(await daysOf('DE', [2027])).toEqual([
      '2027-01-01',
      '2027-03-26',
      '2027-03-29',
      '2027-05-01',
      '2027-05-06',
      '2027-05-17',
      '2027-10-03',
      '2027-12-25',
      '2027-12-26',
    ]);
    expect(await daysOf('DE', [2027], 'BE')).toContain('2027-03-08');
    expect(await daysOf('GB', [2027], 'ENG')).toEqual(expect.arrayContaining(['2027-12-27', '2027-12-28']));
    const two = await daysOf('US', [2026, 2027]);
    expect(two).toEqual(expect.arrayContaining(['2026-11-26', '2027-11-25', '2027-07-05']));
    expect(two).toEqual(two.toSorted());
  });

  it.each([
    ['CN', [2027], undefined, 'country', /announces moved working days/],
    ['TR', [2027], undefined, 'country', /depend on the moon/],
    ['SA', [2027], undefined, 'country', /depend on the moon/],
    ['XX', [2027], undefined, 'country', /not known/],
    ['DE', [2027], 'ZZ', 'region', /is one of BB, BE/],
    ['DE', [2031], undefined, 'years', /too far ahead/],
  ] as const)('of %s %j %s are refused and not guessed', async (country, years, region, field, message) => {
    await expect(countryHolidays({ country, years, region }, 2026)).rejects.toMatchObject({
      code: 'validation',
      field,
      message: expect.stringMatching(message),
    });
  });

  it('knows where the week ends on another day', () => {
    expect(weekendOf('DE')).toEqual([6, 7]);
    expect(weekendOf('IL')).toEqual([5, 6]);
  });
});

it('China’s shipped year is what another source says of every day of 2026', () => {
  const calendar = { code: 'CN', ...SHIPPED_CALENDARS.CN };
  const differs = Array.from({ length: 365 }, (_, n) => addDays('2026-01-01', n)).filter(
    (day) => isWorkingDay(calendar, day) !== isWorkday(day) || isWorkingDay(calendar, day) === isHoliday(day),
  );
  expect(differs).toEqual([]);
  expect(getDayDetail('2026-02-14').work).toBe(true);
});
