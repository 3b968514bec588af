import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { sumByPeople, sumBySteps } from './sum-waiting.js';
import { type ApprovalEvent, waiting } from './waiting.js';

const at = (minutes: number): string => new Date(Date.UTC(2026, 10, 23, 9, minutes)).toISOString();
const HOUR = 3_600_000;
const event = (minutes: number, action: string, more: Partial<ApprovalEvent> = {}): ApprovalEvent => ({
  approvalId: 'a1',
  subjectKind: 'bonus-list',
  subjectId: 'l1',
  round: 1,
  stepId: 'review',
  action,
  at: at(minutes),
  dueAt: at(120),
  actorId: null,
  onBehalfOf: null,
  to: [],
  from: null,
  closes: null,
  ...more,
});
const by = (actorId: string, closes: string | null = null, onBehalfOf: string | null = null) => ({
  actorId,
  closes,
  onBehalfOf,
});

describe('who was waited on', () => {
  it('is whoever decided, and how late', () => {
    const [wait] = waiting(
      [event(0, 'step-opened', { to: ['ann'] }), event(180, 'approved', by('ann', 'approved'))],
      at(600),
    );
    expect(wait).toMatchObject({ end: 'approved', waitedMs: 3 * HOUR, lateMs: HOUR });
    expect(wait?.parts).toEqual([
      { personId: 'ann', waitedMs: 3 * HOUR, lateMs: HOUR, shareMs: 3 * HOUR, lateShareMs: HOUR, end: 'decided' },
    ]);
  });

  it('is whose task it was, not the delegate who decided', () => {
    const [wait] = waiting(
      [event(0, 'step-opened', { to: ['ann'] }), event(60, 'approved', by('bob', 'approved', 'ann'))],
      at(600),
    );
    expect(wait?.parts).toMatchObject([{ personId: 'ann', end: 'decided', waitedMs: HOUR }]);
  });

  it('is shared while it is the turn of two, and goes on with who has not decided', () => {
    const [wait] = waiting(
      [
        event(0, 'step-opened', { to: ['ann', 'bob'] }),
        event(60, 'approved', by('ann')),
        event(180, 'approved', by('bob', 'approved')),
      ],
      at(600),
    );
    expect(wait?.parts).toMatchObject([
      { personId: 'ann', waitedMs: HOUR, shareMs: HOUR / 2, lateMs: 0 },
      { personId: 'bob', waitedMs: 3 * HOUR, shareMs: 2.5 * HOUR, lateMs: HOUR, lateShareMs: HOUR },
    ]);
  });

  it('changes with escalation, a new assignee and HR; a timeout is nobody’s decision', () => {
    const waits = waiting(
      [
        event(0, 'step-opened', { to: ['ann'] }),
        event(120, 'escalated', { from: 'ann', to: ['boss'] }),
        event(150, 'escalated', { from: 'boss', to: [] }),
        event(180, 'reassigned', { from: 'boss', to: ['cat'], actorId: 'hr' }),
        event(240, 'handed-to-hr', { to: ['hr'] }),
        event(300, 'returned', { closes: 'returned' }),
      ],
      at(600),
    );
    expect(waits[0]).toMatchObject({ end: 'timeout', waitedMs: 5 * HOUR, lateMs: 3 * HOUR });
    expect(waits[0]?.parts.map((part) => [part.personId, part.waitedMs / HOUR, part.end])).toEqual([
      ['ann', 2, 'passed-on'],
      ['boss', 1, 'passed-on'],
      ['cat', 1, 'timeout'],
      ['hr', 1, 'timeout'],
    ]);
    expect(sumByPeople(waits).find((sum) => sum.personId === 'boss')).toMatchObject({ tasks: 1, late: 1, missed: 1 });
  });

  it('ends a step where the next one opens, and waits on while open', () => {
    const waits = waiting(
      [event(0, 'step-opened', { to: ['ann'] }), event(30, 'step-opened', { to: ['bob'], stepId: 'lead' })],
      at(90),
    );
    expect(waits.map((wait) => [wait.stepId, wait.end, wait.waitedMs / HOUR])).toEqual([
      ['review', 'approved', 0.5],
      ['lead', 'open', 1],
    ]);
    expect(sumBySteps(waits).map((sum) => [sum.stepId, sum.count, sum.open])).toEqual([
      ['lead', 1, 1],
      ['review', 1, 0],
    ]);
  });
});

describe('whatever happens', () => {
  const people = ['ann', 'bob', 'cat', 'dan'];
  const some = fc.subarray(people);
  const step = fc.record({
    minutes: fc.integer({ min: 0, max: 300 }),
    action: fc.constantFrom(
      'step-opened',
      'approved',
      'returned',
      'escalated',
      'reassigned',
      'handed-to-hr',
      'reminded',
      'withdrawn',
    ),
    to: some,
    from: fc.constantFrom(null, ...people),
    actorId: fc.constantFrom(null, ...people),
    onBehalfOf: fc.constantFrom(null, null, ...people),
    closes: fc.constantFrom(null, null, null, 'approved', 'withdrawn'),
    approvalId: fc.constantFrom('a1', 'a2'),
  });

  it('the parts sum to the whole, of the waiting and of the delay', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 25 }), fc.integer({ min: 0, max: 2_000 }), (steps, due) => {
        let minutes = 0;
        const events = steps.map(({ minutes: more, ...rest }) => {
          minutes += more;
          return event(minutes, rest.action, { ...rest, dueAt: at(due) });
        });
        const waits = waiting(events, at(minutes + 60));
        for (const wait of waits) {
          const sum = (of: 'shareMs' | 'lateShareMs') => wait.parts.reduce((all, part) => all + part[of], 0);
          expect(sum('shareMs')).toBe(wait.waitedMs);
          expect(sum('lateShareMs')).toBe(wait.lateMs);
          expect(wait.waitedMs).toBe(Date.parse(wait.closedAt ?? at(minutes + 60)) - Date.parse(wait.openedAt));
          for (const part of wait.parts) {
            expect(part.waitedMs).toBeLessThanOrEqual(wait.waitedMs);
            expect(part.shareMs).toBeLessThanOrEqual(part.waitedMs);
          }
        }
        const all = (of: 'waitedMs' | 'lateMs') => sumBySteps(waits).reduce((total, one) => total + one[of], 0);
        const shares = (of: 'shareMs' | 'lateShareMs') => sumByPeople(waits).reduce((total, one) => total + one[of], 0);
        expect(shares('shareMs')).toBe(all('waitedMs'));
        expect(shares('lateShareMs')).toBe(all('lateMs'));
      }),
      { numRuns: 500 },
    );
  });
});
