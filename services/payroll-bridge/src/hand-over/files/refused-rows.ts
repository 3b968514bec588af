import { currentRequest } from '@goalbeat/service-kit/telemetry/request-context';
import { refusalInChinese } from '../../wording/refusal-words.js';
import type { RefusedRow } from './read-results.js';

/** In the reader's language: rows are no problem of their own, which would be translated on its way out. */
export function inWords(rows: readonly RefusedRow[]): RefusedRow[] {
  if (currentRequest()?.language === 'en') return [...rows];
  return rows.map((row) => ({ ...row, message: refusalInChinese(row.message) ?? row.message }));
}
