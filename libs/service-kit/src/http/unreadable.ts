import { DomainError } from '@goalbeat/domain/errors/domain-error';

/** Our deepest body has six levels; what nests without end exhausts the stack of whoever walks it. */
const DEEPEST = 32;

/**
 * What no schema looks for and the database cannot keep: texts with NUL or half a surrogate pair, and endless nesting.
 * @throws validation naming the field
 */
export function refuseUnreadable(value: unknown): void {
  const left: { value: unknown; path: string[] }[] = [{ value, path: [] }];
  for (let next = left.pop(); next !== undefined; next = left.pop()) {
    const { path } = next;
    if (typeof next.value === 'string') refuseText(next.value, path);
    else if (next.value !== null && typeof next.value === 'object' && !Buffer.isBuffer(next.value)) {
      if (path.length >= DEEPEST) throw refusal(path, 'is nested too deeply');
      for (const [key, inner] of Object.entries(next.value)) {
        refuseText(key, path);
        left.push({ value: inner, path: [...path, key] });
      }
    }
  }
}

function refuseText(text: string, path: readonly string[]): void {
  if (text.includes('\u0000')) throw refusal(path, 'holds a NUL character: leave it out');
  if (!text.isWellFormed()) throw refusal(path, 'is not well-formed Unicode: half of a surrogate pair stands alone');
}

function refusal(path: readonly string[], message: string): DomainError {
  const field = path.slice(0, 8).join('.');
  return new DomainError('validation', `${field === '' ? 'The request' : field}: ${message}`, {
    field,
    details: { errors: [{ field, message }] },
  });
}
