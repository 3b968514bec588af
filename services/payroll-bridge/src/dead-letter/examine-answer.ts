import { Id } from '@goalbeat/contracts/wire';
import { notApplied } from '@goalbeat/service-kit/dead-letter/examine-event';
import type { Examined } from '@goalbeat/service-kit/dead-letter/letter-door';
import { readAnswer } from '../payout/read-answer.js';

/** Why nobody took an answer of payroll, as far as its body shows. @param reason the broker's */
export function examineAnswer(body: Buffer, reason: string): Examined {
  const read = readAnswer(body);
  if (read.ok) return { ...notApplied(reason), tenantId: read.answer.tenantId };
  return { cause: read.cause, detail: read.detail, tenantId: namedIn(body) };
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
