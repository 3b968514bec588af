import { deflateRawSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import writeXlsxFile, { type SheetData } from 'write-excel-file/node';
import type { ImportResult } from '../src/csv/verdicts.js';
import { DirectoryHarness, type Call } from './directory-harness.js';

let directory: DirectoryHarness;
let tenant: { id: string; slug: string; admin: string };
beforeAll(async () => {
  directory = await DirectoryHarness.start();
  tenant = await directory.tenant();
  await directory.importAll('units', tenant.admin, 'code,name,kind\nS,销售,department\n');
});
afterAll(() => directory.stop());

const HEADING = ['number', 'name', 'unit', 'job_family', 'grade', 'joined', 'left'];
const send = (call: Call, query = '') =>
  directory.call<ImportResult & { code: string; field: string }>('POST', `/v1/people/import${query}`, {
    token: tenant.admin,
    ...call,
  });
const workbook = (data: SheetData): Promise<Buffer> => writeXlsxFile(data).toBuffer();
const day = (text: string) => ({ value: new Date(`${text}T00:00:00Z`), type: Date, format: 'yyyy-mm-dd' });
const person = async (number: string) => {
  const { body } = await directory.call<{ items: Record<string, unknown>[] }>('GET', `/v1/people?number=${number}`, {
    token: tenant.admin,
  });
  return body.items[0];
};

describe('a workbook', () => {
  it('is read like its CSV: dates, numbers, empty cells', async () => {
    const xlsx = await workbook([
      HEADING,
      ['X1', '王小明', 'S', 'sales', 3, day('2020-02-29'), null],
      ['X2', '李', 'S', 'sales', 'P4', '2020-01-01', day('2026-12-31')],
    ]);
    const { status, body } = await send({ xlsx });
    expect({ status, written: body.written }).toEqual({ status: 200, written: 2 });
    expect(await person('X1')).toMatchObject({ name: '王小明', grade: '3', joinedOn: '2020-02-29', leftOn: null });
    expect(await person('X2')).toMatchObject({ joinedOn: '2020-01-01', leftOn: '2026-12-31' });
    const again = await send({ xlsx }, '?mode=preview');
    expect(again.body.rows.map((row) => [row.row, row.verdict])).toEqual([
      [2, 'same'],
      [3, 'same'],
    ]);
  });

  it('names the row and the field of what is wrong, in the reader’s language', async () => {
    const xlsx = await workbook([HEADING, ['X3', '王', 'NONE', 'sales', 'P3', 'soon', null]]);
    const { body } = await send({ xlsx }, '?mode=good');
    expect(body).toMatchObject({ written: 0 });
    expect(body.rows).toEqual([
      expect.objectContaining({
        row: 2,
        verdict: 'wrong',
        problems: [
          { column: 'joined', message: '不是日期，应如 2026-11-23' },
          { column: 'unit', message: '没有部门 NONE' },
        ],
      }),
    ]);
  });

  it('that is none, is damaged, lies about its type or is a bomb is refused, naming the body', async () => {
    const xlsx = await workbook([HEADING]);
    expect(await send({ csv: xlsx })).toMatchObject({
      status: 415,
      body: { code: 'unsupported-media', field: 'body' },
    });
    expect(await send({ xlsx: Buffer.from('number,name\n') })).toMatchObject({ status: 415, body: { field: 'body' } });
    expect(await send({ xlsx: xlsx.subarray(0, 400) })).toMatchObject({ status: 415, body: { field: 'body' } });
    expect(await send({ xlsx: zipOf('word/document.xml', Buffer.from('<x/>')) })).toMatchObject({ status: 415 });
    expect(await send({ xlsx: zipOf('xl/workbook.xml', Buffer.from('<x')) })).toMatchObject({ status: 415 });
    const bomb = zipOf('xl/workbook.xml', Buffer.alloc(96 * 1024 * 1024));
    expect(bomb.length).toBeLessThan(120_000);
    expect(await send({ xlsx: bomb })).toMatchObject({ status: 413, body: { code: 'too-large', field: 'body' } });
  });

  it.each(['A1048576', 'XFD1048576'])('with one cell at %s is refused before it is laid out', async (address) => {
    const sheet = `<worksheet><sheetData><row><c r="${address}"><v>1</v></c></row></sheetData></worksheet>`;
    const xlsx = zipOf('xl/worksheets/sheet1.xml', Buffer.from(sheet));
    for (const query of ['', '?mode=preview']) {
      expect(await send({ xlsx }, query)).toMatchObject({ status: 413, body: { code: 'too-large', field: 'body' } });
    }
  });

  it('of 5,000 people is previewed and written within seconds', async () => {
    const rows = Array.from({ length: 5_000 }, (_, n) => [`W${n}`, `员工${n}`, 'S', 'sales', 'P3', '2020-01-01', null]);
    const xlsx = await workbook([HEADING, ...rows]);
    const took: number[] = [];
    for (const mode of ['preview', 'all']) {
      const began = Date.now();
      const { body } = await send({ xlsx }, `?mode=${mode}`);
      took.push(Date.now() - began);
      expect(body).toMatchObject({ written: mode === 'all' ? 5_000 : 0 });
    }
    process.stdout.write(`5,000 rows of XLSX: preview ${took[0]} ms, written ${took[1]} ms\n`);
  }, 60_000);
});

describe('a text file', () => {
  it.each([
    ['tiny rows', 'number\n'.repeat(1_500_000)],
    ['commas in one line', ','.repeat(11_000_000)],
    ['one quoted cell', `number\n"${'a\n'.repeat(5_000_000)}"`],
  ])(
    'of 11 MB of %s is refused',
    async (_what, csv) => {
      expect(await send({ csv })).toMatchObject({ status: 413, body: { code: 'too-large' } });
    },
    20_000,
  );

  it.each([
    [';', 'with semicolons'],
    ['\t', 'with tabs'],
  ])('parted by %j is read (%s)', async (mark) => {
    const rows = [HEADING, ['T1', '"王, 小明"', 'S', 'sales', 'P3', '2020-01-01', '']];
    const { body } = await send({ csv: rows.map((row) => row.join(mark)).join('\r\n') });
    expect(body.rows[0]).toMatchObject({ key: 'T1', problems: [] });
    expect(await person('T1')).toMatchObject({ name: '王, 小明' });
  });
});

/** One deflated entry. */
function zipOf(name: string, content: Buffer): Buffer {
  const packed = deflateRawSync(content);
  const title = Buffer.from(name);
  const local = Buffer.alloc(30);
  const central = Buffer.alloc(46);
  const end = Buffer.alloc(22);
  local.writeUInt32LE(0x04034b50, 0);
  central.writeUInt32LE(0x02014b50, 0);
  end.writeUInt32LE(0x06054b50, 0);
  for (const [header, at] of [
    [local, 8],
    [central, 10],
  ] as const) {
    header.writeUInt16LE(8, at);
    header.writeUInt32LE(packed.length, at + 10);
    header.writeUInt32LE(content.length, at + 14);
    header.writeUInt16LE(title.length, at + 18);
  }
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(46 + title.length, 12);
  end.writeUInt32LE(30 + title.length + packed.length, 16);
  return Buffer.concat([local, title, packed, central, title, end]);
}
