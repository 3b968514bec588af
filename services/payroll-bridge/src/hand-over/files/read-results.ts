import { createHash } from 'node:crypto';
import { ANSWERED_IN, PayoutAnswer } from '@goalbeat/contracts/payroll/events';
import { GivenInstant, LocalDate } from '@goalbeat/contracts/wire';
import { instantOf } from '@goalbeat/domain/calendar/zone';
import { DomainError, type ErrorCode, isDomainError } from '@goalbeat/domain/errors/domain-error';
import { parseMoney } from '@goalbeat/domain/money/money';
import { type Enclosed, type FileRow, splitRows, type TornRow } from '@goalbeat/service-kit/upload/split-rows';
import { CsvError, parse } from 'csv-parse/sync';
import { COLUMNS, type Column } from './payout-csv.js';
import type { FiledPayout } from './payout-file.repository.js';

const ID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/i;
const IDS = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;
const LONGEST_FIELD = 2_000;
const MOST_ROWS = 5_000;
const REQUIRED: readonly Column[] = ['payout_id', 'outcome'];
/** As people write them. */
const OUTCOMES = new Map<string, PayoutAnswer['outcome']>([
  ['accepted', 'accepted'],
  ['paid', 'paid'],
  ['rejected', 'rejected'],
  ['已受理', 'accepted'],
  ['已发放', 'paid'],
  ['已退回', 'rejected'],
]);

export interface RefusedRow {
  line: number;
  code: ErrorCode;
  field: string;
  message: string;
}
export interface Results {
  answers: { line: number; answer: PayoutAnswer }[];
  refused: RefusedRow[];
  /** Rows in which payroll has not said anything yet. */
  open: number;
}

interface Of {
  tenantId: string;
  batchId: string;
  /** Of the file's batch. */
  payouts: ReadonlyMap<string, FiledPayout>;
  /** Real time, for rows that do not say when. */
  now: string;
  /** The company's, for rows that name a day. */
  zone: string;
}

type Row = Readonly<Partial<Record<Column, string>>>;
class Refused extends Error {
  constructor(
    readonly field: Column,
    message: string,
  ) {
    super(message);
  }
}

/**
 * Payroll's answers from the file that it got, filled in. Columns of ours may be left out, except the payout's id; what is there must be
 * as we wrote it. Lines count from 1, the header. Where a quotation mark opens and does not close, nothing from its line on is read.
 * @throws validation: no CSV, a column that is not known or missing, too many rows
 */
export function readResults(text: string, of: Of): Results {
  const { rows, torn, unread } = rowsOf(text);
  const results: Results = { answers: [], refused: torn, open: 0 };
  const times = new Map<string, number>();
  for (const id of [...rows.map(({ record }) => idOf(record)), ...unread]) times.set(id, (times.get(id) ?? 0) + 1);
  for (const { record, line } of rows) {
    try {
      const answer = answerOf(record, of, times.get(idOf(record)) ?? 0);
      if (answer === undefined) results.open += 1;
      else results.answers.push({ line, answer });
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      results.refused.push({ line, code: 'validation', field: error.field, message: error.message });
    }
  }
  results.refused.sort((a, b) => a.line - b.line);
  return results;
}

