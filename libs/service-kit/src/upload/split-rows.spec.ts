import { describe, expect, it } from '@jest/globals';
import { splitRows } from './split-rows.js';

const split = (text: string, most?: number) =>
  splitRows(text, {
    delimiter: ',',
    hasTaken: ({ delimiters }) => delimiters > 0,
    ...(most === undefined ? {} : { most }),
  });

describe('rows of a CSV', () => {
  it('are told with their first line and their cells', () => {
    expect(split('a,b\r\n"x\r\ny",z\r\n\r\n1,2,3').rows).toEqual([
      { line: 1, text: 'a,b', cells: 2 },
      { line: 2, text: '"x\r\ny",z', cells: 2 },
      { line: 5, text: '1,2,3', cells: 3 },
    ]);
  });

  it('end at a mark that takes others, with what stands before and after it', () => {
    expect(split('a,b\n1,"x\n2,y"\n3,z\n')).toEqual({
      rows: [{ line: 1, text: 'a,b', cells: 2 }],
      torn: [{ line: 2, cell: 1, mark: 'opens', before: '1', text: '1,"x\n2,y"\n3,z\n' }],
    });
  });

  it('of which one has a mark within a text are read on', () => {
    expect(split('a,b\n5" x",y "z" y\n3,z')).toMatchObject({
      rows: [{ line: 1 }, { line: 3 }],
      torn: [{ line: 2, cell: 0, mark: 'within', before: '', text: '5" x",y "z" y' }],
    });
  });

  it('are no more than were asked for', () => {
    expect(split('a\n"b"c"d"\ne\nf\ng', 3)).toMatchObject({
      rows: [{ text: 'a' }, { text: 'e' }],
      torn: [{ line: 2 }],
    });
  });

  it('are found in a line of very many marks', () => {
    expect(split(`a,b\n${'"x"y,'.repeat(200_000)}"\n1,2`)).toMatchObject({ torn: [{ line: 2, mark: 'opens' }] });
    expect(split(`a,b\n${'"x"y,'.repeat(200_000)}\n1,2`)).toMatchObject({ rows: [{ line: 1 }, { line: 3 }] });
  });
});
