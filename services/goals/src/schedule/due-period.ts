import { localOf } from '@goalbeat/domain/calendar/zone';
import type { Instant } from '@goalbeat/domain/clock/instant';
import {
  parsePeriod,
  periodAfter,
  periodBefore,
  periodFrom,
  periodHolding,
  type Period,
} from '@goalbeat/domain/period/period';
import type { Data } from '../cycle-definition/cycle-definition.repository.js';
import { opensAt, openingOf } from '../cycle-definition/opens-on.js';

/** Temporal itself opens late what it missed, within seconds of being back: this is for what it has forgotten. */
const GRACE_MS = 10 * 60_000;
const LOOKED_BACK = 60;

const localDate = (data: Data, at: Instant): string => localOf(at, opensAt(data, at).zone).date;

/** The present period, if it should have been opened a while ago and not before `opensFrom`. */
export function duePeriod(data: Data, opensFrom: Instant, now: Instant): Period | null {
  const period = periodHolding(data, localDate(data, now));
  if (period === null) return null;
  const opens = openingOf(data, period, now);
  return opens >= opensFrom && Date.parse(opens) + GRACE_MS <= Date.parse(now) ? period : null;
}

/** Periods before that one which should have been opened since `opensFrom`, latest first. */
export function periodsBefore(data: Data, period: Period, opensFrom: Instant, now: Instant): Period[] {
  const found: Period[] = [];
  let before = periodBefore(data, period);
  while (before !== null && found.length < LOOKED_BACK && openingOf(data, before, now) >= opensFrom) {
    found.push(before);
    before = periodBefore(data, before);
  }
  return found;
}

/** The next periods to be opened, soonest first, and when. */
export function nextOpenings(data: Data, now: Instant, count: number): { period: Period; opensAt: Instant }[] {
  const found: { period: Period; opensAt: Instant }[] = [];
  let period = periodFrom(data, localDate(data, now));
  while (period !== null && found.length < count && parsePeriod(period).start < '9000') {
    const at = openingOf(data, period, now);
    if (at > now) found.push({ period, opensAt: at });
    period = periodAfter(data, period);
  }
  return found;
}
