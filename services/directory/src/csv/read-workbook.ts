import { DomainError } from '@goalbeat/domain/errors/domain-error';
import { checkZip } from '@goalbeat/service-kit/upload/check-zip';
import { readSheet } from 'read-excel-file/node';
import { checkSheet } from './check-sheet.js';

/** 50,000 rows of twelve columns are about 40 MB unpacked, a tenth of that packed. */
const LIMITS = { entries: 200, unpackedBytes: 64 * 1024 * 1024, ratio: 100, gapBytes: 24 };

/**
 * The first sheet of an XLSX file, as the text that would be read of it: dates as 2026-11-23, numbers as they are typed.
 * @throws unsupported-media for what is no workbook, too-large for one that unpacks beyond limits or has a cell below `mostRows`
 */
export async function readWorkbook(bytes: Buffer, mostRows: number): Promise<string[][]> {
  const names = checkZip(bytes, LIMITS, 'body', (_entry, content) => {
    checkSheet(content, mostRows);
  }).map((entry) => entry.name);
  if (!names.includes('xl/workbook.xml')) {
    throw new DomainError('unsupported-media', 'It is a zip but no XLSX workbook.', { field: 'body' });
  }
  try {
    const rows = await readSheet(bytes);
    return rows.map((row) => row.map(textOf));
  } catch (cause) {
    throw new DomainError('unsupported-media', 'The workbook is damaged: save it again as XLSX, or as CSV UTF-8.', {
      field: 'body',
      cause,
    });
  }
}

function textOf(cell: unknown): string {
  if (cell === null || cell === undefined) return '';
  if (cell instanceof Date) return cell.toISOString().slice(0, 10);
  if (typeof cell === 'string') return cell.trim();
  return typeof cell === 'number' || typeof cell === 'boolean' ? String(cell) : '';
}
