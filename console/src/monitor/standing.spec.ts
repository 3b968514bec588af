import { describe, expect, it } from '@jest/globals';
import type { CycleStep, StepName } from './cycle-queries.js';
import { closable, extendable, nextStep, shareOf, unsettled } from './standing.js';

const step = (name: StepName, done: boolean): CycleStep => ({
  step: name,
  at: '2026-11-16T01:00:00.000Z',
  doneAt: done ? '2026-11-16T01:00:01.000Z' : null,
  counts: null,
});

describe('what HR can do to a timeline', () => {
  const running = [
    step('issue', true),
    step('close-planning', true),
    step('close-reporting', false),
    step('score', false),
  ];

  it('goes on with the first step that is not done', () => {
    expect(nextStep({ timeline: running })?.step).toBe('close-reporting');
    expect(nextStep({ timeline: [step('archive', true)] })).toBeUndefined();
  });

  it('closes closings only, and nothing before goals are out', () => {
    expect(closable({ timeline: running }).map((one) => one.step)).toEqual(['close-reporting']);
    expect(closable({ timeline: [step('issue', false), step('close-planning', false)] })).toEqual([]);
  });

  it('extends whatever is still to come', () => {
    expect(extendable({ timeline: running }).map((one) => one.step)).toEqual(['close-reporting', 'score']);
  });
});

it('counts what a closing settles by where sheets are', () => {
  expect(unsettled({ issued: 3, 'plan-submitted': 1, planned: 5, 'report-submitted': 2, confirmed: 40 })).toEqual({
    plans: 4,
    reports: 9,
    decisions: 2,
    open: 11,
  });
});

it('knows the share of nobody', () => {
  expect(shareOf(0, 0)).toBe(0);
  expect(shareOf(3, 4)).toBe(0.75);
});
