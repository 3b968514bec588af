import { CsvError, parse } from 'csv-parse/sync';
import { WORKBOOK } from './csv-body.js';
import { readWorkbook } from './read-workbook.js';
import { DomainError } from '@goalbeat/domain/errors/domain-error';

const MOST_ROWS = 50_000;
const LONGEST_ROW = 64_000;
const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;

export interface TableRow<C extends string> {
  /** Line of the file; the heading is line 1. */
  row: number;
  /** Trimmed; a column that the file does not have is absent. */
  cells: Partial<Record<C, string>>;
  problems: { column: string; message: string }[];
}

/**
 * A table with a heading: CSV with commas, semicolons or tabs, or the first sheet of a workbook. Columns may come in any order.
 * @throws unknown-field (field = the heading) and validation (a missing column, broken quoting), too-large above 50,000 rows or for a row above 64,000 characters.
 */
export async function readTable<C extends string>(
  text: string,
  columns: { required: readonly C[]; optional: readonly C[] },
): Promise<TableRow<C>[]> {
  const [heading, ...records] = text.startsWith(WORKBOOK) ? await workbookRecords(text) : parseRecords(text);
  if (heading === undefined) throw new DomainError('validation', 'The file is empty.', { field: 'body' });
  if (records.length > MOST_ROWS) throw new DomainError('too-large', `At most ${MOST_ROWS} rows at once.`);
  const names = headingOf(heading.record, columns);
  return records.map(({ record, info }) => {
    const cells: Partial<Record<C, string>> = {};
    names.forEach((name, index) => {
      cells[name] = record[index] ?? '';
    });
    const problems =
      record.length === names.length
        ? []
        : [{ column: '', message: `has ${record.length} fields instead of ${names.length}` }];
    return { row: info.lines, cells, problems };
  });
}

function headingOf<C extends string>(
  record: readonly string[],
  { required, optional }: { required: readonly C[]; optional: readonly C[] },
): C[] {
  const known = [...required, ...optional];
  const names = record.map((title) => {
    const name = known.find((column) => column === title.toLowerCase());
    if (name === undefined) {
      throw new DomainError(
        'unknown-field',
        `The column "${title.slice(0, 50)}" is not known; known: ${known.join(', ')}.`,
        {
          field: title.slice(0, 50),
        },
      );
    }
    return name;
  });
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) throw new DomainError('validation', 'The column is there twice.', { field: twice });
  const missing = required.find((name) => !names.includes(name));
  if (missing !== undefined)
    throw new DomainError('validation', `The column ${missing} is missing.`, { field: missing });
  return names;
}

interface TableRecord {
  record: string[];
  info: { lines: number };
}

async function workbookRecords(text: string): Promise<TableRecord[]> {
  const rows = await readWorkbook(Buffer.from(text.slice(WORKBOOK.length), 'base64'), MOST_ROWS + 1);
  const width = (rows[0] ?? []).findLastIndex((title) => title !== '') + 1;
  return rows
    .map((record, index) => ({ record: fitted(record, width), info: { lines: index + 1 } }))
    .filter(({ record }) => record.some((cell) => cell !== ''));
}

/** A workbook keeps no empty cells at the end of a row, and some have empty ones beyond the heading. */
function fitted(record: readonly string[], width: number): string[] {
  const padded = [...record, ...Array.from({ length: Math.max(0, width - record.length) }, () => '')];
  while (padded.length > width && padded.at(-1) === '') padded.pop();
  return padded;
}

/** Before anything is parted: a line of nothing but commas is millions of cells. */
function requireLines(text: string): void {
  let length = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    length = code === LINE_FEED || code === CARRIAGE_RETURN ? 0 : length + 1;
    if (length > LONGEST_ROW) throw tooLong();
  }
}

const tooLong = (): DomainError =>
  new DomainError('too-large', `A row has more than ${LONGEST_ROW} characters.`, { field: 'body' });

/** Excel writes semicolons where the comma is the decimal sign: what parts the heading parts the file. */
function delimiterOf(text: string): string {
  const heading = text.slice(0, text.search(/[\r\n]|$/)).replaceAll(/"[^"]*"/g, '');
  const count = (mark: string) => heading.split(mark).length;
  return [',', ';', '\t'].reduce((best, mark) => (count(mark) > count(best) ? mark : best));
}

function parseRecords(text: string): TableRecord[] {
  requireLines(text);
  try {
    return parse(text, {
      bom: true,
      delimiter: delimiterOf(text),
      info: true,
      max_record_size: LONGEST_ROW,
      relax_column_count: true,
      skip_empty_lines: true,
      // The heading, and one row more than is taken: the rest of a file that is too long is not even read.
      to: MOST_ROWS + 2,
      trim: true,
    }) as never;
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    if (error.code === 'CSV_MAX_RECORD_SIZE') throw tooLong();
    throw new DomainError('validation', `Not readable as CSV: ${error.message}`, { field: 'body', cause: error });
  }
}
