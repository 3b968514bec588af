import { describe, expect, it } from '@jest/globals';
import { businessNow } from './business-now.js';
import { formatDay, formatInstant, formatRelative, formatSpan } from './format-instant.js';

const FRIDAY = '2026-11-20T09:00:00.000Z';
const zone = 'Asia/Shanghai';

describe('instants', () => {
  it('are told in the company’s zone, whatever the browser’s is', () => {
    expect(formatInstant(FRIDAY, 'moment', zone, 'en')).toBe('Fri 20 Nov, 17:00');
    expect(formatInstant(FRIDAY, 'moment', zone, 'zh-CN')).toBe('11月20日周五 17:00');
    expect(formatInstant('2026-11-20T18:00:00.000Z', 'day', zone, 'en')).toBe('Sat 21 Nov');
  });

  it('leave a local day where it is', () => {
    expect(formatDay('2026-11-20', 'en')).toBe('Fri 20 Nov');
  });

  it('are told by how far away they are', () => {
    const at = Date.parse(FRIDAY);
    expect(formatRelative(FRIDAY, at - 2 * 86_400_000, 'en')).toBe('in 2 days');
    expect(formatRelative(FRIDAY, at + 3 * 3_600_000, 'zh-CN')).toBe('3小时前');
    expect(formatRelative(FRIDAY, at - 61_000, 'en')).toBe('in 1 minute');
    expect(formatRelative(FRIDAY, at, 'en')).toBe('now');
  });

  it('have spans in the two largest units', () => {
    expect(formatSpan(2 * 86_400_000 + 3 * 3_600_000 + 5 * 60_000, 'en')).toBe('2 days 3 hours');
    expect(formatSpan(95 * 60_000, 'zh-CN')).toBe('1小时 35分钟');
    expect(formatSpan(0, 'en')).toBe('1 minute');
  });
});

describe('business time', () => {
  it('runs at the company’s rate from when it was read, and stands while it is held', () => {
    const read = { now: 1_000_000, at: 500, rate: 600, held: false };
    expect(businessNow(read, 1_500)).toBe(1_600_000);
    expect(businessNow({ ...read, held: true }, 1_500)).toBe(1_000_000);
    expect(businessNow(read, 400)).toBe(1_000_000);
  });
});
