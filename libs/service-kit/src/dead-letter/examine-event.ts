import { readEvent } from '../inbox/read-event.js';
import type { Examined } from './letter-door.js';

export const NO_EVENT = 'It is no CloudEvent of a company.';

const LONGEST_NAME = 100;

/** It was read and could not be applied. @param reason the broker's */
export const notApplied = (reason: string): Omit<Examined, 'tenantId'> => ({
  cause: 'failed',
  detail: `It could not be applied (${reason}): see the service’s log of that time.`,
});

/** Why nobody took what lay in a service's own queue, as far as its body shows. @param reason the broker's */
export function examineEvent(body: Buffer, reason: string): Examined {
  const event = readEvent(body);
  if (event !== undefined) {
    const { cause, detail } = notApplied(reason);
    const which = `${event.type.slice(0, LONGEST_NAME)} ${event.id.slice(0, LONGEST_NAME)}`;
    return { cause, detail: `${which}: ${detail}`, tenantId: event.tenantid };
  }
  return { cause: 'not-an-event', detail: NO_EVENT, tenantId: null };
}
