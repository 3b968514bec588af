import { describe, expect, it } from '@jest/globals';
import { DomainError, ERROR_CODES, isDomainError } from './domain-error.js';

describe('DomainError', () => {
  it('keeps code, field, details and cause', () => {
    const cause = new Error('below');
    const error = new DomainError('money-scale', 'CNY has 2 decimals.', {
      field: 'amount',
      details: { decimals: 2 },
      cause,
    });
    expect(error).toMatchObject({
      code: 'money-scale',
      field: 'amount',
      details: { decimals: 2 },
      name: 'DomainError',
    });
    expect(error.cause).toBe(cause);
    expect('field' in new DomainError('internal', 'x')).toBe(false);
  });

  it('is known by its brand, also across copies of the module', () => {
    expect(isDomainError(new DomainError('forbidden', 'no'))).toBe(true);
    expect(isDomainError({ [Symbol.for('goalbeat.domain-error')]: true })).toBe(true);
    for (const other of [new Error('x'), null, undefined, 'x', { code: 'forbidden' }])
      expect(isDomainError(other)).toBe(false);
  });

  it('lists each code once', () => {
    expect(new Set(ERROR_CODES).size).toBe(ERROR_CODES.length);
  });
});
