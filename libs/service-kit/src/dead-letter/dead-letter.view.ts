import type { DeadLetterView } from '@goalbeat/contracts/dead-letter-http';
import { DomainError } from '@goalbeat/domain/errors/domain-error';
import type { z } from 'zod';
import { SHOWN_BYTES, type DeadLetterRow } from './dead-letter.repository.js';
import { redact } from './redact.js';

/** Without names, amounts and texts. */
export const viewOf = (row: DeadLetterRow): z.infer<typeof DeadLetterView> => ({
  id: row.id,
  queue: row.queue,
  cause: row.cause,
  detail: row.detail,
  firstSeenAt: row.firstSeenAt,
  bytes: row.bytes,
  body: row.bytes > SHOWN_BYTES ? `(too long to be shown: ${row.bytes} bytes)` : redact(row.body),
  state: row.state,
  settledAt: row.settledAt,
  reason: row.reason,
});

export const settled = ({ state }: DeadLetterRow): DomainError =>
  new DomainError('wrong-state', `This dead letter is ${state} already.`, { details: { state } });
