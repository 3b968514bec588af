import { describe, expect, it } from '@jest/globals';
import { CancelledFailure } from '@temporalio/common';
import { PROBLEMS } from '@goalbeat/contracts/problem';
import { DomainError, ERROR_CODES } from '@goalbeat/domain/errors/domain-error';
import { toApplicationFailure } from './activity-failure.js';

describe('toApplicationFailure', () => {
  it.each(ERROR_CODES)('%s keeps its code and whether to try again', (code) => {
    const failure = toApplicationFailure(
      new DomainError(code, 'Zhang San earned 500', { field: 'amount', details: { name: 'Zhang San' } }),
    );
    expect(failure).toMatchObject({
      type: code,
      message: code,
      nonRetryable: !PROBLEMS[code].retryable,
      details: [{ field: 'amount' }],
    });
    expect(`${failure.message} ${JSON.stringify(failure)}`).not.toContain('Zhang');
  });

  it('says nothing of an unknown error, and leaves cancellations alone', () => {
    expect(toApplicationFailure(new Error('secret'))).toMatchObject({
      type: 'internal',
      message: 'internal',
      nonRetryable: false,
    });
    const cancelled = new CancelledFailure('end');
    expect(toApplicationFailure(cancelled)).toBe(cancelled);
  });
});
