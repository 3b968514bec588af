import { ActivityFailure, ApplicationFailure, TimeoutFailure, condition, isCancellation } from '@temporalio/workflow';
import { OPERATOR_PAUSE_MS } from './policies.js';
import { say, summary } from './say.js';

export type Attempt<T> = { accepted: true; value: T } | { accepted: false };

/**
 * Outages are retried by Temporal without end. What a service refuses for good needs a person: the workflow says so, rests, and
 * hands back to its story, which looks at the state again (after news, or after ten minutes). It never fails: a failed workflow
 * would take the whole week with it and could not be resumed.
 */
export async function orOperator<T>(what: string, news: () => boolean, work: () => Promise<T>): Promise<Attempt<T>> {
  try {
    return { accepted: true, value: await work() };
  } catch (error) {
    const refusal = error instanceof ActivityFailure ? error.cause : error;
    if (isCancellation(error) || !(refusal instanceof ApplicationFailure || refusal instanceof TimeoutFailure))
      throw error;
    say(`Operator needed: ${what} was refused (${reason(refusal)}). Tried again after a change, or every ten minutes.`);
    await condition(news, OPERATOR_PAUSE_MS, summary(`operator needed: ${what} refused`));
    return { accepted: false };
  }
}

/** The code of the refusal; its text may hold what must not stand in the Temporal UI. */
function reason(refusal: ApplicationFailure | TimeoutFailure): string {
  return refusal instanceof TimeoutFailure ? 'no answer in time' : (refusal.type ?? 'no code');
}
