import type { WorkingCalendar } from '@goalbeat/domain/calendar/calendar';
import { goalDue } from '@goalbeat/domain/calendar/goal-due';
import type { Move } from '@goalbeat/domain/calendar/timeline';
import { localOf } from '@goalbeat/domain/calendar/zone';
import { instantFromMs, instantMs, type Instant } from '@goalbeat/domain/clock/instant';
import { DomainError } from '@goalbeat/domain/errors/domain-error';
import type { LocalDate } from '@goalbeat/domain/period/local-date';
import { parsePeriod } from '@goalbeat/domain/period/period';
import type { Language } from '@goalbeat/domain/wording/language';
import { shifted } from '../cycle/shift-timeline.js';

/** What the deadlines of a cycle's goals are worked out from. */
export interface CycleDues {
  period: string;
  zone: string;
  /** Of the step that closes reporting: goals' days move as it does. */
  move: Move;
  /** When reporting closes, or closed. */
  closesAt: Instant | null;
  /** In their order. */
  pauses: readonly { at: string; ms: number }[];
  /** Null: not asked for. */
  calendar: WorkingCalendar | null;
}
type Due = { dueOn?: string | null };

/** A goal's own deadline; null where it has none, or where it had passed before the sheet was there. */
export function ownDue(cycle: CycleDues, { dueOn = null }: Due, issuedAt: Instant): Instant | null {
  const { calendar, period, zone, move, closesAt } = cycle;
  if (dueOn === null || calendar === null) return null;
  let own = goalDue(dueOn, move, period, calendar, zone);
  for (const { at, ms } of cycle.pauses) {
    // One that was over when people could not work stays where it was.
    if (instantMs(own) > instantMs(instantOfText(at))) own = shifted(own, ms, calendar, zone);
  }
  if (own <= issuedAt) return null;
  return closesAt !== null && closesAt < own ? closesAt : own;
}

export const dueAtOf = (cycle: CycleDues, goal: Due, issuedAt: Instant): Instant | null =>
  ownDue(cycle, goal, issuedAt) ?? cycle.closesAt;

const instantOfText = (text: string): Instant => instantFromMs(Date.parse(text));

/**
 * The day must lie within the period, be to come, and not be after reporting closes.
 * @throws validation naming `field`, in the reader's language
 */
export function requireDueDay(
  cycle: CycleDues,
  dueOn: LocalDate,
  now: Instant,
  field: string,
  language: Language,
): void {
  const { start, end } = parsePeriod(cycle.period);
  const today = localOf(now, cycle.zone).date;
  const closes = cycle.closesAt === null ? end : localOf(cycle.closesAt, cycle.zone).date;
  const from = today > start ? today : start;
  const until = closes < end ? closes : end;
  const wrong =
    dueOn < start || dueOn > end
      ? { en: `is outside of the period (${start} to ${end})`, zh: `超出周期（${start} 至 ${end}）` }
      : dueOn > until
        ? { en: `is after reporting closes on ${closes}`, zh: `晚于填报截止日 ${closes}` }
        : dueOn < from
          ? { en: 'is past', zh: '日期已过' }
          : null;
  if (wrong === null) return;
  const choose =
    from > until
      ? { en: 'leave it out', zh: '请不要填写' }
      : { en: `choose a day from ${from} to ${until}`, zh: `请选择 ${from} 至 ${until} 之间的日期` };
  const message = language === 'en' ? `${wrong.en}: ${choose.en}` : `${wrong.zh}：${choose.zh}`;
  throw new DomainError('validation', `${field}: ${message}`, { field, details: { errors: [{ field, message }] } });
}
