import { DomainError } from '@goalbeat/domain/errors/domain-error';
import {
  isAlias,
  isMap,
  isNode,
  isScalar,
  isSeq,
  LineCounter,
  parseDocument,
  stringify,
  visit,
  type Document,
} from 'yaml';
import { findExcess, MOST_ALIASES } from './yaml-limits.js';

/** Characters; over HTTP, bytes. The longest definition we know has 12,000. */
export const LONGEST_YAML = 65_536;

function refused(line: number | null, message: string): DomainError {
  const field = line === null ? 'file' : `line ${line}`;
  return new DomainError('validation', `${field}: ${message}`, {
    field,
    details: { errors: [{ field, message }], ...(line === null ? {} : { line }) },
  });
}

/** A file as data, and where in it each field is. */
export interface YamlFile {
  value: unknown;
  /** The line of a field, or of what is nearest above it; the first for the whole. */
  lineOf: (path: readonly string[]) => number;
}

/**
 * The one document of a YAML 1.2 file as plain data. @throws validation with `line`: syntax, a key twice, a tag, several
 * documents, too many lines, values, levels or repetitions; too-large
 */
export function readYaml(text: string): YamlFile {
  if (text.length > LONGEST_YAML) {
    throw new DomainError('too-large', `The file is longer than ${LONGEST_YAML} characters: is it the right one?`);
  }
  const excess = findExcess(text);
  if (excess !== null) throw refused(excess.line, excess.message);
  const lines = new LineCounter();
  try {
    // The library compares each key with all before it; `refuseBadKeys` does not.
    const document = parseDocument(text, { lineCounter: lines, uniqueKeys: false, merge: false, prettyErrors: false });
    const [problem] = [...document.errors, ...document.warnings];
    if (problem !== undefined) {
      throw refused(lines.linePos(problem.pos[0]).line, wordsOf(problem.code, problem.message));
    }
    refuseBadKeys(document, lines);
    return {
      value: document.toJS({ maxAliasCount: MOST_ALIASES }),
      lineOf: (path) => lines.linePos(offsetOf(document, path)).line,
    };
  } catch (error) {
    if (error instanceof DomainError) throw error;
    if (error instanceof ReferenceError) {
      const bomb = error.message.startsWith('Excessive');
      throw refused(
        lines.linePos(Math.max(0, text.indexOf('*'))).line,
        bomb ? 'repeats itself too often: write it out' : 'repeats something that is not there: write it out',
      );
    }
    throw refused(null, 'cannot be read as YAML');
  }
}

function offsetOf(document: Document.Parsed, path: readonly string[]): number {
  let node: unknown = document.contents;
  let offset = document.contents?.range[0] ?? 0;
  for (const name of path) {
    const here: unknown = isAlias(node) ? node.resolve(document) : node;
    const pair = isMap(here) ? here.items.find(({ key }) => isScalar(key) && String(key.value) === name) : undefined;
    const next: unknown = pair === undefined ? (isSeq(here) ? here.items[Number(name)] : undefined) : pair.value;
    const place: unknown = pair === undefined ? next : pair.key;
    if (!isNode(place)) break;
    offset = place.range?.[0] ?? offset;
    node = next;
  }
  return offset;
}

/** Each map's keys are plain names, each there once. */
function refuseBadKeys(document: Document.Parsed, lines: LineCounter): void {
  visit(document, {
    Map(_key, map) {
      const seen = new Set<string>();
      for (const { key } of map.items) {
        const line = lines.linePos((isNode(key) ? key.range : map.range)?.[0] ?? 0).line;
        if (!isScalar(key)) throw refused(line, 'has a list or a link as a key: write a name');
        // As members of an object, 1 and "1" are the same.
        const name = String(key.value);
        if (seen.has(name)) throw refused(line, 'has the same key twice: remove one');
        seen.add(name);
      }
    },
  });
}

function wordsOf(code: string, message: string): string {
  switch (code) {
    case 'MULTIPLE_DOCS':
      return 'begins a second document: send one at a time';
    case 'TAG_RESOLVE_FAILED':
      return 'uses a tag: leave it out';
    default:
      return `is no YAML: ${message}`;
  }
}

/** Data as a file that people read and change; the same data gives the same text. */
export function writeYaml(value: unknown, heading: string): string {
  return `# ${heading}\n${stringify(value, { lineWidth: 0, aliasDuplicateObjects: false })}`;
}
