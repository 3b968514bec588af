import { describe, expect, it } from '@jest/globals';
import { crc32, deflateRawSync } from 'node:zlib';
import { sniffMedia } from './sniff-media.js';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const TYPES =
  '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'.concat(
    `<Override PartName="/xl/workbook.xml" ContentType="${XLSX}.main+xml"/></Types>`,
  );

/** A zip with these entries, as a workbook is one. */
function zip(entries: readonly (readonly [name: string, content: Buffer])[]): Uint8Array {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const [name, content] of entries) {
    const packed = deflateRawSync(content);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(8, 4);
    common.writeUInt32LE(crc32(content), 10);
    common.writeUInt32LE(packed.length, 14);
    common.writeUInt32LE(content.length, 18);
    common.writeUInt16LE(Buffer.byteLength(name), 22);
    const local = Buffer.concat([Buffer.from('PK\u0003\u0004'), common, Buffer.from(name), packed]);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(at, 10);
    directory.push(Buffer.concat([Buffer.from('PK\u0001\u0002\u0014\u0000'), common, rest, Buffer.from(name)]));
    parts.push(local);
    at += local.length;
  }
  const central = Buffer.concat(directory);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(entries.length, 4);
  end.writeUInt16LE(entries.length, 6);
  end.writeUInt32LE(central.length, 8);
  end.writeUInt32LE(at, 12);
  return Buffer.concat([...parts, central, Buffer.from('PK\u0005\u0006'), end]);
}

describe('sniffMedia', () => {
  it('takes an honest workbook', async () => {
    const book = zip([
      ['[Content_Types].xml', Buffer.from(TYPES)],
      ['xl/workbook.xml', Buffer.from('<workbook/>')],
    ]);
    expect(await sniffMedia(book, 'orders.xlsx', XLSX)).toBe(XLSX);
  });

  it('refuses a workbook that unpacks to a thousand times its size', async () => {
    const bomb = zip([
      ['[Content_Types].xml', Buffer.from(TYPES)],
      ['xl/workbook.xml', Buffer.alloc(20 * 1024 * 1024, 32)],
    ]);
    expect(bomb.length).toBeLessThan(100_000);
    await expect(sniffMedia(bomb, 'orders.xlsx', XLSX)).rejects.toMatchObject({ code: 'too-large', field: 'file' });
  });

  it('refuses what lies about its type, and what is empty', async () => {
    const png = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex');
    await expect(sniffMedia(png, 'report.pdf', 'application/pdf')).rejects.toMatchObject({ code: 'unsupported-media' });
    await expect(sniffMedia(Buffer.from('MZ\u0000'), 'tool.txt', 'text/plain')).rejects.toMatchObject({
      code: 'unsupported-media',
    });
    await expect(sniffMedia(Buffer.alloc(0), 'a.txt', 'text/plain')).rejects.toMatchObject({ code: 'validation' });
    expect(await sniffMedia(Buffer.from('a,b\n'), 'a.csv', 'text/csv')).toBe('text/csv');
  });
});
