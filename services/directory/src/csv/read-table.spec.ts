import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { importProblemInChinese } from '../wording/row-words.js';
import { readTable } from './read-table.js';

const COLUMNS = { required: ['number', 'name', 'unit'], optional: ['grade'] } as const;
const readText = (text: string) => readTable(text, COLUMNS);
const read = (...lines: readonly string[]) => readText(['number,name,unit', ...lines].join('\n'));
const told = async (lines: readonly string[]) => {
  const { rows, torn } = await read(...lines);
  return {
    read: rows.map(({ row, cells }) => `${row} ${cells.number}`),
    torn: torn.map(({ row, problems }) => `${row} ${problems.map(({ column }) => column).join()}`),
  };
};

describe('a quotation mark in a table that does not close', () => {
  it.each([
    ['is never closed', ['E1,Ann,S', 'E2,"Bob,S', 'E3,Cid,S'], ['2 E1'], ['3 name']],
    ['is closed by a later row’s by chance', ['E1,"Ann,S', 'E2,Bob",S', 'E3,Cid,S'], [], ['2 name']],
    ['takes whole rows', ['E1,Ann,"S', 'E2,Bob,S', 'E3,Cid,S"', 'E4,Dan,S'], [], ['2 unit']],
    ['takes rows and an empty line', ['E1,Ann,"S', '', 'E2,Bob,S"', 'E3,Cid,S'], [], ['2 unit']],
    ['takes rows that are too short', ['E1,Ann,"S', 'E2,Bob', 'E3,Cid,S"', 'E4,Dan,S'], [], ['2 unit']],
    ['is closed in a column before', ['E1,Ann,"S', 'E2",Bob,S', 'E3,Cid,S'], [], ['2 unit']],
    ['is closed in a column behind', ['E1,"Ann,S', 'E2,Bob,S"', 'E3,Cid,S'], [], ['2 name']],
    ['meets another text’s', ['E1,Ann,S', 'E2,"Bob,S', 'E3,"Cid, C.",S', 'E4,Dan,S'], ['2 E1'], ['3 name']],
    ['meets an empty text', ['E1,Ann,"S', 'E2,Bob,""', 'E3,"Cid",S'], [], ['2 unit']],
    ['stands in the first column', ['E1,Ann,S', '"E2,Bob,S', 'E3",Cid,S'], ['2 E1'], ['3 number']],
    ['follows a name over two lines', ['E1,"Ann', 'A.",S', 'E2,"Bob,S', 'E3,Cid",S'], ['2 E1'], ['4 name']],
  ])('%s: its row is wrong, and nothing after it is read', async (_what, lines, whole, torn) => {
    expect(await told(lines)).toEqual({ read: whole, torn });
  });

  it('is said in both languages, with the row’s key where it stands before', async () => {
    const { torn } = await read('E1,5" disk,S', 'E2,"Bob,S', 'E3,Cid",S');
    expect(torn.map(({ row, cells }) => [row, cells])).toEqual([
      [2, { number: 'E1' }],
      [3, { number: 'E2' }],
    ]);
    const messages = torn.flatMap(({ problems }) => problems.map(({ message }) => message));
    expect(messages).toEqual([
      expect.stringMatching(/^A quotation mark stands within a text/),
      expect.stringMatching(/nothing from this line on was read/),
    ]);
    expect(messages.map(importProblemInChinese)).toEqual([
      expect.stringMatching(/引号/),
      expect.stringMatching(/自此行起均未读取/),
    ]);
  });

  it('spoils its own row only where it stands within a text', async () => {
    expect(await told(['E1,Ann "A" S,S', 'E2,Bob,S', 'E3,"say "hi" to",S', 'E4,"a ""b"", c",S'])).toEqual({
      read: ['3 E2', '5 E4'],
      torn: ['2 name', '4 name'],
    });
  });

  it.each(['"number,name,unit\nE1,Ann,S\n', 'num"ber,name,unit\nE1,Ann,S\n'])(
    'is said of the whole file in its heading: %j',
    async (text) => {
      await expect(readText(text)).rejects.toMatchObject({
        code: 'validation',
        message: expect.stringMatching(/line 1/),
      });
    },
  );

  it('does not let a file be longer than any', async () => {
    const rows = ['E0,5" disk,S', ...Array.from({ length: 50_000 }, (_, n) => `E${n + 1},Ann,S`)];
    await expect(read(...rows)).rejects.toMatchObject({ code: 'too-large' });
  });

  it('wherever it is put: its line is wrong, and every other is read as it stands, or lies behind it', async () => {
    const name = fc.constantFrom('', 'Ann', '"Bob"', '"a, b"', '"say ""x"""', '""');
    const file = fc
      .record({ names: fc.array(fc.tuple(name, name), { minLength: 1, maxLength: 8 }), row: fc.nat(), at: fc.nat() })
      .map(({ names, row, at }) => {
        const lines = names.map(([one, unit], n) => `E${n},${one},${unit}`);
        const n = row % lines.length;
        const before = lines[n] ?? '';
        const place = at % (before.length + 1);
        return { lines: lines.with(n, `${before.slice(0, place)}"${before.slice(place)}`), n };
      });
    await fc.assert(
      fc.asyncProperty(file, async ({ lines, n }) => {
        const { rows, torn } = await read(...lines);
        expect(torn.map(({ row }) => row)).toEqual([n + 2]);
        const isLast = torn.some(({ problems }) =>
          problems.some(({ message }) => message.includes('nothing from this')),
        );
        const whole = lines.map((_, at) => at).filter((at) => (isLast ? at < n : at !== n));
        expect(rows.map(({ row, cells }) => [row, cells.number])).toEqual(whole.map((at) => [at + 2, `E${at}`]));
        expect(rows.flatMap(({ problems }) => problems)).toEqual([]);
      }),
    );
  });
});

describe('a table', () => {
  it.each(['\n', '\r\n', '\r'])('is read with lines ending in %j, by the line where each row begins', async (end) => {
    const lines = ['\uFEFFNumber; unit ;name', 'E1;S;"Ann', 'A."', '', '  ', ' E2 ; S ; "B; b" ', 'E3;S'];
    const { rows, torn } = await readText(lines.join(end));
    expect(torn).toEqual([]);
    expect(rows.map(({ row, cells }) => [row, cells.number, cells.unit, cells.name])).toEqual([
      [2, 'E1', 'S', `Ann${end}A.`],
      [6, 'E2', 'S', 'B; b'],
      [7, 'E3', 'S', ''],
    ]);
    expect(rows.map(({ problems }) => problems.length)).toEqual([0, 0, 1]);
  });

  it('with a row of more characters than any is refused, be they in many lines', async () => {
    await expect(read(`E1,"${'a\n'.repeat(40_000)}",S`)).rejects.toMatchObject({ code: 'too-large' });
  });

  it('without anything is empty', async () => {
    await expect(readText('\n \n')).rejects.toMatchObject({ code: 'validation' });
  });
});
