import { describe, expect, it } from '@jest/globals';
import { china2026 } from '../../test/china-2026.js';
import { goalDue } from './goal-due.js';
import type { Move } from './timeline.js';

const due = (day: string, move: Move, period: string) => goalDue(day, move, period, china2026(), 'Asia/Shanghai');

describe('goalDue', () => {
  it('is the end of the day where the company is', () => {
    expect(due('2026-11-18', 'earlier', '2026-W47')).toBe('2026-11-18T16:00:00.000Z');
  });

  it('moves off days that are not worked as the step does that closes reporting', () => {
    // A Sunday at the end of a month: the Friday before, the Monday after, or as it stands.
    expect(due('2026-11-29', 'earlier', '2026-11')).toBe('2026-11-27T16:00:00.000Z');
    expect(due('2026-11-29', 'later', '2026-11')).toBe('2026-11-30T16:00:00.000Z');
    expect(due('2026-11-29', 'keep', '2026-11')).toBe('2026-11-29T16:00:00.000Z');
  });
});
