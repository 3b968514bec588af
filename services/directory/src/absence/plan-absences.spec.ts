import { expect, it } from '@jest/globals';
import { planAbsences, type AbsenceColumn } from './plan-absences.js';

const rows = (...lines: string[]) =>
  lines.map((line, n) => {
    const [number = '', from = '', to = '', kind = ''] = line.split(',');
    const cells: Partial<Record<AbsenceColumn, string>> = { number, from, to, kind };
    return { row: n + 2, cells, problems: [] };
  });
const world = {
  people: new Map([
    ['E1', 'p1'],
    ['E2', 'p2'],
    ['HR', 'hr'],
  ]),
  known: new Map([['p1', [{ from: '2026-11-16', to: '2026-11-20', kind: 'annual-leave' as const }]]]),
  authorId: 'hr',
};
const said = (...lines: string[]) =>
  planAbsences(rows(...lines), world).verdicts.map(({ verdict, problems }) =>
    [verdict, ...problems.map(({ column, message }) => `${column} ${message}`)].join(': '),
  );

it('takes what is new, knows what it has, and refuses days that overlap', () => {
  expect(said('E2,2026-11-16,2026-11-20', 'E1,2026-11-16,2026-11-20,annual-leave', 'E1,2026-11-20,2026-11-23')).toEqual(
    ['new', 'same', 'wrong: from overlaps the absence from 2026-11-16 to 2026-11-20'],
  );
  expect(said('E2,2026-11-16,2026-11-20', 'E2,2026-11-18,2026-11-19')[1]).toMatch(/^wrong: from overlaps/);
});

it('says what is wrong with a row', () => {
  expect(said('E9,2026-11-16,2026-11-20')).toEqual(['wrong: number nobody has this number']);
  expect(said('HR,2026-11-16,2026-11-20')[0]).toMatch(/is yourself/);
  expect(said('E2,2026-11-31,x')).toEqual([
    'wrong: from is not a date such as 2026-11-23: to is not a date such as 2026-11-23',
  ]);
  expect(said('E2,2026-11-20,2026-11-16')).toEqual(['wrong: to is before the first day']);
  expect(said('E2,2026-11-16,2036-11-16')[0]).toMatch(/at most/);
  expect(said('E2,2026-11-16,2026-11-16,holiday')[0]).toMatch(/^wrong: kind is one of/);
  expect(said('E1,2026-11-20,2026-11-23,holiday')[0]).toMatch(/kind is one of .*: from overlaps the absence/);
  expect(said('E1,2026-11-16,2026-11-20,holiday')[0]).not.toMatch(/overlaps/);
});
