import type { Instant } from '@goalbeat/domain/clock/instant';

/** Facts of the week as they happen; how they are told is the teller's business. */
export interface Story {
  planned(number: string): void;
  planRefused(number: string): void;
  returned(owner: string, by: string, subject: 'plan' | 'report'): void;
  resubmitted(number: string, subject: 'plan' | 'report'): void;
  decided(by: string, onBehalfOf: string | null, owner: string, subject: 'plan' | 'report'): void;
  reported(number: string): void;
  reportRefused(number: string): void;
  tell(line: { at?: Instant; zh: string; en: string; tone?: 'plain' | 'good' | 'bad' | 'fault' }): void;
}
