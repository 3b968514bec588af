import { describe, expect, it } from '@jest/globals';
import type { PublishedScore } from '@goalbeat/contracts/appraisal/events';
import type { StoredPlan } from '../pay-plan/pay-plan.repository.js';
import { bandsOfPlan, requireKnownBands } from './known-bands.js';

const one = { name: '周奖金', finalDecider: 'S1', currency: 'CNY', prorate: false };
const plan = (award: object): StoredPlan => ({ ...one, version: 2, award }) as unknown as StoredPlan;
const first = {
  ...one,
  version: 1,
  baseByGrade: { P5: '500' },
  multiplierByBand: { excellent: '1.5', qualified: '1' },
} as StoredPlan;
const scored = (band: string) => ({ band }) as PublishedScore;

describe('bands that a correction may name', () => {
  it('are those of the plan, of whatever kind', () => {
    expect(bandsOfPlan(first)).toEqual(['excellent', 'qualified']);
    expect(bandsOfPlan(plan({ kind: 'multiplier', baseByGrade: {}, multiplierByBand: { a: '1' } }))).toEqual(['a']);
    expect(bandsOfPlan(plan({ kind: 'per-band', amountByBand: { b: '1' } }))).toEqual(['b']);
    expect(bandsOfPlan(plan({ kind: 'pool', baseByGrade: {}, bandsWithout: ['c'] }))).toEqual(['c']);
    expect(bandsOfPlan(plan({ kind: 'per-point', amountPerPoint: '1' }))).toEqual([]);
  });

  it('and those that the cycle’s scores have', () => {
    expect(() =>
      requireKnownBands({ plan: first, published: [scored('good')], ofRules: null }, [
        { band: 'qualified' },
        { band: 'excellent' },
      ]),
    ).not.toThrow();
  });

  it('and any where pay does not go by bands', () => {
    for (const award of [
      { kind: 'per-point', amountPerPoint: '1' },
      { kind: 'pool', amount: '100', baseByGrade: {} },
    ])
      expect(() =>
        requireKnownBands({ plan: plan(award), published: [scored('excellent')], ofRules: null }, [
          { band: 'unqualified' },
        ]),
      ).not.toThrow();
  });

  it('else the field is named, and what is like it', () => {
    expect(() =>
      requireKnownBands({ plan: first, published: [], ofRules: null }, [{ band: 'qualified' }, { band: 'excelent' }]),
    ).toThrow(
      expect.objectContaining({
        code: 'validation',
        field: 'scores.1.band',
        message: expect.stringContaining('excellent is'),
      }),
    );
    expect(() => requireKnownBands({ plan: first, published: [], ofRules: null }, [{ band: 'other' }])).toThrow(
      expect.objectContaining({ field: 'scores.0.band', details: expect.objectContaining({ near: null }) }),
    );
  });

  it('are those of the cycle’s rule set, where it was told, also one that nobody had', () => {
    const pool = plan({ kind: 'pool', amount: '100', baseByGrade: {}, bandsWithout: ['unqualified'] });
    const ofRules = ['excellent', 'qualified', 'unqualified'];
    for (const by of [pool, first, plan({ kind: 'per-point', amountPerPoint: '1' })]) {
      const bands = { plan: by, published: [scored('qualified'), scored('older')], ofRules };
      expect(() => requireKnownBands(bands, [{ band: 'excellent' }])).not.toThrow();
      expect(() => requireKnownBands(bands, [{ band: 'unqualifed' }])).toThrow(
        expect.objectContaining({ field: 'scores.0.band', message: expect.stringContaining('unqualified is meant') }),
      );
    }
    const typo = { ...first, multiplierByBand: { top: '1' } } as StoredPlan;
    expect(() => requireKnownBands({ plan: typo, published: [], ofRules }, [{ band: 'top' }])).toThrow(/rule set/);
  });

  it('are refused where the plan has nothing for them, though the rule set may give them', () => {
    const ofRules = ['excellent', 'qualified', 'outstanding'];
    const published = [scored('good')];
    for (const band of ['outstanding', 'good'])
      for (const by of [first, plan({ kind: 'per-band', amountByBand: { excellent: '1' } })])
        expect(() => requireKnownBands({ plan: by, published, ofRules }, [{ band: 'excellent' }, { band }])).toThrow(
          expect.objectContaining({
            code: 'validation',
            field: 'scores.1.band',
            message: expect.stringContaining(band),
          }),
        );
    const pool = plan({ kind: 'pool', amount: '100', baseByGrade: {}, bandsWithout: ['unqualified'] });
    expect(() => requireKnownBands({ plan: pool, published, ofRules }, [{ band: 'outstanding' }])).not.toThrow();
  });

  it('else in a pool any but a slip: it names only those without a share', () => {
    const pool = plan({ kind: 'pool', amount: '100', baseByGrade: {}, bandsWithout: ['unqualified'] });
    const bands = { plan: pool, published: [scored('excellent')], ofRules: null };
    expect(() => requireKnownBands(bands, [{ band: 'qualified' }, { band: 'good' }])).not.toThrow();
    expect(() => requireKnownBands(bands, [{ band: 'unqualifed' }])).toThrow(/unqualified is meant/);
  });
});
