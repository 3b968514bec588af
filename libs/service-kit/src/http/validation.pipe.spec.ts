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

  it('names a parameter of the path by its name, and a body that is none by no name', async () => {
    const id = validationPipe().transform('nonsense', { type: 'param', data: 'id', schema: z.uuid() } as never);
    await expect(id).rejects.toMatchObject({ code: 'validation', field: 'id', details: { errors: [{ field: 'id' }] } });
    const list: Promise<unknown> = check([]);
    await expect(list).rejects.toMatchObject({ code: 'validation' });
    await expect(list).rejects.not.toHaveProperty('field');
  });
});
