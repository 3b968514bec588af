import { expect, it } from '@jest/globals';
import { versionDiff } from './version-diff.js';

const before = {
  name: 'Week',
  who: { except: ['E1'] },
  timeline: [
    { step: 'issue', day: 1, time: '09:00' },
    { step: 'ask-report', day: 5, time: '17:00' },
  ],
  chains: { plan: [{ id: 'lead', mode: 'any' }] },
};

it('finds nothing between equals', () => {
  expect(versionDiff(before, structuredClone(before))).toEqual([]);
});

it('names entries of lists by what they are, not by where they stand', () => {
  const after = {
    ...before,
    who: { except: ['E1', 'E2'] },
    timeline: [
      { step: 'issue', day: 1, time: '09:00' },
      { step: 'remind-plan', day: 2, time: '10:00' },
      { step: 'ask-report', day: 5, time: '16:00' },
    ],
    chains: { plan: [{ id: 'hr', mode: { quorum: 2 } }] },
  };
  expect(versionDiff(before, after)).toEqual([
    { field: 'who.except', before: '["E1"]', after: '["E1","E2"]' },
    { field: 'timeline.remind-plan', before: null, after: '{"step":"remind-plan","day":2,"time":"10:00"}' },
    { field: 'timeline.ask-report.time', before: '17:00', after: '16:00' },
    { field: 'chains.plan.hr', before: null, after: '{"id":"hr","mode":{"quorum":2}}' },
    { field: 'chains.plan.lead', before: '{"id":"lead","mode":"any"}', after: null },
  ]);
});
