import { describe, expect, it } from '@jest/globals';
import { decodeCursor, encodeCursor, pageOfRows } from './pages.js';

describe('pages', () => {
  it('give a cursor only when there is more', () => {
    const rows = [1, 2, 3];
    const show = (limit: number) =>
      pageOfRows(
        rows,
        limit,
        (row) => row * 10,
        (row) => [row, null],
      );
    expect(show(3)).toEqual({ items: [10, 20, 30], next: null });
    const { items, next } = show(2);
    expect(items).toEqual([10, 20]);
    expect(decodeCursor(next ?? '', 2)).toEqual([2, null]);
  });

  const madeUp = (text: string) => Buffer.from(text).toString('base64url');

  it.each([
    '',
    'x',
    encodeCursor([1]),
    encodeCursor([1, 2, 3]),
    encodeCursor([1, 2]).slice(0, -2),
    madeUp('[{},1]'),
    madeUp('["2026-13-45T99:99:99Z","not-a-uuid"]'),
    madeUp('["a","b","AAAAAAAA"]'),
  ])('refuse the cursor %j', (cursor) => {
    expect(() => decodeCursor(cursor, 2)).toThrow(/`next` of the page before/);
  });
});
