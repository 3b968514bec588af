import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { RHYTHMS, SHAPES, timelineOf, type Rhythm } from './rhythms.js';

interface Example {
  data: { period: string; timeline: { step: string; day: number; time: string; move: string; from?: string }[] };
}
const EXAMPLE_OF: Readonly<Record<Rhythm, string>> = { week: 'marketplace', 'goals-week': 'minimal', month: 'lender' };
const exampleOf = (rhythm: Rhythm): Example['data'] => {
  const file = new URL(`../../../examples/${EXAMPLE_OF[rhythm]}/cycle-definition.yaml`, import.meta.url);
  return (parse(readFileSync(fileURLToPath(file), 'utf8')) as Example).data;
};

describe('the rhythms of the first run', () => {
  it.each(RHYTHMS)('%s is that of its example', (rhythm) => {
    const { period, timeline } = exampleOf(rhythm);
    expect(SHAPES[rhythm].period).toBe(period);
    expect(timelineOf(rhythm, SHAPES[rhythm].scores)).toEqual(timeline.map((step) => ({ from: 'start', ...step })));
  });

  it('have no list and no payout where nothing is paid', () => {
    for (const rhythm of RHYTHMS)
      expect(timelineOf(rhythm, false).filter(({ step }) => step === 'bonus-list' || step === 'payout')).toEqual([]);
  });
});
