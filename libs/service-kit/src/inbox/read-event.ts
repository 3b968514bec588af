import type { CloudEvent } from '@goalbeat/contracts/cloud-event';
import { z } from 'zod';

/** The envelope only: what is inside is the consumer's to check. Other producers may send more attributes. */
const Envelope = z.looseObject({
  specversion: z.literal('1.0'),
  id: z.string().min(1).max(200),
  source: z.string(),
  type: z.string().min(1),
  subject: z.string().optional(),
  time: z.string(),
  datacontenttype: z.literal('application/json').optional(),
  tenantid: z.uuid(),
  data: z.unknown(),
});

/** The event in a message, or undefined for what is not one of ours. */
export function readEvent(body: Buffer): CloudEvent | undefined {
  try {
    const envelope = Envelope.safeParse(JSON.parse(body.toString('utf8')));
    return envelope.success ? (envelope.data as CloudEvent) : undefined;
  } catch {
    return undefined;
  }
}
