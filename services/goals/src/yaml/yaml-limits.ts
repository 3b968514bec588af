import { CST, Lexer } from 'yaml';

/** 4,000 employee numbers, one a line, are the longest lists that a definition has. */
export const MOST_LINES = 5_000;
/** What YAML is made of: names, values, indicators, spaces. A line of a list has six. */
const MOST_PIECES = 40_000;
/** Our deepest file has eight levels. */
const DEEPEST = 40;
/** A file written by hand repeats a link or two; an alias bomb lives on thousands. */
export const MOST_ALIASES = 100;

/** The lexer's own, such as the one before a plain scalar: no text. */
const MARKS: ReadonlySet<string> = new Set([CST.DOCUMENT, CST.FLOW_END, CST.SCALAR]);

type Kinds = ReadonlySet<CST.TokenType | null>;
const OPENING: Kinds = new Set(['flow-seq-start', 'flow-map-start']);
const CLOSING: Kinds = new Set(['flow-seq-end', 'flow-map-end']);
const INDICATORS: Kinds = new Set(['seq-item-ind', 'explicit-key-ind', 'map-value-ind']);
const VALUES: Kinds = new Set(['scalar', 'alias', 'single-quoted-scalar', 'double-quoted-scalar']);

export interface Excess {
  line: number;
  message: string;
}

/**
 * What would cost the reader far more than its length suggests: nesting, repetitions, masses of tiny pieces. Looks at the text
 * once, before anything is built of it, and only up to the first excess.
 */
export function findExcess(text: string): Excess | null {
  const lines = text.split('\n', MOST_LINES + 2).length - (text.endsWith('\n') ? 1 : 0);
  if (lines > MOST_LINES) {
    return { line: MOST_LINES + 1, message: `a file has ${MOST_LINES} lines at most: is it the right one?` };
  }
  const depth = new Depth();
  let line = 1;
  let pieces = 0;
  let aliases = 0;
  for (const piece of new Lexer().lex(text)) {
    const kind = CST.tokenType(piece);
    if (++pieces > MOST_PIECES) return { line, message: 'holds too many values: is it the right file?' };
    if (kind === 'alias' && ++aliases > MOST_ALIASES) {
      return { line, message: 'repeats itself too often: write it out' };
    }
    if (depth.after(kind, piece) > DEEPEST) return { line, message: 'is nested too deeply: no file of ours is' };
    line += piece.split('\n').length - 1;
  }
  return null;
}

/** How many levels are open, by brackets and by columns. */
class Depth {
  readonly #columns: number[] = [];
  #brackets = 0;
  #column = 0;
  /** Before the line's first value; `- - a` opens a level with each dash. */
  #leading = true;

  after(kind: CST.TokenType | null, piece: string): number {
    if (OPENING.has(kind)) {
      this.#enter();
      this.#brackets += 1;
    } else if (CLOSING.has(kind)) {
      this.#brackets = Math.max(0, this.#brackets - 1);
    } else if (INDICATORS.has(kind)) {
      this.#enter();
    } else if (VALUES.has(kind)) {
      this.#enter();
      this.#leading = false;
    }
    this.#move(piece);
    return this.#columns.length + this.#brackets;
  }

  #enter(): void {
    if (!this.#leading || this.#brackets > 0) return;
    while ((this.#columns.at(-1) ?? -1) >= this.#column) this.#columns.pop();
    this.#columns.push(this.#column);
  }

  #move(piece: string): void {
    const end = piece.lastIndexOf('\n');
    if (end < 0) {
      if (!MARKS.has(piece)) this.#column += piece.length;
      return;
    }
    this.#column = piece.length - end - 1;
    if (this.#column === 0) this.#leading = true;
  }
}
