import { describe, expect, it } from '@jest/globals';
import { changedSheets } from './changed-sheets.js';

const shown = new Set(Array.from({ length: 30 }, (_, n) => `s${n}`));

describe('what is read again of a large company', () => {
  it('is the sheets that changed, of those that are shown, each once', () => {
    const changes = [
      { kind: 'goal-sheet', id: 's1' },
      { kind: 'plan', id: 's1' },
      { kind: 'report', id: 's2' },
      { kind: 'goal-sheet', id: 'elsewhere' },
      { kind: 'payout', id: 's3' },
    ];
    expect(changedSheets(changes, shown)).toEqual(['s1', 's2']);
  });

  it('is all of it where many changed at once', () => {
    expect(changedSheets([{ kind: 'goal-sheet', id: null }], shown)).toBe('all');
    const many = Array.from({ length: 21 }, (_, n) => ({ kind: 'goal-sheet', id: `s${n}` }));
    expect(changedSheets(many, shown)).toBe('all');
  });

  it('is nothing where something else changed', () => {
    expect(changedSheets([{ kind: 'desk', id: null }], shown)).toEqual([]);
  });
});
