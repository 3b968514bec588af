import { DomainError, isDomainError } from '@goalbeat/domain/errors/domain-error';
import type { FieldError } from '@goalbeat/service-kit/http/issue-words';
import type { Language } from '@goalbeat/domain/wording/language';

/** What is wrong with a file, by the lines that its author looks at; anything but a refusal of fields stays as it is. */
export function withLines(error: unknown, lineOf: (path: readonly string[]) => number, language: Language): unknown {
  if (!isDomainError(error) || error.field === undefined) return error;
  const line = lineOf(error.field.split('.'));
  const errors = error.details?.['errors'] as FieldError[] | undefined;
  return new DomainError(error.code, `${language === 'en' ? `line ${line}, ` : `第 ${line} 行，`}${error.message}`, {
    field: error.field,
    details: {
      ...error.details,
      line,
      ...(errors === undefined
        ? {}
        : { errors: errors.map((one) => ({ ...one, line: lineOf(one.field.split('.')) })) }),
    },
    cause: error,
  });
}
