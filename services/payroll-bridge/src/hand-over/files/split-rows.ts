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
  /** What was not read. */
  text: string;
}

interface Cell {
  end: number;
  /** Where the mark stands that is wrong. */
  torn?: { at: number; mark: TornRow['mark'] };
}

const ID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/i;
const LINE_ENDS = /\r\n|\r|\n/g;
/** What may stand around a quoted cell; the parser takes it off as well. */
const SPACE = /[^\S\r\n\uFEFF]/;

const isLineEnd = (char: string | undefined): boolean => char === '\n' || char === '\r';
const count = (text: string, of: RegExp | string): number => text.split(of).length - 1;

/**
 * Rows of a CSV, by RFC 4180, and quotation marks that do not pair up: a mark that opens and is never closed, or by chance only, takes
 * the rows after it for a cell's text, which no parser notices. A cell may hold line ends, but neither a payout's id besides, nor as many
 * columns as the lines that it would have taken. Empty lines are left out.
 * @param text without a byte order mark
 */
export function splitRows(text: string, delimiter: string): { rows: FileRow[]; torn: TornRow[] } {
  const rows: FileRow[] = [];
  const torn: TornRow[] = [];
  let line = 1;
  for (let from = 0; from < text.length;) {
    const row = rowAt(text, from, delimiter, rows[0]?.cells ?? 0);
    const content = text.slice(from, row.end);
    if (row.torn !== undefined) {
      const { at, mark, cell } = row.torn;
      const isLast = mark === 'opens';
      const own = line + count(text.slice(from, at), LINE_ENDS);
      torn.push({ line: own, cell, mark, text: isLast ? text.slice(from) : content });
      if (isLast) break;
    } else if (content.trim() !== '') rows.push({ line, text: content, cells: row.cells });
    const next = afterLineEnd(text, row.end);
    line += count(text.slice(from, next), LINE_ENDS);
    from = next;
  }
  return { rows, torn };
}

function rowAt(
  text: string,
  from: number,
  delimiter: string,
  columns: number,
): { end: number; cells: number; torn?: { at: number; mark: TornRow['mark']; cell: number } } {
  let first: { at: number; mark: TornRow['mark']; cell: number } | undefined;
  for (let at = from, cell = 0; ; cell += 1) {
    const { end, torn } = cellAt(text, at, from, delimiter, columns);
    if (torn !== undefined && (first === undefined || torn.mark === 'opens')) first = { ...torn, cell };
    if (torn?.mark === 'opens' || text[end] !== delimiter) {
      return { end, cells: cell + 1, ...(first === undefined ? {} : { torn: first }) };
    }
    at = end + 1;
  }
}

/** @returns `end`: where its delimiter or line end stands */
function cellAt(text: string, from: number, rowFrom: number, delimiter: string, columns: number): Cell {
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
    return closedWrong(text, { rowFrom, opened, closed: at }, delimiter);
  }
  const lines = count(inside, LINE_ENDS);
  const hasTaken = lines > 0 && (ID.test(inside) || count(inside, delimiter) >= Math.max(1, columns - 1) * lines);
  return hasTaken ? { end, torn: { at: opened, mark: 'opens' } } : { end };
}

/** A text with marks in it that keeps to its line, where they pair up, spoils no other row. */
function closedWrong(
  text: string,
  { rowFrom, opened, closed }: { rowFrom: number; opened: number; closed: number },
  delimiter: string,
): Cell {
  let lineEnd = closed;
  while (lineEnd < text.length && !isLineEnd(text[lineEnd])) lineEnd += 1;
  const row = text.slice(rowFrom, lineEnd);
  if (count(row, LINE_ENDS) > 0 || count(row, '"') % 2 !== 0)
    return { end: lineEnd, torn: { at: opened, mark: 'opens' } };
  return { ...plainFrom(text, closed, delimiter), torn: { at: opened, mark: 'within' } };
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
