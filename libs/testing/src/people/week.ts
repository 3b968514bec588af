import { instantOf } from '@goalbeat/domain/calendar/zone';
import { instantFromMs, instantMs, type Instant } from '@goalbeat/domain/clock/instant';
import { addDays, parsePeriod } from '@goalbeat/domain/period/period';

/** Local times of one week as instants; day 1 is its Monday. */
export class Week {
  readonly start: string;

  constructor(
    readonly period: string,
    readonly zone: string,
  ) {
    this.start = parsePeriod(period).start;
  }

  at(day: number, time: string): Instant {
    return instantOf(addDays(this.start, day - 1), time, this.zone);
  }

  /** Between two times of a day, by a share from 0 to 1; to the minute. */
  between(day: number, from: string, to: string, share: number): Instant {
    const start = instantMs(this.at(day, from));
    const minutes = Math.floor(((instantMs(this.at(day, to)) - start) / 60_000) * share);
    return instantFromMs(start + minutes * 60_000);
  }
}
