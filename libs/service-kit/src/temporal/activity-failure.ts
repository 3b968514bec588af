import { ApplicationFailure, CancelledFailure, TemporalFailure } from '@temporalio/common';
import { isDomainError } from '@goalbeat/domain/errors/domain-error';
import { PROBLEMS } from '@goalbeat/contracts/problem';

/**
 * An activity's error as it may stand in a workflow's history: code and field, never the message, which may hold
 * names or amounts. The original is for the log.
 */
export function toApplicationFailure(error: unknown): Error {
  if (error instanceof TemporalFailure || error instanceof CancelledFailure) return error;
  if (isDomainError(error)) {
    return ApplicationFailure.create({
      message: error.code,
      type: error.code,
      nonRetryable: !PROBLEMS[error.code].retryable,
      details: [error.field === undefined ? {} : { field: error.field }],
    });
  }
  return ApplicationFailure.create({ message: 'internal', type: 'internal', nonRetryable: false });
}
