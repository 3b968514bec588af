import { CsvError, parse } from 'csv-parse/sync';
import { WORKBOOK } from './csv-body.js';
import { readWorkbook } from './read-workbook.js';
import { DomainError } from '@goalbeat/domain/errors/domain-error';
import { type Enclosed, type FileRow, splitRows, type TornRow } from '@goalbeat/service-kit/upload/split-rows';

const MOST_ROWS = 50_000;
const LONGEST_ROW = 64_000;
const LINE_ENDS = ['\r\n', '\n', '\r'];
const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;

export interface TableRow<C extends string> {
  /** Line of the file; the heading is line 1. */
  row: number;
  /** Trimmed; a column that the file does not have is absent. */
  cells: Partial<Record<C, string>>;
  problems: { column: string; message: string }[];
}

export interface Table<C extends string> {
  rows: TableRow<C>[];
  /** Rows that cannot be read for a quotation mark in them, in their order: of their cells those before it. */
  torn: TableRow<C>[];
}

/**
 * A table with a heading: CSV with commas, semicolons or tabs, or the first sheet of a workbook. Columns may come in any order.
 * Where a quotation mark opens and does not close on its line, but among other rows, nothing from its line on is read.
 * @throws unknown-field (field = the heading) and validation (a missing column, broken quoting in the heading), too-large above 50,000 rows or for a row above 64,000 characters.
 */
export async function readTable<C extends string>(
  text: string,
  columns: { required: readonly C[]; optional: readonly C[] },
): Promise<Table<C>> {
  const { heading, records, torn } = text.startsWith(WORKBOOK) ? await workbookRecords(text) : parseRecords(text);
  const names = headingOf(heading, columns);
  const cellsOf = (record: readonly string[], width: number): Partial<Record<C, string>> => {
    const cells: Partial<Record<C, string>> = {};
    names.slice(0, width).forEach((name, index) => {
      cells[name] = record[index] ?? '';
    });
    return cells;
  };
  return {
    rows: records.map(({ record, line }) => ({
      row: line,
      cells: cellsOf(record, names.length),
      problems:
        record.length === names.length
          ? []
          : [{ column: '', message: `has ${record.length} fields instead of ${names.length}` }],
    })),
    torn: torn.map(({ line, before, mark }) => ({
      row: line,
      cells: cellsOf(before, before.length),
      problems: [
        {
          column: names[before.length] ?? '',
          message:
            mark === 'opens'
              ? 'A quotation mark opens in this line and takes the lines after it for its text: nothing from this line on was read. Close it in this line, or leave it out, and bring the file again.'
              : 'A quotation mark stands within a text: leave it out, or enclose the text in quotation marks and write each one in it twice.',
        },
      ],
    })),
  };
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

interface Records {
  heading: string[];
  records: { record: string[]; line: number }[];
  torn: { line: number; before: string[]; mark: TornRow['mark'] }[];
}

async function workbookRecords(text: string): Promise<Records> {
  const rows = await readWorkbook(Buffer.from(text.slice(WORKBOOK.length), 'base64'), MOST_ROWS + 1);
  const width = (rows[0] ?? []).findLastIndex((title) => title !== '') + 1;
  const [heading, ...records] = rows
    .map((record, index) => ({ record: fitted(record, width), line: index + 1 }))
    .filter(({ record }) => record.some((cell) => cell !== ''));
  if (heading === undefined) throw empty();
  requireFew(records.length);
  return { heading: heading.record, records, torn: [] };
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

/** A name may go over two lines; with a column's end in it, or in a row of other columns than the heading, it is other rows. */
const hasTaken = ({ delimiters }: Enclosed): boolean => delimiters > 0;
const LINE_END = /[\r\n]/;

function parseRecords(text: string): Records {
  requireLines(text);
  const content = text.replace(/^\uFEFF/, '');
  const delimiter = delimiterOf(content);
  // The heading, and one row more than is taken: the rest of a file that is too long is not even read.
  const split = splitRows(content, { delimiter, hasTaken, most: MOST_ROWS + 2 });
  const [heading, ...body] = split.rows;
  const [tear] = split.torn;
  if (tear !== undefined && (heading === undefined || tear.line < heading.line))
    throw unreadable(`a quotation mark in line ${tear.line} does not pair up.`);
  if (heading === undefined) throw empty();
  requireFew(body.length + split.torn.length);
  const last = body.findIndex((row) => row.cells !== heading.cells && LINE_END.test(row.text));
  const taker = last < 0 ? undefined : body[last];
  const whole = taker === undefined ? body : body.slice(0, last);
  const torn = split.torn
    .filter(({ line }) => taker === undefined || line < taker.line)
    .map(({ line, mark, cell, before }) => ({ line, mark, before: cell === 0 ? [] : recordOf(before, delimiter) }));
  if (taker !== undefined) torn.push({ line: taker.line, mark: 'opens', before: beforeLineEnd(taker, delimiter) });
  const [names = [], ...records] = parsed([heading, ...whole], delimiter);
  return {
    heading: names,
    records: whole.map(({ line }, at) => ({ line, record: records[at] ?? [] })),
    torn,
  };
}

function beforeLineEnd({ text }: FileRow, delimiter: string): string[] {
  const record = recordOf(text, delimiter);
  return record.slice(
    0,
    record.findIndex((cell) => LINE_END.test(cell)),
  );
}

/** Of a part of a row, which may have a mark within a text. */
const recordOf = (text: string, delimiter: string): string[] =>
  parse(text, { delimiter, record_delimiter: LINE_ENDS, relax_quotes: true, trim: true })[0] ?? [];

function parsed(rows: readonly FileRow[], delimiter: string): string[][] {
  if (rows.some((row) => row.text.length > LONGEST_ROW)) throw tooLong();
  try {
    return parse(rows.map((row) => row.text).join('\n'), {
      delimiter,
      record_delimiter: LINE_ENDS,
      relax_column_count: true,
      trim: true,
    });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw unreadable(error.message, error);
  }
}

function requireFew(rows: number): void {
  if (rows > MOST_ROWS) throw new DomainError('too-large', `At most ${MOST_ROWS} rows at once.`);
}

const empty = (): DomainError => new DomainError('validation', 'The file is empty.', { field: 'body' });

const unreadable = (why: string, cause?: unknown): DomainError =>
  new DomainError('validation', `Not readable as CSV: ${why}`, { field: 'body', cause });
