import type { ActivityOptions } from '@temporalio/workflow';

/*
 * Attempts are not limited: a service that is away for an hour delays the week, it never fails it. What a service refuses for
 * good arrives as a non-retryable failure and is parked for an operator (see or-operator).
 */
const OUTAGE_RETRY = { initialInterval: 250, backoffCoefficient: 2, maximumInterval: '10 seconds' } as const;

/** One row or one page: a process that was killed with it in hand is replaced within ten seconds. */
export const ONE_ROW = {
  startToCloseTimeout: '10 seconds',
  retry: OUTAGE_RETRY,
} as const satisfies ActivityOptions;

/** Whole cycles, tens of thousands of sheets. Services heartbeat, so a killed process is noticed long before the time is up. */
export const WHOLE_CYCLE = {
  startToCloseTimeout: '10 minutes',
  heartbeatTimeout: '20 seconds',
  retry: OUTAGE_RETRY,
} as const satisfies ActivityOptions;

/** Waits for a pinned batch of another service: usually there in a moment, so it asks often; a person hears of it when it is not. */
export const PINNED_BATCH = {
  startToCloseTimeout: '10 minutes',
  heartbeatTimeout: '20 seconds',
  scheduleToCloseTimeout: '15 minutes',
  retry: { initialInterval: 250, backoffCoefficient: 2, maximumInterval: '5 seconds' },
} as const satisfies ActivityOptions;

/** How long something that was refused for good rests before it is tried again without anybody asking. */
export const OPERATOR_PAUSE_MS = 10 * 60 * 1000;