/** `unread`: payouts named in what could not be read. */
function rowsOf(text: string): { rows: { record: Row; line: number }[]; torn: RefusedRow[]; unread: string[] } {
  const content = text.replace(/^\uFEFF/, '');
  const delimiter = delimiterOf(content);
  const {
    rows: [first, ...body],
    torn,
  } = splitRows(content, { delimiter, hasTaken });
  const [tear] = torn;
  if (tear !== undefined && (first === undefined || tear.line < first.line)) {
    throw invalid(`This is no CSV: a quotation mark in line ${tear.line} does not pair up.`);
  }
  if (first === undefined) throw invalid('The file has no rows.');
  if (body.length > MOST_ROWS) throw invalid(`At most ${MOST_ROWS} rows in one file.`);
  const ragged = body.find(({ cells }) => cells !== first.cells);
  if (ragged !== undefined) {
    throw invalid(
      `This is no CSV: line ${ragged.line} has ${ragged.cells} columns, and the first line ${first.cells}.`,
    );
  }
  const [columns = [], ...records] = parsed([first, ...body], delimiter);
  const known = columnsOf(columns);
  if (body.length + torn.length === 0) throw invalid('The file has no rows.');
  const missing = REQUIRED.find((column) => !known.includes(column));
  if (missing !== undefined) throw invalid(`The column ${missing} is missing.`);
  return {
    rows: body.map(({ line }, at) => ({
      line,
      record: Object.fromEntries(known.map((column, n) => [column, records[at]?.[n] ?? ''])),
    })),
    torn: torn.map(({ line, cell, mark }) => refusedAt(line, known[cell] ?? 'payout_id', mark)),
    unread: torn.flatMap((one) => one.text.toLowerCase().match(IDS) ?? []),
  };
}

/** A text may hold line ends, but neither a payout's id besides, nor as many columns as the lines that it would have taken. */
const hasTaken = ({ text, lineEnds, delimiters, columns }: Enclosed): boolean =>
  ID.test(text) || delimiters >= Math.max(1, columns - 1) * lineEnds;

function parsed(rows: readonly FileRow[], delimiter: string): string[][] {
  try {
    return parse(rows.map((row) => row.text).join('\n'), {
      delimiter,
      record_delimiter: ['\r\n', '\n', '\r'],
      trim: true,
      max_record_size: LONGEST_FIELD * COLUMNS.length,
    });
  } catch (error) {
    if (error instanceof CsvError) throw invalid(`This is no CSV: ${error.message}`);
    throw error;
  }
}

const wrong = (field: string, message: string): Omit<RefusedRow, 'line'> => ({ code: 'validation', field, message });

function refusedAt(line: number, column: Column, mark: TornRow['mark']): RefusedRow {
  return mark === 'opens'
    ? {
        line,
        ...wrong(
          column,
          'A quotation mark opens in this line and takes the lines after it for its text: nothing from this line on was read. Close it before the next column, or leave it out, and bring the file again.',
        ),
      }
    : {
        line,
        ...wrong(
          column,
          'A quotation mark stands within a text: leave it out, or enclose the text in quotation marks and write each one in it twice.',
        ),
      };
}

// As Excel saves it where a comma parts the decimals, and as "Unicode text".
const DELIMITERS = [',', ';', '\t'] as const;

/** What the first line shows beyond doubt: by it every column is one of ours. @throws validation */
function delimiterOf(text: string): string {
  const [header = ''] = text.trimStart().split(/\r\n|\r|\n/, 1);
  const fits = DELIMITERS.filter((delimiter) => {
    const cells = header.split(delimiter).map((cell) =>
      cell
        .trim()
        .replace(/^"(.*)"$/, '$1')
        .trim()
        .toLowerCase(),
    );
    return cells.length > 1 && cells.every((cell) => COLUMNS.some((column) => column === cell));
  });
  const [found] = fits;
  if (found !== undefined) return found;
  if (header === '' || header.includes(',') || COLUMNS.some((column) => column === header.trim().toLowerCase()))
    return ',';
  throw invalid(
    `Line 1 has no commas between its columns: "${header.slice(0, 80)}". Save the file as CSV with commas (or with semicolons or tabs throughout), its first line as in the file that payroll got.`,
  );
}

function columnsOf(header: string[]): Column[] {
  const columns = header.map(columnOf);
  const twice = columns.find((column, at) => columns.indexOf(column) < at);
  if (twice !== undefined) throw invalid(`The column ${twice} stands in the file twice.`);
  return columns;
}

const idOf = (row: Row): string => (row.payout_id ?? '').toLowerCase();

