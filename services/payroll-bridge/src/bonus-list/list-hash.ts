import { createHash } from 'node:crypto';
import { canonicalRows } from '@goalbeat/domain/batch/canonical';
import type { LineRow } from './bonus-line.repository.js';

/** SHA-256 (hex) of who is to get what: finance signs exactly what HR submitted, or nothing. */
export function listHash(lines: readonly LineRow[]): string {
  const rows = lines
    .filter((line) => line.state === 'ready')
    .map((line) => ({
      key: line.id,
      value: {
        line: line.id,
        person: line.personId,
        minor: line.amountMinor,
        currency: line.currency,
        replaces: line.replaces,
      },
    }));
  return createHash('sha256').update(canonicalRows(rows)).digest('hex');
}
