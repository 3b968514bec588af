import { describe, expect, it } from '@jest/globals';
import type { SeenChange } from '@goalbeat/contracts/live-changes';
import { WaitingChanges } from './waiting-changes.js';

const sheets = (count: number, from = 0): SeenChange[] =>
  Array.from({ length: count }, (_, n) => ({ kind: 'goal-sheet', id: `s${from + n}` }));
const many = { kind: 'goal-sheet', id: null };

describe('what waits to be told', () => {
  it('is told once, and then no more', () => {
    const waiting = new WaitingChanges(0);
    waiting.add([...sheets(2), ...sheets(2)]);
    expect(waiting.take(100)).toEqual(sheets(2));
    expect(waiting.isEmpty).toBe(true);
    expect(waiting.take(200)).toEqual([]);
  });

  it('is at most fifty things a second, then kinds', () => {
    const waiting = new WaitingChanges(0);
    waiting.add(sheets(40));
    expect(waiting.take(0)).toHaveLength(40);
    waiting.add(sheets(40, 40));
    expect(waiting.take(0)).toEqual([many]);
    expect(waiting.isSpent).toBe(false);
    waiting.add(sheets(9, 80));
    expect(waiting.take(0)).toHaveLength(9);
    expect(waiting.isSpent).toBe(true);
    waiting.add(sheets(40, 100));
    expect(waiting.take(1_000)).toHaveLength(40);
  });

  it('keeps what is one person’s apart, whatever else there is', () => {
    const waiting = new WaitingChanges(0);
    const desk = { kind: 'desk', id: 'ann', to: 'ann' };
    waiting.add([...sheets(500), desk, desk]);
    expect(waiting.take(0)).toEqual([many, desk]);
  });

  it('shrinks while nobody takes it, and loses no kind', () => {
    const waiting = new WaitingChanges(0);
    for (let n = 0; n < 5; n++) waiting.add([...sheets(600, n * 600), { kind: 'cycle', id: 'c' }]);
    expect(waiting.take(0)).toEqual(expect.arrayContaining([many, { kind: 'cycle', id: 'c' }]));
  });
});
