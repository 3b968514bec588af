import { z } from 'zod';

/** CloudEvents 1.0 in structured JSON. `tenantid` is our extension attribute; `time` is real time. */
export interface CloudEvent<T = unknown> {
  specversion: '1.0';
  id: string;
  source: string;
  type: string;
  subject?: string;
  time: string;
  datacontenttype: 'application/json';
  tenantid: string;
  data: T;
}

/** What a service hands to its outbox: the envelope is completed there. */
export interface EventDraft<T = unknown> {
  type: string;
  subject: string;
  data: T;
}

export const cloudEvent = <T extends z.ZodType>(type: string, data: T) =>
  z.object({
    specversion: z.literal('1.0'),
    id: z.uuid(),
    source: z.string(),
    type: z.literal(type),
    subject: z.string().optional(),
    time: z.iso.datetime(),
    datacontenttype: z.literal('application/json'),
    tenantid: z.uuid(),
    data,
  });
