import { DomainError } from '@goalbeat/domain/errors/domain-error';

const FEWEST_DIFFERENT = 5;
/** Anything with three characters or less is in half of all passwords by chance. */
const SHORT = 4;

/**
 * Long and not obvious; which characters is nobody's business (NIST SP 800-63B). Length is the schema's matter.
 * @param known what everybody knows about its owner: number, name, e-mail, company
 * @throws validation at `field`
 */
export function checkPassword(password: string, known: readonly (string | null)[], field: string): void {
  const refuse = (why: string) => {
    throw new DomainError('validation', why, { field });
  };
  if (new Set(password).size < FEWEST_DIFFERENT) refuse('Use more different characters.');
  if (isRow(password)) refuse('A row of neighbouring characters is guessed first.');
  const words = known.flatMap((word) => (word === null ? [] : [word, ...word.split('@')]));
  const plain = password.toLowerCase();
  for (const word of words.map((one) => one.toLowerCase())) {
    if (word.length >= SHORT && plain.includes(word) && plain.length - word.length < SHORT)
      refuse('It is little more than the name, number or e-mail address of its owner.');
  }
}

/** 1234567890, abcdefghij, and the same downwards. */
function isRow(password: string): boolean {
  const codes = Array.from(password, (character) => character.codePointAt(0) ?? 0);
  const steps = new Set(codes.slice(1).map((code, index) => code - (codes[index] ?? 0)));
  const digits = /^\d+$/.test(password) && '01234567890123456789'.includes(password);
  return digits || (steps.size === 1 && (steps.has(1) || steps.has(-1)));
}
