import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { STEP_NAMES } from '@goalbeat/domain/cycle/steps';
import { closeStepNow, extendStep, type PendingStep } from './recompute-timeline.js';

const at = (hour: number): string => new Date(Date.UTC(2026, 10, 16, hour)).toISOString();
const steps: PendingStep[] = [
  { step: 'issue', at: at(1), doneAt: at(1) },
  { step: 'close-planning', at: at(10), doneAt: null },
  { step: 'ask-report', at: at(20), doneAt: null },
  { step: 'archive', at: at(40), doneAt: null },
];

describe('extendStep', () => {
  it('moves the step and whatever it would overtake, and leaves the rest', () => {
    expect(extendStep(steps, 'close-planning', at(30), at(5))).toEqual([
      { step: 'close-planning', at: at(30) },
      { step: 'ask-report', at: at(30) },
    ]);
  });

  it('refuses what is done, unknown, or not later', () => {
    expect(() => extendStep(steps, 'issue', at(30), at(5))).toThrow(
      expect.objectContaining({ code: 'wrong-state', field: 'step' }),
    );
    expect(() => extendStep(steps, 'payout', at(30), at(5))).toThrow(
      expect.objectContaining({ code: 'validation', field: 'step' }),
    );
    expect(() => extendStep(steps, 'close-planning', at(10), at(5))).toThrow(expect.objectContaining({ field: 'at' }));
    expect(() => extendStep(steps, 'close-planning', at(12), at(13))).toThrow(expect.objectContaining({ field: 'at' }));
  });

  it('keeps the order of any timeline', () => {
    const timeline = fc.array(fc.nat(100), { minLength: 1, maxLength: STEP_NAMES.length }).map((hours) =>
      hours
        .toSorted((a, b) => a - b)
        .flatMap((hour, n): PendingStep[] => {
          const step = STEP_NAMES[n];
          return step === undefined ? [] : [{ step, at: at(hour), doneAt: null }];
        }),
    );
    fc.assert(
      fc.property(timeline, fc.nat(), fc.integer({ min: 101, max: 200 }), (given, pick, hour) => {
        const target = given[pick % given.length];
        if (target === undefined) return;
        const moved = new Map(extendStep(given, target.step, at(hour), at(0)).map((one) => [one.step, one.at]));
        const after = given.map((one) => moved.get(one.step) ?? one.at);
        expect(after).toEqual(after.toSorted());
      }),
    );
  });
});

it('closeStepNow brings the step and all before it to now, and nothing that is already due', () => {
  expect(closeStepNow(steps, 'ask-report', at(12))).toEqual([{ step: 'ask-report', at: at(12) }]);
  expect(closeStepNow(steps, 'archive', at(5)).map((one) => one.step)).toEqual([
    'close-planning',
    'ask-report',
    'archive',
  ]);
});
