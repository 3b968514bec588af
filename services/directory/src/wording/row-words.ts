import { refusalsInChinese } from '@goalbeat/service-kit/problem/refusals-in-chinese';
import { currentRequest } from '@goalbeat/service-kit/telemetry/request-context';
import type { RowVerdict } from '../csv/verdicts.js';
import { IMPORT_PROBLEMS } from './import-problems.js';

/** What is wrong with a file or one of its rows, in Chinese; undefined where nobody has written it. */
export const importProblemInChinese = refusalsInChinese(IMPORT_PROBLEMS);

/** The rows as their reader is told what is wrong with them: in Chinese but where English was asked for, as refusals are. */
export function inReadersWords(rows: readonly RowVerdict[], language = currentRequest()?.language): RowVerdict[] {
  if (language === 'en') return [...rows];
  return rows.map((row) => ({
    ...row,
    problems: row.problems.map(({ column, message }) => ({
      column,
      message: importProblemInChinese(message) ?? message,
    })),
  }));
}
