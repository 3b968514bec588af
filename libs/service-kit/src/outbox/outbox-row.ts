import type { CloudEvent } from '@goalbeat/contracts/cloud-event';
import type { WorkflowMessage } from '@goalbeat/contracts/workflow-message';

export const DESTINATIONS = ['events', 'workflows'] as const;
export type Destination = (typeof DESTINATIONS)[number];

export interface EventPayload {
  exchange: string;
  routingKey: string;
  event: CloudEvent;
  headers?: Record<string, string>;
}

export type OutboxDraft =
  | { id: string; destination: 'events'; payload: EventPayload }
  | { id: string; destination: 'workflows'; payload: WorkflowMessage };

/** A claimed row: nobody else sends it until its lease ends. */
export interface OutboxRow<P> {
  id: string;
  tenantId: string;
  attempts: number;
  createdAt: string;
  payload: P;
}
