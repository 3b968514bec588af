import type { Tx } from '../db/tx.js';

export interface Examined {
  cause: string;
  detail: string;
  /** The company that it names, whether it is ours or not; null where it names none. */
  tenantId: string | null;
}

/**
 * A queue whose messages are no events, for which the service alone knows how they are read. Register the class as a provider of your
 * module and name it in `DeadLetterModule.forService({ doors })`.
 */
export interface LetterDoor {
  readonly queue: string;
  /** Why nobody took it, as far as its body shows, in words without its values. @param reason the broker's */
  examine(body: Buffer, reason: string): Examined;
  /**
   * Once more through the door it came by, for the transaction's company alone; what it has done before it does not do again.
   * @throws wrong-state when it still cannot be read or names another company, and what applying it raises
   */
  take(tx: Tx, body: Buffer): Promise<void>;
}
