import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { STEP_NAMES } from '@goalbeat/domain/cycle/steps';
import { closeStepNow, extendStep, moveStep, type PendingStep } from './recompute-timeline.js';

const at = (hour: number): string => new Date(Date.UTC(2026, 10, 16, hour)).toISOString();
const steps: PendingStep[] = [
  { step: 'issue', at: at(1), doneAt: at(1) },
  { step: 'close-planning', at: at(10), doneAt: null },
  { step: 'ask-report', at: at(20), doneAt: null },
  { step: 'archive', at: at(40), doneAt: null },
];

describe('moveStep', () => {
  it('brings back with it what it had pushed, as far as the definition has it', () => {
    const week: PendingStep[] = [
      { step: 'issue', at: at(1), doneAt: null },
      { step: 'close-planning', at: at(10), doneAt: null },
      { step: 'ask-report', at: at(17), doneAt: null },
      { step: 'archive', at: at(90), doneAt: null },
    ];
    const usual = new Map(week.map((one) => [one.step, one.at]));
    const pushed = new Map(extendStep(week, 'issue', at(50), at(0)).map((one) => [one.step, one.at]));
    const far = week.map((one) => ({
      ...one,
      at: pushed.get(one.step) ?? one.at,
      moved: one.step === 'issue' ? 'by-hand' : pushed.has(one.step) ? 'pushed' : null,
    }));
    expect(far.map((one) => one.at)).toEqual([at(50), at(50), at(57), at(90)]);
    const back = (steps: readonly PendingStep[], to: number) =>
      moveStep(steps, 'issue', at(to), at(0), usual).map((one) => [one.step, one.at]);
    expect(back(far, 1)).toEqual([
      ['issue', at(1)],
      ['close-planning', at(10)],
      ['ask-report', at(17)],
    ]);
    expect(back(far, 30)).toEqual([
      ['issue', at(30)],
      ['close-planning', at(30)],
      ['ask-report', at(37)],
    ]);
    // What HR has moved itself stays, and with it what comes after.
    expect(
      back(
        far.map((one) => (one.step === 'close-planning' ? { ...one, moved: 'by-hand' } : one)),
        1,
      ),
    ).toEqual([['issue', at(1)]]);
  });
});

describe('extendStep', () => {
  it('moves the step and whatever it would overtake, and leaves the rest', () => {
    expect(extendStep(steps, 'close-planning', at(30), at(5))).toEqual([
      { step: 'close-planning', at: at(30) },
      { step: 'ask-report', at: at(30) },
    ]);
  });

  it('leaves those who are asked to report the hours that they had for it', () => {
    const week: PendingStep[] = [
      { step: 'close-planning', at: at(10), doneAt: null },
      { step: 'ask-report', at: at(17), doneAt: null },
      { step: 'remind-report', at: at(19), doneAt: null },
      { step: 'close-reporting', at: at(20), doneAt: null },
      { step: 'close-confirming', at: at(90), doneAt: null },
    ];
    expect(extendStep(week, 'close-planning', at(44), at(5))).toEqual([
      { step: 'close-planning', at: at(44) },
      { step: 'ask-report', at: at(44) },
      { step: 'remind-report', at: at(46) },
      { step: 'close-reporting', at: at(47) },
    ]);
    expect(extendStep(week, 'close-planning', at(18), at(5))).toEqual([
      { step: 'close-planning', at: at(18) },
      { step: 'ask-report', at: at(18) },
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
    expect(() => extendStep(steps, 'archive', '9999-12-31T23:59:59.000Z', at(5))).toThrow(
      expect.objectContaining({ code: 'validation', field: 'at' }),
    );
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

describe('closeStepNow', () => {
  it('brings the closing and all before it to now, and nothing that is already due', () => {
    const week: PendingStep[] = [
      { step: 'issue', at: at(1), doneAt: at(1) },
      { step: 'close-planning', at: at(10), doneAt: null },
      { step: 'ask-report', at: at(20), doneAt: null },
      { step: 'close-reporting', at: at(23), doneAt: null },
      { step: 'archive', at: at(40), doneAt: null },
    ];
    expect(closeStepNow(week, 'close-planning', at(5))).toEqual([{ step: 'close-planning', at: at(5) }]);
    expect(closeStepNow(week, 'close-reporting', at(12))).toEqual([
      { step: 'ask-report', at: at(12) },
      { step: 'close-reporting', at: at(12) },
    ]);
  });

  it('hurries no money, and closes nothing that was never issued', () => {
    expect(() => closeStepNow(steps, 'archive', at(5))).toThrow(expect.objectContaining({ field: 'step' }));
    const unissued = steps.map((one) => ({ ...one, doneAt: null }));
    expect(() => closeStepNow(unissued, 'close-planning', at(5))).toThrow(
      expect.objectContaining({ code: 'wrong-state' }),
    );
  });
});
