import type { TenantClock } from '@goalbeat/domain/clock/tenant-clock';
import { condition } from '@temporalio/workflow';
import { delayBeforeAsking } from './delay.js';
import { summary } from './say.js';

export interface Awaited {
  clock: TenantClock;
  /** Business instant, UTC. */
  at: string;
  /** Shown beside the timer. */
  what: string;
  /** True as soon as something came that may change what is awaited. */
  news: () => boolean;
  /** The service has just said that it is too early. */
  refused: boolean;
}

/**
 * Waits for a business instant by the tenant's clock, or for news. `due` means "ask now": the service that owns the clock has
 * the last word, and answers `early` with a fresh clock when it was held or slowed meanwhile.
 */
export async function waitUntil(awaited: Awaited): Promise<'due' | 'news'> {
  if (awaited.news()) return 'news';
  const delay = delayBeforeAsking(awaited.clock, awaited.at, Date.now(), awaited.refused);
  if (delay > 0) await condition(awaited.news, delay, summary(awaited.what));
  return awaited.news() ? 'news' : 'due';
}
