import { describe, expect, it } from '@jest/globals';
import { spanWords } from './words.js';

describe('spanWords', () => {
  it.each([
    [2653, '1 d 20 h', '1天20小时'],
    [1440, '1 d', '1天'],
    [65, '1 h 5 min', '1小时5分钟'],
    [12, '12 min', '12分钟'],
    [0, '0 min', '0分钟'],
  ])('says %d minutes in two units at most', (minutes, en, zh) => {
    expect(spanWords(minutes, 'en')).toBe(en);
    expect(spanWords(minutes, 'zh')).toBe(zh);
  });
});
