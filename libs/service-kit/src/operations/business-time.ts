import type { Tx } from '../db/tx.js';

/** A provider of a service's module that knows the tenant's clock. */
export interface BusinessTime {
  /** Business instant, UTC. */
  now(tx: Tx): Promise<string>;
}
