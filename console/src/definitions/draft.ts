import { isMap, isScalar, isSeq, LineCounter, parseDocument, type Document, type ParsedNode } from 'yaml';

export type Path = readonly (string | number)[];

export interface Draft {
  /** The file as values; the last readable ones are kept by whoever shows it. */
  readonly value: unknown;
  readonly problem: { line: number; message: string } | null;
  /** Of a field as the API names it: `data.timeline.3.time`. The nearest line there is. */
  readonly lineOf: (field: string) => number;
}

const MOST_ALIASES = 100;

export function readDraft(text: string): Draft {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const line = (offset: number | undefined): number =>
    offset === undefined ? 1 : Math.max(1, lines.linePos(offset).line);
  const [error] = document.errors;
  const lineOf = (field: string): number => line(offsetOf(document, field.split('.')));
  if (error !== undefined) {
    return { value: undefined, problem: { line: line(error.pos[0]), message: firstLine(error.message) }, lineOf };
  }
  try {
    return { value: document.toJS({ maxAliasCount: MOST_ALIASES }) as unknown, problem: null, lineOf };
  } catch (thrown) {
    const message = thrown instanceof Error ? firstLine(thrown.message) : '';
    return { value: undefined, problem: { line: 1, message }, lineOf };
  }
}

const firstLine = (message: string): string =>
  (message.split('\n')[0] ?? '').replace(/ at line \d+, column \d+:?$/, '');

function offsetOf(document: Document.Parsed, path: readonly string[]): number | undefined {
  let node: ParsedNode | null = document.contents;
  let found: number | undefined;
  for (const part of path) {
    if (isMap(node)) {
      const pair = node.items.find(({ key }) => isScalar(key) && String(key.value) === part);
      if (pair === undefined) break;
      found = pair.key.range[0];
      node = pair.value;
    } else if (isSeq(node)) {
      const item = node.items[Number(part)];
      if (item === undefined) break;
      found = item.range?.[0] ?? found;
      node = item;
    } else break;
  }
  return found;
}

/** The same file with one value changed; comments and order stay. Undefined takes it out. */
export function withValue(text: string, path: Path, value: unknown): string {
  const document = parseDocument(text);
  if (document.errors.length > 0) return text;
  if (value === undefined) document.deleteIn(path);
  else document.setIn(path, document.createNode(value));
  return document.toString({ lineWidth: 0 });
}

/** What stands there, of a file that may hold anything. */
export function at(value: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (inner, part) =>
      typeof inner === 'object' && inner !== null ? (inner as Record<string | number, unknown>)[part] : undefined,
    value,
  );
}

export const textAt = (value: unknown, path: Path): string => {
  const found = at(value, path);
  return typeof found === 'string' || typeof found === 'number' ? String(found) : '';
};

export const listAt = (value: unknown, path: Path): readonly unknown[] => {
  const found = at(value, path);
  return Array.isArray(found) ? (found as unknown[]) : [];
};