function columnOf(name: string): Column {
  const known = COLUMNS.find((column) => column === name.trim().toLowerCase());
  if (known === undefined) {
    throw invalid(`The column "${name.slice(0, 50)}" is not known. Known are: ${COLUMNS.join(', ')}.`);
  }
  return known;
}

/** Undefined while payroll has not answered. */
function answerOf(row: Row, of: Of, times: number): PayoutAnswer | undefined {
  const payoutId = idOf(row);
  const payout = of.payouts.get(payoutId);
  if (payout === undefined) throw new Refused('payout_id', 'This payout is not of this file’s batch.');
  // Each of them: which is meant nobody can tell.
  if (times > 1) throw new Refused('payout_id', 'This payout stands in the file twice.');
  if (filled(row.batch_id) && row.batch_id?.toLowerCase() !== of.batchId)
    throw new Refused('batch_id', 'This row is of another batch.');
  requireSameAmount(row, payout);
  const said = (row.outcome ?? '').toLowerCase();
  if (said === '') return undefined;
  const outcome = OUTCOMES.get(said);
  if (outcome === undefined) throw new Refused('outcome', 'An outcome is accepted, paid or rejected.');
  if (outcome === 'rejected' && !filled(row.code) && !filled(row.text))
    throw new Refused('code', 'Say by code or text why it was rejected.');
  const meaning = {
    outcome,
    code: row.code ?? '',
    reference: row.reference ?? '',
    // Rejected at another time is said anew: so payroll takes back that it has paid it after all.
    ...(outcome === 'rejected' && filled(row.answered_at) ? { at: row.answered_at } : {}),
  };
  const parsed = PayoutAnswer.safeParse({
    // The same row read again is the same answer.
    answerId: `file/${payoutId}/${digest(JSON.stringify(meaning))}`,
    tenantId: of.tenantId,
    payoutId,
    outcome,
    at: filled(row.answered_at) ? givenAt(row.answered_at ?? '', of.zone) : of.now,
    ...(filled(row.reference) ? { reference: row.reference } : {}),
    ...(filled(row.code) ? { code: row.code } : {}),
    ...(filled(row.text) ? { text: row.text } : {}),
  });
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const field = COLUMNS.find((column) => column === issue?.path[0]) ?? 'answered_at';
  throw new Refused(field, issue?.message ?? 'This row cannot be read.');
}

function requireSameAmount(row: Row, payout: FiledPayout): void {
  if (filled(row.currency) && row.currency?.toUpperCase() !== payout.currency)
    throw new Refused('currency', 'The currency was changed.');
  if (!filled(row.amount)) return;
  try {
    const { minor } = parseMoney({ amount: row.amount ?? '', currency: payout.currency });
    if (minor === BigInt(payout.amountMinor)) return;
  } catch (error) {
    if (!isDomainError(error)) throw error;
  }
  throw new Refused('amount', 'The amount was changed.');
}

/** A day is its beginning on the company's wall; a time without its zone could be anybody's. */
function givenAt(text: string, zone: string): string {
  const day = LocalDate.safeParse(text);
  const time = GivenInstant.safeParse(text);
  if ((day.success || time.success) && !ANSWERED_IN.test(day.data ?? time.data ?? ''))
    throw new Refused('answered_at', 'Payroll answers in the years 2000 to 2100: look at the year.');
  if (day.success) return instantOf(day.data, '00:00', zone);
  if (time.success) return time.data;
  throw new Refused(
    'answered_at',
    `A time is written with its zone, 2026-11-23T08:00:00Z or 2026-11-23T16:00:00+08:00; a day is written 2026-11-23, and is ${zone}'s.`,
  );
}

const filled = (text: string | undefined): boolean => text !== undefined && text !== '';
const digest = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 16);
const invalid = (message: string): DomainError => new DomainError('validation', message, { field: 'body' });
