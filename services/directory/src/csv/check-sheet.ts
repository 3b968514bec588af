import { DomainError } from '@goalbeat/domain/errors/domain-error';

const MOST_COLUMNS = 64;
const MOST_CELLS = 1_000_000;
/** The last that a sheet can have. Some writers end with empty rows down there, which cost nothing as long as no cell follows. */
const LAST_ROW = 1_048_576;

/** Row numbers and cell addresses alike, of any prefix, since the reader drops prefixes; but not the declaration of a prefix r. */
const ADDRESS = /(?<![\w.-])(?<!(?<![\w.:-])xmlns:)r\s*=\s*(?:"([^"]*)"|'([^']*)')/g;
const ROW = /[<:]row[\s/>]/g;
const PLAIN = /^([A-Z]{0,3})([0-9]{1,7})$/;

/**
 * Whether a sheet of a workbook may be handed to its reader, which lays out every row and column up to the farthest cell:
 * one cell in the last corner that Excel knows is sixteen thousand million empty ones. Other entries pass.
 * @param content the unpacked XML
 * @throws too-large naming the cell, unsupported-media for an address that is none
 */
export function checkSheet(content: Buffer, mostRows: number): void {
  if (!content.includes('sheetData')) return;
  const xml = content.toString('latin1');
  let cells = 0;
  let beyond = false;
  for (const [, double, single] of xml.matchAll(ADDRESS)) {
    const address = double ?? single ?? '';
    const [, letters, digits] = PLAIN.exec(address) ?? [];
    if (letters === undefined || digits === undefined) {
      throw new DomainError('unsupported-media', 'The workbook has an address that is none: save it again as XLSX.', {
        field: 'body',
      });
    }
    const row = Number(digits);
    if (letters === '' && row > mostRows && row <= LAST_ROW) {
      beyond = true;
      continue;
    }
    if (letters !== '') cells += 1;
    if (beyond || row > mostRows || columnOf(letters) > MOST_COLUMNS || cells > MOST_CELLS) {
      throw tooLarge(`The workbook reaches ${address}`, mostRows);
    }
  }
  // Rows without a number follow the one before.
  let rows = 0;
  for (const _row of xml.matchAll(ROW)) {
    rows += 1;
    if (rows > LAST_ROW) throw tooLarge('The workbook has too many rows', mostRows);
  }
}

const columnOf = (letters: string): number => Buffer.from(letters).reduce((number, code) => number * 26 + code - 64, 0);

function tooLarge(what: string, mostRows: number): DomainError {
  const limits = `at most ${mostRows} rows with the heading, ${MOST_COLUMNS} columns and ${MOST_CELLS} cells are taken`;
  return new DomainError('too-large', `${what}; ${limits}. Delete what lies beyond.`, { field: 'body' });
}
