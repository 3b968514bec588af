import { deflateRawSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import { checkZip, looksLikeZip, type ZipLimits } from './check-zip.js';

const LIMITS: ZipLimits = { entries: 20, unpackedBytes: 8 * 1024 * 1024, ratio: 100 };

interface Part {
  name: string;
  content: Buffer;
  /** What the directory says instead of the truth. */
  says?: { unpacked?: number; start?: number; flags?: number; method?: number };
}

/** A zip as its format says, or as it lies. */
function zip(parts: readonly Part[]): Buffer {
  const locals: Buffer[] = [];
  const centrals: Buffer[] = [];
  let at = 0;
  for (const { name, content, says = {} } of parts) {
    const packed = deflateRawSync(content);
    const title = Buffer.from(name);
    const unpacked = says.unpacked ?? content.length;
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(8, 8);
    local.writeUInt32LE(packed.length, 18);
    local.writeUInt32LE(unpacked, 22);
    local.writeUInt16LE(title.length, 26);
    const central = Buffer.alloc(46);
    central.writeUInt32LE(0x02014b50, 0);
    central.writeUInt16LE(says.flags ?? 0, 8);
    central.writeUInt16LE(says.method ?? 8, 10);
    central.writeUInt32LE(packed.length, 20);
    central.writeUInt32LE(unpacked, 24);
    central.writeUInt16LE(title.length, 28);
    central.writeUInt32LE(says.start ?? at, 42);
    locals.push(local, title, packed);
    centrals.push(central, title);
    at += 30 + title.length + packed.length;
  }
  const directory = Buffer.concat(centrals);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(parts.length, 8);
  end.writeUInt16LE(parts.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...locals, directory, end]);
}

const text = (name: string, content = 'hello'): Part => ({ name, content: Buffer.from(content) });
const refusal = (bytes: Buffer, limits = LIMITS): string | undefined => {
  try {
    checkZip(bytes, limits);
    return undefined;
  } catch (error) {
    return `${(error as { code: string }).code}: ${(error as Error).message}`;
  }
};

describe('a zip', () => {
  it('that is sound is told with its entries', () => {
    const bytes = zip([text('a.xml'), text('folder/b.xml', 'x'.repeat(1000))]);
    expect(looksLikeZip(bytes)).toBe(true);
    expect(checkZip(bytes, LIMITS).map(({ name, unpackedBytes }) => [name, unpackedBytes])).toEqual([
      ['a.xml', 5],
      ['folder/b.xml', 1000],
    ]);
  });

  it('that is a bomb is refused: 64 MB of nothing in 64 KB', () => {
    const bomb = zip([{ name: 'bomb', content: Buffer.alloc(64 * 1024 * 1024) }]);
    expect(bomb.length).toBeLessThan(80_000);
    expect(refusal(bomb)).toMatch(/^too-large: It unpacks to 67108864 bytes/);
    expect(refusal(bomb, { ...LIMITS, unpackedBytes: 1e9 })).toMatch(/^too-large: It unpacks to more than 100 times/);
  });

  it('that hides how large it is never gets unpacked further than it says', () => {
    const bomb = zip([{ name: 'bomb', content: Buffer.alloc(64 * 1024 * 1024), says: { unpacked: 1000 } }]);
    const before = process.memoryUsage().arrayBuffers;
    expect(refusal(bomb)).toMatch(/^unsupported-media: An entry is not as long as it says/);
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(8 * 1024 * 1024);
    expect(refusal(zip([{ ...text('a'), says: { unpacked: 9 } }]))).toMatch(/not as long as it says/);
  });

  it('whose entries share one body is refused', () => {
    const content = Buffer.from('x'.repeat(50_000));
    expect(
      refusal(
        zip([
          { name: 'a', content },
          { name: 'b', content, says: { start: 0 } },
        ]),
      ),
    ).toMatch(/share their bytes/);
  });

  it.each([
    ['too many entries', zip(Array.from({ length: 21 }, (_, n) => text(`e${n}`))), 'too-large: It has 21 entries'],
    ['an encrypted entry', zip([{ ...text('a'), says: { flags: 1 } }]), 'unsupported-media: It is encrypted'],
    ['another way of packing', zip([{ ...text('a'), says: { method: 14 } }]), 'unsupported-media: It is packed'],
    ['an entry outside itself', zip([text('../../etc/passwd')]), 'unsupported-media: It has an entry outside'],
    ['an absolute entry', zip([text('/etc/passwd')]), 'unsupported-media: It has an entry outside'],
    ['a 64-bit size', zip([{ ...text('a'), says: { unpacked: 0xffffffff } }]), 'too-large: '],
    [
      'an entry that is not there',
      zip([{ ...text('a'), says: { start: 3 } }]),
      'unsupported-media: An entry is not where',
    ],
    ['no directory', zip([text('a')]).subarray(0, 40), 'unsupported-media: It is cut off'],
    ['other content', Buffer.from('%PDF-1.7 and so on, long enough'), 'unsupported-media: It is not a zip'],
    ['nothing in it', Buffer.alloc(0), 'unsupported-media: It is not a zip'],
  ])('with %s is refused', (_, bytes, words) => {
    expect(refusal(bytes)?.startsWith(words)).toBe(true);
  });

  it('with any byte changed is read or refused, never something else', () => {
    const bytes = zip([text('a.xml'), text('b.xml', 'y'.repeat(3000))]);
    for (let at = 0; at < bytes.length; at++) {
      const broken = Buffer.from(bytes);
      broken.writeUInt8((broken.readUInt8(at) + 128) % 256, at);
      expect(refusal(broken)?.split(':')[0] ?? 'unsupported-media').toMatch(/^(unsupported-media|too-large)$/);
    }
  });
});
