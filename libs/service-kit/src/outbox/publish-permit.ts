import type { EventPayload } from './outbox-row.js';

/** Asked right before an event leaves, where a service can stop what it has written already. */
export interface PublishPermit {
  /** Whether to ask at all: a look at the row and nothing else. */
  concerns(payload: EventPayload): boolean;
  /** Whether what concerns it may leave now for this tenant. Asked once for all of its rows that are about to. */
  mayLeave(tenantId: string): Promise<boolean>;
}
