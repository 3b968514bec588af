import { StandardSchemaValidationPipe, type ArgumentMetadata } from '@nestjs/common';
import { DomainError } from '@goalbeat/domain/errors/domain-error';
import { z } from 'zod';
import { currentRequest } from '../telemetry/request-context.js';
import { issueWords, type Checked, type FieldError } from './issue-words.js';
import type { Issue } from './zod-issue.js';

/** Carries what a schema found wrong to where the value is known, too. */
class WrongValue extends Error {
  constructor(readonly issues: readonly Issue[]) {
    super('wrong value');
  }
}

const strictOnes = new WeakMap<z.ZodObject, z.ZodType>();

/** Bodies and queries are closed: a field nobody reads is a mistake of the caller's, and is named. */
function strict(schema: unknown): unknown {
  if (!(schema instanceof z.ZodObject) || schema.def.catchall !== undefined) return schema;
  let closed = strictOnes.get(schema);
  if (closed === undefined) {
    closed = schema.strict();
    strictOnes.set(schema, closed);
  }
  return closed;
}

class ClosedSchemaPipe extends StandardSchemaValidationPipe {
  override async transform<T>(value: T, metadata: ArgumentMetadata): Promise<T> {
    // Fastify leaves an absent body undefined: "expected object" names no field, an empty object names each missing one.
    const given = value === undefined && metadata.type === 'body' ? ({} as T) : value;
    const schema = strict(metadata.schema);
    try {
      return await super.transform(given, { ...metadata, schema } as ArgumentMetadata);
    } catch (error) {
      if (!(error instanceof WrongValue)) throw error;
      const language = currentRequest()?.language ?? 'zh-CN';
      const refusal = toDomainError(error.issues, {
        language,
        value: given,
        ...(schema instanceof z.ZodType ? { schema } : {}),
      });
      throw metadata.data === undefined ? refusal : within(refusal, metadata.data);
    }
  }
}

/** One parameter of the path has no path inside itself: it is named by its own name. */
function within(error: DomainError, name: string): DomainError {
  const errors = (error.details?.['errors'] as FieldError[] | undefined) ?? [];
  const named = errors.map(({ field, message }) => ({ field: field === '' ? name : `${name}.${field}`, message }));
  const [first] = named;
  if (first === undefined) return error;
  return new DomainError(error.code, `${first.field}: ${first.message}`, {
    field: first.field,
    details: { errors: named },
  });
}

/** Validates parameters declared as `@Body({ schema })`, `@Query({ schema })`, `@Param('id', { schema })`. */
export const validationPipe = (): StandardSchemaValidationPipe =>
  new ClosedSchemaPipe({ exceptionFactory: (issues) => new WrongValue(issues) });

/** @throws nothing: gives the refusal, `unknown-field` when that is all that is wrong */
export function toDomainError(issues: readonly Issue[], checked: Checked): DomainError {
  const errors = issues.flatMap((issue) => issueWords(issue, checked));
  const first = errors[0];
  const unknown = issues.length > 0 && issues.every((issue) => issue.code === 'unrecognized_keys');
  const whole = checked.language === 'en' ? 'The request' : '请求';
  const nothing = checked.language === 'en' ? 'The request has a wrong value.' : '请求中有错误的值。';
  return new DomainError(
    unknown ? 'unknown-field' : 'validation',
    first === undefined ? nothing : `${first.field === '' ? whole : first.field}: ${first.message}`,
    { ...(first === undefined || first.field === '' ? {} : { field: first.field }), details: { errors } },
  );
}
