import { describe, expect, it } from '@jest/globals';
import { readTable } from './read-table.js';
import { mayWrite, refuseRepeatsOfTorn, withTorn } from './verdicts.js';

const COLUMNS = { required: ['number', 'name'], optional: [] } as const;
const table = (...lines: readonly string[]) => readTable(['number,name', ...lines].join('\n'), COLUMNS);

describe('a row that could not be read', () => {
  it('is wrong with its key, in its place, so that not all is written', async () => {
    const { rows, torn } = await table('E1,5" disk', 'E2,Bob', 'E3,"Cid', 'E4,Dan"');
    const good = rows.map(({ row, cells, problems }) => ({
      row,
      key: cells.number ?? '',
      verdict: 'new' as const,
      problems,
    }));
    const verdicts = withTorn(good, torn, ({ number = '' }) => number);
    expect(verdicts.map(({ row, key, verdict }) => [row, key, verdict])).toEqual([
      [2, 'E1', 'wrong'],
      [3, 'E2', 'new'],
      [4, 'E3', 'wrong'],
    ]);
    expect(mayWrite('all', verdicts)).toBe(false);
  });

  it('makes a later row of its key wrong, and no earlier one', async () => {
    const read = await table('E2,Bob', 'E1,5" disk', 'E1,Ann', 'E2,3" disk', '5"1,Cid');
    refuseRepeatsOfTorn(read, 'number');
    expect(read.rows.map(({ row, problems }) => [row, problems])).toEqual([
      [2, []],
      [4, [{ column: 'number', message: 'is in row 3 already' }]],
    ]);
  });
});
