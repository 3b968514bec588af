import { localOf } from '@goalbeat/domain/calendar/zone';
import type { Instant } from '@goalbeat/domain/clock/instant';
import { isoWeekday } from '@goalbeat/domain/period/local-date';

export type Tone = 'plain' | 'good' | 'bad' | 'fault' | 'quiet';

const CODES: Readonly<Record<Tone, string>> = {
  plain: '',
  good: '\u001B[32m',
  bad: '\u001B[33m',
  fault: '\u001B[31m',
  quiet: '\u001B[2m',
};
const RESET = '\u001B[0m';
const DAYS = {
  zh: ['周一', '周二', '周三', '周四', '周五', '周六', '周日'],
  en: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'],
} as const;

/** Prints lines with their business time in front; colours on a terminal only. */
export class Terminal {
  readonly #colours = process.stdout.isTTY && process.env['NO_COLOR'] === undefined;

  constructor(
    readonly lang: 'zh' | 'en',
    private readonly zone: string,
    /** Of a period longer than a week a weekday says too little. */
    private readonly dated = false,
  ) {}

  /** `周五 17:00`; the Monday after the week is told apart by its date's week. */
  timeOf(at: Instant): string {
    if (this.dated) return this.dayOf(at);
    const { date, time } = localOf(at, this.zone);
    return `${DAYS[this.lang][isoWeekday(date) - 1] ?? ''} ${time.slice(0, 5)}`;
  }

  /** `周一 11-23 18:00`, where the weekday alone could be this week's. */
  dayOf(at: Instant): string {
    const { date, time } = localOf(at, this.zone);
    return `${DAYS[this.lang][isoWeekday(date) - 1] ?? ''} ${date.slice(5)} ${time.slice(0, 5)}`;
  }

  line(text: string, tone: Tone = 'plain'): void {
    process.stdout.write(`${this.#coloured(text, tone)}\n`);
  }

  at(at: Instant, text: string, tone: Tone = 'plain'): void {
    process.stdout.write(`${this.#coloured(this.timeOf(at), 'quiet')}  ${this.#coloured(text, tone)}\n`);
  }

  say(zh: string, en: string): string {
    return this.lang === 'zh' ? zh : en;
  }

  #coloured(text: string, tone: Tone): string {
    return this.#colours && CODES[tone] !== '' ? CODES[tone] + text + RESET : text;
  }
}
