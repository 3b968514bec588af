import { expect, it } from '@jest/globals';
import { above, ranking, unitRows, type SheetFigure } from './weekly-figures.js';

const sheet = (number: string, completion: string, changes: Partial<SheetFigure> = {}): SheetFigure => ({
  personId: `id-${number}`,
  number,
  name: number,
  unitId: 'u1',
  unitName: 'Design',
  state: 'confirmed',
  completion,
  ...changes,
});

it('ranks 1, 2, 2, 4 on exact completion, ties by number', () => {
  const ranked = ranking([sheet('4', '1/3'), sheet('3', '2/3'), sheet('2', '4/6'), sheet('1', '3/2')]);
  expect(ranked.map(({ rank, number, completion }) => [rank, number, completion])).toEqual([
    [1, '1', '150.00'],
    [2, '2', '66.67'],
    [2, '3', '66.67'],
    [4, '4', '33.33'],
  ]);
});

it('lists who is strictly above the threshold, unrounded', () => {
  const sheets = [sheet('1', '6/5'), sheet('2', '120001/100000'), sheet('3', '1/1')];
  expect(above(sheets, '120').map((row) => row.name)).toEqual(['2']);
});

it('takes the plain mean of a unit’s sheets; who has not reported counts 0', () => {
  const rows = unitRows([
    sheet('1', '1/1'),
    sheet('2', '0/1', { state: 'unreported' }),
    sheet('3', '1/3', { unitId: 'u2', unitName: 'Sales' }),
  ]);
  expect(rows).toEqual([
    { unitId: 'u1', name: 'Design', people: 2, completion: '50.00', confirmed: 1, unreported: 1 },
    { unitId: 'u2', name: 'Sales', people: 1, completion: '33.33', confirmed: 1, unreported: 0 },
  ]);
});
