import { DomainError } from '@goalbeat/domain/errors/domain-error';
import { LineCounter, parseDocument, stringify } from 'yaml';

/** The longest definition we know has 12,000 characters. */
export const LONGEST_YAML = 262_144;
/** A file written by hand repeats a link or two; an alias bomb lives on thousands. */
const MOST_ALIASES = 100;

function refused(line: number | null, message: string): DomainError {
  const field = line === null ? 'file' : `line ${line}`;
  return new DomainError('validation', `${field}: ${message}`, {
    field,
    details: { errors: [{ field, message }], ...(line === null ? {} : { line }) },
  });
}

/**
 * The one document of a YAML 1.2 file as plain data. @throws validation with `line`: syntax, a key twice, a tag, several
 * documents, too many repetitions; too-large
 */
export function readYaml(text: string): unknown {
  if (text.length > LONGEST_YAML) {
    throw new DomainError('too-large', `The file is longer than ${LONGEST_YAML} characters: is it the right one?`);
  }
  const lines = new LineCounter();
  try {
    const document = parseDocument(text, { lineCounter: lines, uniqueKeys: true, merge: false, prettyErrors: false });
    const [problem] = [...document.errors, ...document.warnings];
    if (problem !== undefined) {
      throw refused(lines.linePos(problem.pos[0]).line, wordsOf(problem.code, problem.message));
    }
    return document.toJS({ maxAliasCount: MOST_ALIASES });
  } catch (error) {
    if (error instanceof DomainError) throw error;
    if (error instanceof ReferenceError) {
      const bomb = error.message.startsWith('Excessive');
      throw refused(
        lines.linePos(Math.max(0, text.indexOf('*'))).line,
        bomb ? 'repeats itself too often: write it out' : 'repeats something that is not there: write it out',
      );
    }
    throw refused(null, 'is nested too deeply to be read');
  }
}

function wordsOf(code: string, message: string): string {
  switch (code) {
    case 'DUPLICATE_KEY':
      return 'has the same key twice: remove one';
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
