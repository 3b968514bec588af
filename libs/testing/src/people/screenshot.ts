import { crc32, deflateSync } from 'node:zlib';
import { seeded } from '@goalbeat/examples/seeded';

const WIDTH = 96;
const HEIGHT = 64;
const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

function chunk(type: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const framed = Buffer.alloc(body.length + 8);
  framed.writeUInt32BE(data.length, 0);
  body.copy(framed, 4);
  framed.writeUInt32BE(crc32(body), body.length + 4);
  return framed;
}

/** A small real PNG, as if somebody had taken a picture of their order list; the same for the same seed and words. */
export function screenshot(seed: number, ...about: string[]): Uint8Array<ArrayBuffer> {
  const random = seeded(seed);
  const header = Buffer.alloc(13);
  header.writeUInt32BE(WIDTH, 0);
  header.writeUInt32BE(HEIGHT, 4);
  header.set([8, 2, 0, 0, 0], 8);
  const pixels = Buffer.alloc(HEIGHT * (1 + WIDTH * 3), 0xf4);
  for (let y = 0; y < HEIGHT; y += 1) {
    const row = y * (1 + WIDTH * 3);
    pixels[row] = 0;
    const line = Math.floor(y / 8);
    const length = random.whole(20, WIDTH - 8, 'line', line, ...about);
    if (y % 8 < 5)
      for (let x = 4; x < length; x += 1) pixels.set(line === 0 ? [30, 90, 200] : [90, 96, 110], row + 1 + x * 3);
  }
  const png = Buffer.concat([
    Buffer.from(SIGNATURE),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(pixels)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
  return Uint8Array.from(png);
}
