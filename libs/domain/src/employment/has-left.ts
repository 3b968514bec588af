import { localOf } from '../calendar/zone.js';
import type { Instant } from '../clock/instant.js';
import type { LocalDate } from '../period/local-date.js';

/** Whether the last day with the company (null: none is known) is over at the instant, where the person works. */
export function hasLeft(leftOn: LocalDate | null, at: Instant, zone: string): boolean {
  return leftOn !== null && leftOn < localOf(at, zone).date;
}
