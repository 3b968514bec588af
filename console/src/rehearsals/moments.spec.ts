import { describe, expect, it } from '@jest/globals';
import { momentBy, momentsOf } from './moments.js';
import type { Report } from './rehearsal-queries.js';

const who = (number: string) => ({ number, name: `Person ${number}` });
const step = (name: Report['timeline'][number]['step'], happened: string | null): Report['timeline'][number] => ({
  step: name,
  planned: happened ?? '2026-12-07T02:00:00.000Z',
  happened,
  counts: null,
});
const notice = (at: string, kind: string, number: string) => ({ at, kind, to: who(number), about: 'Weekly goals' });
const overdue = (dueAt: string, doneAt: string | null) => ({
  who: who('L1'),
  what: 'plan',
  about: 'Seller S1',
  dueAt,
  doneAt,
  workingMinutes: 30,
});
const report = (part: Partial<Pick<Report, 'timeline' | 'overdue'>> & { notices?: Report['notices']['items'] }) => ({
  timeline: part.timeline ?? [],
  overdue: part.overdue ?? [],
  notices: { total: 0, byKind: [], items: part.notices ?? [] },
});

describe('the stops of a rehearsed week', () => {
  it('are its steps with what they brought about, in order', () => {
    const moments = momentsOf(
      report({
        timeline: [step('issue', '2026-11-30T01:00:00.000Z'), step('ask-report', '2026-12-04T09:00:00.000Z')],
        notices: [
          notice('2026-12-04T09:00:04.000Z', 'report-asked', 'S1'),
          notice('2026-12-04T09:00:04.000Z', 'report-asked', 'S2'),
          notice('2026-12-04T09:05:00.000Z', 'returned', 'S3'),
          notice('2026-12-04T11:00:00.000Z', 'approved', 'S1'),
        ],
      }),
    );
    expect(moments.map(({ at, steps }) => [at, steps.map((one) => one.step)])).toEqual([
      ['2026-11-30T01:00:00.000Z', ['issue']],
      ['2026-12-04T09:00:00.000Z', ['ask-report']],
      ['2026-12-04T11:00:00.000Z', []],
    ]);
    expect(moments[1]?.notices.map(({ kind, items }) => [kind, items.length])).toEqual([
      ['report-asked', 2],
      ['returned', 1],
    ]);
  });

  it('give each step its own stop, however close, and none to what did not happen', () => {
    const moments = momentsOf(
      report({
        timeline: [
          step('close-confirming', '2026-12-07T02:00:00.000Z'),
          step('score', '2026-12-07T02:05:00.000Z'),
          step('publish', null),
        ],
        notices: [notice('2026-12-07T01:58:00.000Z', 'approved', 'S1')],
      }),
    );
    expect(moments.map(({ steps }) => steps.map((one) => one.step))).toEqual([[], ['close-confirming'], ['score']]);
  });

  it('count what was overdue from when it fell due until it was done', () => {
    const moments = momentsOf(
      report({
        overdue: [
          overdue('2026-12-01T10:00:00.000Z', '2026-12-02T02:00:00.000Z'),
          overdue('2026-12-01T10:00:00.000Z', null),
        ],
      }),
    );
    expect(moments.map(({ fell, mended, soFar }) => [fell.length, mended.length, soFar.overdue])).toEqual([
      [2, 0, 2],
      [0, 1, 1],
    ]);
  });
});

it('finds the stop that a link means', () => {
  const moments = momentsOf(
    report({ timeline: [step('issue', '2026-11-30T01:00:00.000Z'), step('ask-report', '2026-12-04T09:00:00.000Z')] }),
  );
  expect(momentBy(moments, undefined)).toBe(0);
  expect(momentBy(moments, '2026-11-01T00:00:00.000Z')).toBe(0);
  expect(momentBy(moments, '2026-12-04T08:59:59.000Z')).toBe(0);
  expect(momentBy(moments, '2026-12-04T09:00:00.000Z')).toBe(1);
  expect(momentBy(moments, '2027-01-01T00:00:00.000Z')).toBe(1);
});
