import { expect, it } from '@jest/globals';
import { formatPeriod } from './format-period.js';

it.each([
  ['2026-W07', 'Week 7, 2026', '2026年第7周'],
  ['2026-11', 'November 2026', '2026年11月'],
  ['2026-Q4', 'Q4 2026', '2026年第4季度'],
  ['2026-11-02~2026-11-29', 'Mon 2 Nov – Sun 29 Nov', '11月2日周一 – 11月29日周日'],
  ['whenever', 'whenever', 'whenever'],
])('says %s as people do', (period, en, zh) => {
  expect([formatPeriod(period, 'en'), formatPeriod(period, 'zh-CN')]).toEqual([en, zh]);
});
