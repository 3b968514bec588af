import { describe, expect, it } from '@jest/globals';
import { refuseUnreadable } from './unreadable.js';

const nested = (depth: number): unknown => JSON.parse('['.repeat(depth) + ']'.repeat(depth));

describe('refuseUnreadable', () => {
  it.each([undefined, null, 'plain', '表情 😀', { a: [{ b: 'c' }], d: 1 }, nested(32), Buffer.from([0])])(
    'lets %j pass',
    (value) => {
      expect(() => refuseUnreadable(value)).not.toThrow();
    },
  );

  it.each([
    [{ lines: [{ text: 'ok' }, { text: 'a\u0000b' }] }, 'lines.1.text'],
    [{ text: '\ud800' }, 'text'],
    [{ text: 'x\udc00y' }, 'text'],
    [{ values: { 'a\u0000': 1 } }, 'values'],
    ['\u0000', ''],
  ])('names the field of %j', (value, field) => {
    expect(() => refuseUnreadable(value)).toThrow(expect.objectContaining({ code: 'validation', field }));
  });

  it('refuses what nests without end, however deep', () => {
    expect(() => refuseUnreadable(nested(100_000))).toThrow(/nested too deeply/);
  });
});
