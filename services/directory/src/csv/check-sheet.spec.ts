import { describe, expect, it } from '@jest/globals';
import { checkSheet } from './check-sheet.js';

const check = (rows: string) => {
  checkSheet(Buffer.from(`<worksheet xmlns:r="http://r"><sheetData>${rows}</sheetData></worksheet>`), 50_001);
};
const checking = (rows: string) => () => {
  check(rows);
};
const TOO_LARGE = expect.objectContaining({ code: 'too-large' });
const NO_ADDRESS = expect.objectContaining({ code: 'unsupported-media' });

describe('a sheet', () => {
  it('is taken up to its last row and column', () => {
    expect(
      checking('<row r="1"><c r="A1" t="s"><v>0</v></c></row><row r="50001"><c r="BL50001"><v>1</v></c></row>'),
    ).not.toThrow();
  });

  it('may end with empty rows at the end of what a sheet can have', () => {
    expect(checking('<row r="1"><c r="A1"><v>1</v></c></row><row r="1048575"/><row r="1048576"></row>')).not.toThrow();
  });

  it.each([
    '<row r="1048576"><c r="A1048576"><v>1</v></c></row>',
    '<row r="1048576"><c r="A1"><v>1</v></c></row>',
    '<row r="1048577"/>',
    '<row><c r="XFD1048576"><v>1</v></c></row>',
    '<row><c r="BM1"><v>1</v></c></row>',
    "<row\nr = '1048577'/>",
    '<x:row x:r="1048577"/>',
    '<row spans="1:1"r="1048577"/>',
    '<row xmlns:x:r="1048577"/>',
  ])('that reaches too far is too large: %s', (rows) => {
    expect(checking(rows)).toThrow(TOO_LARGE);
  });

  it.each(['<row r="1e9"/>', '<row r="0xfffffff"/>', '<row r=" 9"/>', '<row><c r="&#65;1048576"/></row>'])(
    'whose address only the reader understands is refused: %s',
    (rows) => {
      expect(checking(rows)).toThrow(NO_ADDRESS);
    },
  );

  it('of rows without numbers is counted', () => {
    expect(checking('<row/>'.repeat(1_048_577))).toThrow(TOO_LARGE);
  });

  it('is told from other parts, whose text may say anything', () => {
    expect(() => {
      checkSheet(Buffer.from('<sst><si><t> r="XFD1048576"</t></si></sst>'), 50_001);
    }).not.toThrow();
  });
});
