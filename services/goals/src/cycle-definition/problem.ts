import type { ErrorCode } from '@goalbeat/domain/errors/domain-error';

/** What is wrong with a definition: the field (without the leading `data.`) and what to do about it, in both languages. */
export interface FieldProblem {
  field: string;
  message: string;
  zh: string;
  code: ErrorCode;
}

export const at = (field: string, message: string, zh: string, code: ErrorCode = 'validation'): FieldProblem => ({
  field,
  message,
  zh,
  code,
});
