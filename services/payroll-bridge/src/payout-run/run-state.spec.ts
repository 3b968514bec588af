import { describe, expect, it } from '@jest/globals';
import type { BonusListState } from '@goalbeat/domain/bonus-list/lifecycle';
import { runStateOf } from './run-state.js';

const of = (...states: BonusListState[]) => runStateOf(states.map((state) => ({ state, paying: 1 })));

describe('runStateOf', () => {
  it('is signed only when every list is, cancelled ones left out', () => {
    expect(of('signed')).toBe('signed');
    expect(of('signed', 'signed')).toBe('signed');
    expect(of('signed', 'cancelled')).toBe('signed');
    expect(of('signed', 'submitted')).toBe('in-approval');
    expect(of('signed', 'draft')).toBe('in-approval');
  });

  it('follows its lists before that', () => {
    expect(of('draft', 'draft')).toBe('draft');
    expect(of('draft', 'submitted')).toBe('in-approval');
    expect(of('submitted', 'returned')).toBe('returned');
    expect(of('cancelled', 'cancelled')).toBe('cancelled');
  });

  it('waits for no list that pays nobody anything, but where there is no other', () => {
    const beside = (state: BonusListState, zero: BonusListState) =>
      runStateOf([
        { state, paying: 3 },
        { state: zero, paying: 0 },
      ]);
    for (const zero of ['draft', 'submitted', 'returned', 'signed', 'cancelled'] as const)
      expect(beside('signed', zero)).toBe('signed');
    expect([beside('draft', 'signed'), beside('cancelled', 'draft')]).toEqual(['draft', 'draft']);
    expect(runStateOf([{ state: 'draft', paying: 0 }])).toBe('draft');
    expect(runStateOf([{ state: 'signed', paying: 0 }])).toBe('signed');
  });
});
