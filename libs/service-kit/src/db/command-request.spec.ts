import { describe, expect, it } from '@jest/globals';
import { stableJson } from './command-request.js';

describe('stableJson', () => {
  it('does not depend on the order of keys, but on that of lists', () => {
    expect(stableJson({ b: [{ d: 1, c: 2 }], a: null })).toBe('{"a":null,"b":[{"c":2,"d":1}]}');
    expect(stableJson({ a: [1, 2] })).not.toBe(stableJson({ a: [2, 1] }));
    expect(stableJson(undefined)).toBe('');
  });
});
