import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { validationPipe } from './validation.pipe.js';

const Body = z.object({ text: z.string(), lines: z.array(z.strictObject({ n: z.int() })).default([]) });
const check = (value: unknown) => validationPipe().transform(value, { type: 'body', schema: Body } as never);

describe('validationPipe', () => {
  it('gives the parsed value', async () => {
    expect(await check({ text: 'x' })).toEqual({ text: 'x', lines: [] });
  });

  it('names every wrong field and every unknown one', async () => {
    await expect(check({ text: 1, lines: [{ n: 1 }, { n: 1.5, m: 2 }], colour: 'red' })).rejects.toMatchObject({
      code: 'validation',
      field: 'text',
      details: { errors: [{ field: 'text' }, { field: 'lines.1.n' }, { field: 'lines.1.m' }, { field: 'colour' }] },
    });
    await expect(check({ text: 'x', colour: 'red', size: 1 })).rejects.toMatchObject({
      code: 'unknown-field',
      field: 'colour',
      details: { errors: [{ field: 'colour' }, { field: 'size' }] },
    });
  });
});
