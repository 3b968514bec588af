import type { GeneratedExample } from '@goalbeat/examples/examples';
import { Week } from '../people/week.js';

const ZONE = 'Asia/Shanghai';
/** Three weeks in which people simply work pass in less than two minutes. */
const QUIET_RATE = 20_000;

/** When each example's story takes place: no holiday lies in it, and its calendar is known. */
export const STORIES: Readonly<Record<GeneratedExample, () => Week>> = {
  marketplace: () => new Week('2026-W47', ZONE),
  // From Monday 1 June; reports on Tuesday 30 June, results and pay on Thursday 2 July.
  lender: () =>
    new Week('2026-06', ZONE, {
      days: { 5: '2026-06-30', 6: '2026-07-01', 7: '2026-06-29', 8: '2026-07-02' },
      eve: 7,
      quiet: { from: '2026-06-04T11:00:00.000Z', until: '2026-06-28T20:00:00.000Z', rate: QUIET_RATE },
    }),
};
