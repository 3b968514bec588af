import { StandardSchemaValidationPipe, type ArgumentMetadata } from '@nestjs/common';
import { DomainError, isDomainError } from '@goalbeat/domain/errors/domain-error';
import { z } from 'zod';

interface Issue {
  readonly message: string;
  readonly path?: readonly (PropertyKey | { readonly key: PropertyKey })[] | undefined;
  readonly code?: string;
  readonly keys?: readonly string[];
}

/** One entry of problem+json's `errors`. */
export interface FieldError {
  field: string;
  message: string;
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
    try {
      return await super.transform(given, { ...metadata, schema: strict(metadata.schema) } as ArgumentMetadata);
    } catch (error) {
      throw isDomainError(error) && metadata.data !== undefined ? within(error, metadata.data) : error;
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
  new ClosedSchemaPipe({ exceptionFactory: (issues) => toDomainError(issues) });

export function toDomainError(issues: readonly Issue[]): DomainError {
  const errors = issues.flatMap(toFieldErrors);
  const first = errors[0];
  const unknown = issues.length > 0 && issues.every((issue) => issue.code === 'unrecognized_keys');
  return new DomainError(
    unknown ? 'unknown-field' : 'validation',
    first === undefined
      ? 'The request has a wrong value.'
      : `${first.field === '' ? 'The request' : first.field}: ${first.message}`,
    { ...(first === undefined || first.field === '' ? {} : { field: first.field }), details: { errors } },
  );
}

function toFieldErrors(issue: Issue): FieldError[] {
  const path = (issue.path ?? []).map((part) => String(typeof part === 'object' ? part.key : part));
  if (issue.code === 'unrecognized_keys' && issue.keys !== undefined) {
    return issue.keys.map((key) => ({
      field: [...path, key].join('.'),
      message: 'is not a known field; leave it out',
    }));
  }
  return [{ field: path.join('.'), message: issue.message }];
}
