import { HttpException } from '@nestjs/common';
import { isDomainError, type ErrorCode } from '@goalbeat/domain/errors/domain-error';
import { PROBLEMS, type Problem } from '@goalbeat/contracts/problem';
import { databaseCode, isDatabaseAway } from '../db/database-error.js';

const CODE_OF_STATUS: Readonly<Record<number, ErrorCode>> = {
  400: 'validation',
  401: 'not-signed-in',
  403: 'forbidden',
  404: 'not-found',
  405: 'not-found',
  406: 'unsupported-media',
  408: 'unavailable',
  409: 'wrong-state',
  413: 'too-large',
  414: 'too-large',
  415: 'unsupported-media',
  429: 'rate-limited',
  503: 'unavailable',
};

/** What PostgreSQL refuses although the schemas let it pass. */
const CODE_OF_SQLSTATE: Readonly<Record<string, ErrorCode>> = {
  '23505': 'duplicate',
  '22P05': 'validation',
  '22021': 'validation',
  '22003': 'validation',
  '22007': 'validation',
  '22008': 'validation',
  '57014': 'unavailable',
  '55P03': 'unavailable',
};

const DETAIL: Partial<Record<ErrorCode, string>> = {
  duplicate: 'It exists already. Read it, or give it another name.',
  validation: 'The request could not be read. Check its syntax and values.',
  'not-found': 'There is no such address.',
  'too-large': 'The request is larger than this address takes.',
  'unsupported-media': 'Send application/json.',
  unavailable: 'Try again in a moment.',
};

/** @param correlationId what a person quotes when they ask about it */
export function toProblem(error: unknown, correlationId: string): Problem {
  if (isDomainError(error)) {
    const { errors, ...details } = error.details ?? {};
    return {
      ...base(error.code, correlationId),
      ...(error.code === 'internal' ? {} : { detail: error.message }),
      ...(error.field === undefined ? {} : { field: error.field }),
      ...(Array.isArray(errors) ? { errors } : {}),
      ...(Object.keys(details).length === 0 || error.code === 'internal' ? {} : { details }),
    };
  }
  const code = codeOf(error);
  const detail = DETAIL[code];
  return { ...base(code, correlationId), ...(detail === undefined ? {} : { detail }) };
}

function codeOf(error: unknown): ErrorCode {
  if (isDatabaseAway(error)) return 'unavailable';
  const sqlState = CODE_OF_SQLSTATE[databaseCode(error) ?? ''];
  if (sqlState !== undefined) return sqlState;
  const status = statusOf(error);
  return (
    (status === undefined ? undefined : CODE_OF_STATUS[status]) ?? (isClientFault(status) ? 'validation' : 'internal')
  );
}

const isClientFault = (status: number | undefined): boolean => status !== undefined && status >= 400 && status < 500;

/** Nest's own exceptions and Fastify's (malformed JSON, too large, wrong media type). */
function statusOf(error: unknown): number | undefined {
  if (error instanceof HttpException) return error.getStatus();
  if (error !== null && typeof error === 'object' && 'statusCode' in error && typeof error.statusCode === 'number') {
    return error.statusCode;
  }
  return undefined;
}

function base(code: ErrorCode, correlationId: string): Problem {
  const { status, title } = PROBLEMS[code];
  return { type: `https://goalbeat.dev/problems/${code}`, title, status, code, correlationId };
}
