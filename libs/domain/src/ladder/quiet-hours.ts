import { instantOf, localOf } from '../calendar/zone.js';
import type { Instant } from '../clock/instant.js';
import { addDays } from '../period/local-date.js';

/** Local times `HH:MM`; `from` after `to` goes over midnight, both equal is none. */
export interface QuietHours {
  from: string;
  to: string;
}

export interface QuietPlace {
  quiet: QuietHours;
  zone: string;
}

/** The end of the quiet hours that the instant falls into; the instant itself when it falls into none. */
export function afterQuiet({ quiet, zone }: QuietPlace, at: Instant): Instant {
  const { from, to } = quiet;
  const { date, time } = localOf(at, zone);
  const overMidnight = from > to;
  const quietNow = overMidnight ? time >= from || time < to : from <= time && time < to;
  if (!quietNow) return at;
  const end = instantOf(overMidnight && time >= from ? addDays(date, 1) : date, to, zone);
  // In an hour that a clock change repeats the end may lie before.
  return end > at ? end : at;
}

/** The first instant from `at` on that is quiet for nobody; after a day of looking it is the last one tried. */
export function afterAllQuiet(places: readonly QuietPlace[], at: Instant): Instant {
  let now = at;
  for (let turn = 0; turn <= places.length * 2; turn += 1) {
    const next = places.reduce((latest, place) => afterQuiet(place, latest), now);
    if (next === now) return now;
    now = next;
  }
  return now;
}
