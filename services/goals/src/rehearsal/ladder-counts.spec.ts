import { describe, expect, it } from '@jest/globals';
import { allHeard, sumOfLadders } from './ladder-counts.js';

const none = { reminded: 0, escalated: 0, timedOut: 0, returned: 0, delegated: 0 };

describe('what ladders did', () => {
  it('is that of every service together', () => {
    const goals = { ...none, reminded: 3, returned: 1 };
    const appraisal = { ...none, reminded: 1, escalated: 2, timedOut: 1 };
    const payroll = { ...none, reminded: 1, delegated: 4 };
    expect(sumOfLadders([goals, appraisal, payroll])).toEqual({
      reminders: 5,
      escalations: 2,
      timedOut: 1,
      returned: 1,
      delegated: 4,
    });
  });

  it('has been heard once desks and notices tell of each reminder; those of the cycle’s steps are others', () => {
    const desk = [
      { kind: 'decision' as const, reminders: 2 },
      { kind: 'todo' as const, reminders: 5 },
    ];
    const ofLadder = { kind: 'reminder', subjectKind: 'plan' };
    const ofStep = { kind: 'reminder', subjectKind: 'goal-sheet' };
    expect(allHeard(desk, [ofLadder, ofLadder], { reminders: 2 })).toBe(true);
    expect(allHeard(desk, [ofLadder, ofStep, ofStep], { reminders: 2 })).toBe(false);
    expect(allHeard(desk, [ofLadder, ofLadder, ofLadder], { reminders: 3 })).toBe(false);
    expect(allHeard([], [], { reminders: 0 })).toBe(true);
  });
});
