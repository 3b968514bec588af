import { describe, expect, it } from '@jest/globals';
import { NotFoundException } from '@nestjs/common';
import { PROBLEMS } from '@goalbeat/contracts/problem';
import { DomainError, ERROR_CODES } from '@goalbeat/domain/errors/domain-error';
import { toProblem } from './to-problem.js';

describe('toProblem', () => {
  it.each(ERROR_CODES)('gives %s its status', (code) => {
    expect(toProblem(new DomainError(code, 'why'), 'id')).toMatchObject({
      code,
      status: PROBLEMS[code].status,
      correlationId: 'id',
    });
  });

  it('keeps field, errors and details apart', () => {
    const error = new DomainError('validation', 'why', {
      field: 'a',
      details: { errors: [{ field: 'a', message: 'm' }], hint: 1 },
    });
    expect(toProblem(error, 'id')).toEqual({
      type: 'https://goalbeat.dev/problems/validation',
      title: PROBLEMS.validation.title,
      status: 400,
      code: 'validation',
      detail: 'why',
      field: 'a',
      errors: [{ field: 'a', message: 'm' }],
      details: { hint: 1 },
      correlationId: 'id',
    });
  });

  it('shows nothing of an unknown error', () => {
    expect(JSON.stringify(toProblem(new Error('secret'), 'id'))).not.toContain('secret');
    expect(
      JSON.stringify(toProblem(new DomainError('internal', 'secret', { details: { a: 'secret' } }), 'id')),
    ).not.toContain('secret');
    expect(toProblem('thrown text', 'id')).toMatchObject({ code: 'internal', status: 500 });
  });

  it.each([
    [new NotFoundException(), 'not-found'],
    [Object.assign(new Error(), { statusCode: 413 }), 'too-large'],
    [Object.assign(new Error(), { statusCode: 418 }), 'validation'],
    [Object.assign(new Error(), { code: '23505' }), 'duplicate'],
    [Object.assign(new Error(), { code: '22008' }), 'validation'],
    [Object.assign(new Error(), { code: '57014' }), 'unavailable'],
    [Object.assign(new Error(), { code: 'ECONNREFUSED' }), 'unavailable'],
    [new Error('Connection terminated unexpectedly'), 'unavailable'],
  ])('knows %p as %s', (error, code) => {
    expect(toProblem(error, 'id').code).toBe(code);
  });
});
