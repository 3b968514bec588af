import { PAYROLL_ANSWERS_QUEUE } from '@goalbeat/contracts/names';
import { Id } from '@goalbeat/contracts/wire';
import { readEvent } from '@goalbeat/service-kit/inbox/read-event';
import { readAnswer } from '../payout/read-answer.js';

export interface Examined {
  cause: string;
  detail: string;
  /** The company that it names, whether it is ours or not; null where it names none. */
  tenantId: string | null;
}

/** Why nobody took it, as far as its body shows. @param reason the broker's */
export function examineLetter(queue: string, body: Buffer, reason: string): Examined {
  const failed = {
    cause: 'failed',
    detail: `It could not be applied (${reason}): see the service’s log of that time.`,
  };
  if (queue === PAYROLL_ANSWERS_QUEUE) {
    const read = readAnswer(body);
    if (read.ok) return { ...failed, tenantId: read.answer.tenantId };
    return { cause: read.cause, detail: read.detail, tenantId: namedIn(body) };
  }
  const event = readEvent(body);
  if (event !== undefined) return { ...failed, tenantId: event.tenantid };
  return { cause: 'not-an-event', detail: 'It is no CloudEvent of a company.', tenantId: null };
}

/** What cannot be taken may still say whose it is: that company sees what became of payroll's answer to it. */
function namedIn(body: Buffer): string | null {
  let content: unknown;
  try {
    content = JSON.parse(body.toString('utf8'));
  } catch {
    return null;
  }
  const inside = member(content, 'data');
  const named = Id.safeParse(
    member(content, 'specversion') === undefined ? member(content, 'tenantId') : member(inside, 'tenantId'),
  );
  return named.success ? named.data : null;
}

const member = (of: unknown, name: string): unknown =>
  typeof of === 'object' && of !== null && Object.hasOwn(of, name) ? (of as Record<string, unknown>)[name] : undefined;
