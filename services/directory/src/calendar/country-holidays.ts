import { DomainError } from '@goalbeat/domain/errors/domain-error';
import { addDays } from '@goalbeat/domain/period/local-date';
import type { ReadDay } from './read-calendar-file.js';

/** Their governments move working days and bridge holidays year by year: no rule knows that. */
const ANNOUNCED = new Set(['CN', 'HU', 'ID', 'KZ', 'RU', 'TH', 'TW', 'VN']);
/** Seen, not computed: announced when the moon was seen. */
const BY_SIGHTING = /Muharram|Safar|Rabi|Jumada|Rajab|Sha'?aban|Shaban|Ramadan|Shawwal|Dhu al/i;
const DAY_HOURS = 24;
const HOUR_MS = 3_600_000;
export const YEARS_AHEAD = 3;

/**
 * Public holidays by rules of law, whole days only; never a guess.
 * @param thisYear of business time: laws of a far future are nobody's to know
 * @throws validation (country, region, years)
 */
export async function countryHolidays(
  { country, region, years }: { country: string; region?: string | undefined; years: readonly number[] },
  thisYear: number,
): Promise<ReadDay[]> {
  const refuse = (field: string, words: string): never => {
    throw new DomainError('validation', `${field}: ${words}`, { field });
  };
  if (ANNOUNCED.has(country)) {
    refuse(
      'country',
      `${country} announces moved working days every year, which no rule knows: import the published days as a file.`,
    );
  }
  const late = years.find((year) => year > thisYear + YEARS_AHEAD);
  if (late !== undefined) refuse('years', `${late} is too far ahead: import at most until ${thisYear + YEARS_AHEAD}.`);
  // Thirteen megabytes of rules: loaded by the first who asks.
  const { default: Holidays } = await import('date-holidays');
  const library = new Holidays();
  if (!Object.hasOwn(library.getCountries(), country)) refuse('country', `the holidays of ${country} are not known.`);
  const regions = Object.keys(library.getStates(country) ?? {});
  if (region !== undefined && !regions.includes(region)) {
    refuse('region', regions.length === 0 ? `${country} has no regions here.` : `is one of ${regions.join(', ')}.`);
  }
  const chosen = region === undefined ? new Holidays(country) : new Holidays(country, region);
  chosen.setTimezone('UTC');
  const days = new Map<string, ReadDay>();
  for (const year of years) {
    const found = chosen.getHolidays(year).filter(({ type }) => type === 'public');
    if (found.length === 0) refuse('years', `${year} is not known for ${country}: import it as a file.`);
    const sighted = found.filter(({ rule }) => BY_SIGHTING.test(rule));
    if (sighted.length > 0) {
      const names = [...new Set(sighted.map(({ name }) => name))].join(', ');
      refuse(
        'country',
        `${names} depend on the moon and are announced: import the published days of ${year} as a file.`,
      );
    }
    for (const { date, start, end, name } of found) {
      const hours = (end.getTime() - start.getTime()) / HOUR_MS;
      // Half days stay working days: who goes home at noon has worked.
      if (hours % DAY_HOURS !== 0) continue;
      for (let n = 0; n < hours / DAY_HOURS; n += 1) {
        const day = addDays(date.slice(0, 10), n);
        if (day.startsWith(`${year}-`)) days.set(day, { row: 0, day, kind: 'holiday', name, problems: [] });
      }
    }
  }
  return [...days.values()].sort((a, b) => (a.day < b.day ? -1 : 1));
}

/** Weekdays off where the country's week is not ours: Friday and Saturday in Israel. */
export function weekendOf(country: string): readonly number[] {
  // The compiler's library does not know it yet.
  const locale = new Intl.Locale(`und-${country}`) as Intl.Locale & { getWeekInfo?: () => { weekend: number[] } };
  return locale.getWeekInfo?.().weekend ?? [6, 7];
}
