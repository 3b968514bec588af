import type { CloudEvent } from '@goalbeat/contracts/cloud-event';
import type { Tx } from '../db/tx.js';

/**
 * Handles events of some types, once each: the inbox row `(name, event id)` is written in the same transaction.
 * Register the class as a provider of your module and name it in `ServiceKitModule.forService({ consumers })`.
 */
export interface EventConsumer {
  /** Stable: it is the inbox's key. */
  readonly name: string;
  /** Event types (= routing keys); `*` takes everything of a queue of its own. */
  readonly types: readonly string[];
  /** A queue of its own instead of the service's; others publish to it, nothing is bound. */
  readonly queue?: string;
  /**
   * A retryable DomainError (`copy-behind`, `not-yet`, `unavailable`) is tried again later, without end; anything else
   * is tried five times, then the message goes to the dead letters.
   */
  handle(event: CloudEvent, tx: Tx): Promise<void>;
}
