/** A row of a CSV, before its cells are read. */
export interface FileRow {
  /** Its first one, from 1. */
  line: number;
  text: string;
  cells: number;
}

/** A quotation mark that nobody can tell what it encloses. */
export interface TornRow {
  line: number;
  /** Cell in which it stands, from 0. */
  cell: number;
  /** `opens`: what stands after it, to the end of the file, was not read. `within`: it stands in a text, and spoils its own row only. */
  mark: 'opens' | 'within';
  /** Of its row what stands before that cell. */
  before: string;
  /** What was not read. */
  text: string;
}

/** What a quoted text holds that goes over several lines. */
export interface Enclosed {
  text: string;
  lineEnds: number;
  delimiters: number;
  /** Of the file's first row; 0 in that row itself. */
  columns: number;
}

export interface SplitOptions {
  delimiter: string;
  /** Whether a quoted text over several lines holds rows that its mark has taken, and is no text that somebody wrote. */
  hasTaken: (enclosed: Enclosed) => boolean;
  /** No more rows than these are looked at, torn ones with them. */
  most?: number;
}

interface Torn {
  /** Where the mark stands that is wrong. */
  at: number;
  mark: TornRow['mark'];
}

interface Cell {
  end: number;
  torn?: Torn;
}

interface Row {
  end: number;
  cells: number;
  torn?: Torn & { cell: number; cellFrom: number };
}

/** Where a row begins, and how its first line ends. */
interface Place {
  columns: number;
  /** `pairs`: whether the marks on the line pair up. */
  line: () => { end: number; pairs: boolean };
}

/** What may stand around a quoted cell; the parser takes it off as well. */
const SPACE = /[^\S\r\n\uFEFF]/;

const isLineEnd = (char: string | undefined): boolean => char === '\n' || char === '\r';

function count(text: string, mark: string): number {
  let found = 0;
  for (let at = text.indexOf(mark); at >= 0; at = text.indexOf(mark, at + 1)) found += 1;
  return found;
}

/** `\r\n` is one. */
const lineEndsIn = (text: string): number => count(text, '\n') + count(text, '\r') - count(text, '\r\n');

/**
 * Rows of a CSV, by RFC 4180, and quotation marks that do not pair up: a mark that opens and is never closed, or by chance only, takes
 * the rows after it for a cell's text, which no parser notices. Empty lines are left out.
 * @param text without a byte order mark
 */
export function splitRows(text: string, options: SplitOptions): { rows: FileRow[]; torn: TornRow[] } {
  const { most = Infinity } = options;
  const rows: FileRow[] = [];
  const torn: TornRow[] = [];
  let line = 1;
  for (let from = 0; from < text.length && rows.length + torn.length < most;) {
    const row = rowAt(text, from, rows[0]?.cells ?? 0, options);
    const content = text.slice(from, row.end);
    if (row.torn !== undefined) {
      const { at, mark, cell, cellFrom } = row.torn;
      const isLast = mark === 'opens';
      const own = line + lineEndsIn(text.slice(from, at));
      // The delimiter before the cell parts nothing any more.
      const before = text.slice(from, Math.max(from, cellFrom - 1));
      torn.push({ line: own, cell, mark, before, text: isLast ? text.slice(from) : content });
      if (isLast) break;
    } else if (content.trim() !== '') rows.push({ line, text: content, cells: row.cells });
    const next = afterLineEnd(text, row.end);
    line += lineEndsIn(text.slice(from, next));
    from = next;
  }
  return { rows, torn };
}

function rowAt(text: string, from: number, columns: number, options: SplitOptions): Row {
  const place = { columns, line: lineFrom(text, from) };
  let first: Row['torn'];
  for (let cellFrom = from, cell = 0; ; cell += 1) {
    const { end, torn } = cellAt(text, cellFrom, place, options);
    if (torn !== undefined && (first === undefined || torn.mark === 'opens')) first = { ...torn, cell, cellFrom };
    if (torn?.mark === 'opens' || text[end] !== options.delimiter) {
      return { end, cells: cell + 1, ...(first === undefined ? {} : { torn: first }) };
    }
    cellFrom = end + 1;
  }
}

/** Looked at once a row: one with many marks in it is long. */
function lineFrom(text: string, from: number): Place['line'] {
  let known: { end: number; pairs: boolean } | undefined;
  return () => {
    if (known !== undefined) return known;
    let end = from;
    while (end < text.length && !isLineEnd(text[end])) end += 1;
    known = { end, pairs: count(text.slice(from, end), '"') % 2 === 0 };
    return known;
  };
}

/** @returns `end`: where its delimiter or line end stands */
function cellAt(text: string, from: number, { columns, line }: Place, { delimiter, hasTaken }: SplitOptions): Cell {
  let at = from;
  while (isSpace(text[at], delimiter)) at += 1;
  if (text[at] !== '"') return plainFrom(text, at, delimiter);
  const opened = at;
  for (at += 1; ; at += 1) {
    at = text.indexOf('"', at);
    if (at < 0) return { end: text.length, torn: { at: opened, mark: 'opens' } };
    if (text[at + 1] !== '"') break;
    at += 1;
  }
  const inside = text.slice(opened + 1, at);
  let end = at + 1;
  while (isSpace(text[end], delimiter)) end += 1;
  if (end < text.length && text[end] !== delimiter && !isLineEnd(text[end])) {
    // A text with marks in it that keeps to its line, where they pair up, spoils no other row.
    const keeps = at < line().end && line().pairs;
    return keeps
      ? { ...plainFrom(text, at, delimiter), torn: { at: opened, mark: 'within' } }
      : { end, torn: { at: opened, mark: 'opens' } };
  }
  const lineEnds = lineEndsIn(inside);
  if (lineEnds === 0) return { end };
  const isTorn = hasTaken({ text: inside, lineEnds, delimiters: count(inside, delimiter), columns });
  return isTorn ? { end, torn: { at: opened, mark: 'opens' } } : { end };
}

function plainFrom(text: string, from: number, delimiter: string): Cell {
  let end = from;
  let mark: number | undefined;
  for (; end < text.length && text[end] !== delimiter && !isLineEnd(text[end]); end += 1) {
    if (text[end] === '"') mark ??= end;
  }
  return mark === undefined ? { end } : { end, torn: { at: mark, mark: 'within' } };
}

const isSpace = (char: string | undefined, delimiter: string): boolean =>
  char !== undefined && char !== delimiter && SPACE.test(char);

const afterLineEnd = (text: string, at: number): number => (text.startsWith('\r\n', at) ? at + 2 : at + 1);
