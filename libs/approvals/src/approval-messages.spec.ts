import { describe, expect, it } from '@jest/globals';
import type { ChainStep } from '@goalbeat/domain/approval/chain';
import { stepOpened } from './approval-messages.js';

describe('whom the ladder says it waits for', () => {
  const awaited = (assign: ChainStep['assign']) => {
    const chain = [{ id: 'lead', assign } as ChainStep];
    const at = '2026-11-16T01:00:00.000Z';
    const clock = { rate: 1, anchorReal: at, anchorVirtual: at, heldAt: null, version: 1 };
    const news = stepOpened({ version: 1, chain }, { stepId: 'lead', openedAt: at, rungs: [] }, at, clock);
    return news.kind === 'stepOpened' ? news.awaited : '';
  };

  it.each([
    [1, 'lead (their manager)'],
    [2, "lead (their manager's manager)"],
    [3, 'lead (the manager 3 levels above them)'],
  ])('says a manager of level %d in plain words', (level, words) => {
    expect(awaited({ kind: 'manager', level })).toBe(words);
  });
});
