import { describe, expect, it } from '@jest/globals';
import { deadlineOf, stageOf } from './stage.js';

const at = (day: number): string => `2026-11-${day}T09:00:00.000Z`;
const timeline = (...done: string[]) =>
  (['issue', 'close-planning', 'ask-report', 'close-reporting', 'close-confirming', 'publish'] as const).map(
    (step, n) => ({
      step,
      at: at(16 + n),
      doneAt: done.includes(step) ? at(16 + n) : null,
      counts: null,
    }),
  );

describe('what the week wants', () => {
  it.each([
    ['issued', [], 'plan'],
    ['plan-returned', [], 'plan'],
    ['plan-submitted', [], 'plan-waits'],
    ['planned', ['close-planning'], 'work'],
    ['planned', ['ask-report'], 'report'],
    ['planned', ['ask-report', 'close-reporting'], 'closed'],
    ['report-returned', ['ask-report', 'close-reporting'], 'report-again'],
    ['report-submitted', ['ask-report'], 'report-waits'],
    ['confirmed', ['ask-report'], 'closed'],
  ] as const)('of a sheet that is %s after %j is %s', (state, done, stage) => {
    expect(stageOf(state, timeline(...done))).toBe(stage);
  });

  it('is wanted until the step that ends it', () => {
    expect(deadlineOf('plan', timeline())).toBe(at(17));
    expect(deadlineOf('report', timeline())).toBe(at(19));
    expect(deadlineOf('report-again', timeline())).toBe(at(20));
    expect(deadlineOf('plan-waits', timeline())).toBeNull();
    expect(deadlineOf('plan', [])).toBeNull();
  });
});
