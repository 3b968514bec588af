import { instantOf } from '@goalbeat/domain/calendar/zone';
import { instantFromMs, instantMs, type Instant } from '@goalbeat/domain/clock/instant';
import { addDays, parsePeriod, type LocalDate } from '@goalbeat/domain/period/period';

/** What makes a story of another length out of the week's. */
export interface Calendar {
  /** Where days of the story lie; those that are not named follow the start as a week's do. */
  days?: Readonly<Record<number, LocalDate>>;
  /** The story's day before the request for reports. */
  eve?: number;
  /** Nothing is to be seen meanwhile: the clock may run faster. */
  quiet?: { from: Instant; until: Instant; rate: number };
}

/** The days of the story as instants: 1 and 2 are for planning, 5 for reporting, 8 for results and pay. Of a week day 1 is its Monday. */
export class Week {
  readonly start: LocalDate;
  readonly eve: number;
  readonly quiet: Calendar['quiet'];
  readonly #days: Readonly<Record<number, LocalDate>>;

  constructor(
    readonly period: string,
    readonly zone: string,
    { days = {}, eve = 4, quiet }: Calendar = {},
  ) {
    this.start = parsePeriod(period).start;
    this.#days = days;
    this.eve = eve;
    this.quiet = quiet;
  }

  at(day: number, time: string): Instant {
    return instantOf(this.#days[day] ?? addDays(this.start, day - 1), time, this.zone);
  }

  /** Between two times of a day, by a share from 0 to 1; to the minute. */
  between(day: number, from: string, to: string, share: number): Instant {
    const start = instantMs(this.at(day, from));
    const minutes = Math.floor(((instantMs(this.at(day, to)) - start) / 60_000) * share);
    return instantFromMs(start + minutes * 60_000);
  }
}
