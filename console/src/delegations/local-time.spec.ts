import { expect, it } from '@jest/globals';
import { instantIn, localIn } from './local-time.js';

it('reads the field in the company’s zone', () => {
  expect(instantIn('2026-11-20T17:00', 'Asia/Shanghai')).toBe('2026-11-20T09:00:00.000Z');
  expect(instantIn('2026-11-20', 'Asia/Shanghai')).toBeUndefined();
  expect(localIn(Date.parse('2026-11-20T09:00:00Z'), 'Asia/Shanghai')).toBe('2026-11-20T17:00');
  expect(localIn(Date.parse('2026-07-01T09:30:00Z'), 'Europe/Berlin')).toBe('2026-07-01T11:30');
});
