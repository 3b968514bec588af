import { inflateRawSync } from 'node:zlib';
import { DomainError } from '@goalbeat/domain/errors/domain-error';

export interface ZipLimits {
  entries: number;
  /** Bytes of all entries together, unpacked. */
  unpackedBytes: number;
  /** Unpacked over packed; small files may exceed it up to `freeBytes`. */
  ratio: number;
  freeBytes?: number;
  /**
   * Most bytes between two entries; absent = any. A reader that goes along the file instead of by its directory would find
   * there what was never checked. 24 are enough for the sizes that some writers put behind an entry.
   */
  gapBytes?: number;
}

export interface ZipEntry {
  name: string;
  packedBytes: number;
  unpackedBytes: number;
}

/** Looks at an entry that has been unpacked, and throws what it does not like of it. */
export type SeeEntry = (entry: ZipEntry, content: Buffer) => void;

const END = 0x06054b50;
const CENTRAL = 0x02014b50;
const LOCAL = 0x04034b50;
const END_BYTES = 22;
const LONGEST_COMMENT = 65_535;
const FREE_BYTES = 1024 * 1024;
const ENCRYPTED = 0x1;
const STORED = 0;
const DEFLATED = 8;

interface Found extends ZipEntry {
  method: number;
  /** Where its packed bytes begin and where its record ends. */
  start: number;
  dataStart: number;
  end: number;
}

export function looksLikeZip(bytes: Buffer): boolean {
  return bytes.length >= END_BYTES && bytes.readUInt32LE(0) === LOCAL;
}

/**
 * Whether a zip (an XLSX, DOCX …) may be unpacked: judged by its directory, then each entry is unpacked no further than it
 * declares, so that a directory that lies is found before any reader of the format sees the file. Entries that share bytes
 * (the bomb without nesting), encrypted and 64-bit ones are refused.
 * @param see is shown each entry with its content, in the directory's order
 * @returns its entries
 * @throws unsupported-media for what is no sound zip, too-large beyond a limit
 */
export function checkZip(bytes: Buffer, limits: ZipLimits, field = 'body', see?: SeeEntry): ZipEntry[] {
  const entries = readDirectory(bytes, limits, field);
  const unpacked = entries.reduce((sum, entry) => sum + entry.unpackedBytes, 0);
  const packed = entries.reduce((sum, entry) => sum + entry.packedBytes, 0);
  if (unpacked > limits.unpackedBytes) {
    throw tooLarge(`It unpacks to ${unpacked} bytes; at most ${limits.unpackedBytes} are taken.`, field);
  }
  if (unpacked > (limits.freeBytes ?? FREE_BYTES) && unpacked > packed * limits.ratio) {
    throw tooLarge(`It unpacks to more than ${limits.ratio} times its size.`, field);
  }
  refuseShared(entries, limits.gapBytes, field);
  for (const entry of entries) {
    const content = unpackAsDeclared(bytes, entry, field);
    see?.(entry, content);
  }
  return entries.map(({ name, packedBytes, unpackedBytes }) => ({ name, packedBytes, unpackedBytes }));
}

function readDirectory(bytes: Buffer, limits: ZipLimits, field: string): Found[] {
  if (!looksLikeZip(bytes)) throw unsound('It is not a zip.', field);
  const end = findEnd(bytes);
  if (end === undefined) throw unsound('It is cut off: the directory of the zip is missing.', field);
  const count = bytes.readUInt16LE(end + 10);
  const size = bytes.readUInt32LE(end + 12);
  const start = bytes.readUInt32LE(end + 16);
  if (count === 0xffff || size === 0xffffffff || start === 0xffffffff) {
    throw unsound('It is a 64-bit zip, which nothing that fits here needs.', field);
  }
  if (count > limits.entries) throw tooLarge(`It has ${count} entries; at most ${limits.entries} are taken.`, field);
  if (bytes.readUInt16LE(end + 8) !== count || start + size > end) throw unsound('Its directory is not sound.', field);
  const entries: Found[] = [];
  let at = start;
  for (let n = 0; n < count; n++) {
    const { entry, next } = readEntry(bytes, at, start, field);
    entries.push(entry);
    at = next;
  }
  if (at !== start + size) throw unsound('Its directory is not sound.', field);
  return entries;
}

function findEnd(bytes: Buffer): number | undefined {
  const lowest = Math.max(0, bytes.length - END_BYTES - LONGEST_COMMENT);
  for (let at = bytes.length - END_BYTES; at >= lowest; at--) {
    // The comment must reach exactly to the end: what only looks like the record lies inside something else.
    if (bytes.readUInt32LE(at) === END && at + END_BYTES + bytes.readUInt16LE(at + 20) === bytes.length) return at;
  }
  return undefined;
}

function readEntry(bytes: Buffer, at: number, limit: number, field: string): { entry: Found; next: number } {
  if (at + 46 > bytes.length || bytes.readUInt32LE(at) !== CENTRAL) throw unsound('Its directory is not sound.', field);
  const flags = bytes.readUInt16LE(at + 8);
  const method = bytes.readUInt16LE(at + 10);
  const packedBytes = bytes.readUInt32LE(at + 20);
  const unpackedBytes = bytes.readUInt32LE(at + 24);
  const nameLength = bytes.readUInt16LE(at + 28);
  const next = at + 46 + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  const start = bytes.readUInt32LE(at + 42);
  if (next > bytes.length) throw unsound('Its directory is not sound.', field);
  const name = bytes.toString('utf8', at + 46, at + 46 + nameLength);
  if ((flags & ENCRYPTED) !== 0) throw unsound('It is encrypted.', field);
  if (method !== STORED && method !== DEFLATED) throw unsound('It is packed in a way that is not read here.', field);
  if (/(^|[\\/])\.\.([\\/]|$)|^[\\/]|^[A-Za-z]:|\0/.test(name)) throw unsound('It has an entry outside itself.', field);
  if (start + 30 > limit || bytes.readUInt32LE(start) !== LOCAL) throw unsound('An entry is not where it says.', field);
  const dataStart = start + 30 + bytes.readUInt16LE(start + 26) + bytes.readUInt16LE(start + 28);
  const end = dataStart + packedBytes;
  if (end > limit) throw unsound('An entry is longer than the file.', field);
  return { entry: { name, method, packedBytes, unpackedBytes, start, dataStart, end }, next };
}

function refuseShared(entries: readonly Found[], gapBytes: number | undefined, field: string): void {
  let reached = 0;
  for (const { start, end } of entries.toSorted((a, b) => a.start - b.start)) {
    if (start < reached) throw unsound('Its entries share their bytes.', field);
    if (gapBytes !== undefined && start - reached > gapBytes)
      throw unsound('It has bytes that belong to no entry.', field);
    reached = end;
  }
}

function unpackAsDeclared(bytes: Buffer, entry: Found, field: string): Buffer {
  const packed = bytes.subarray(entry.dataStart, entry.end);
  if (entry.method === STORED) {
    if (entry.packedBytes !== entry.unpackedBytes) throw unsound('An entry is not as long as it says.', field);
    return packed;
  }
  let unpacked: Buffer;
  try {
    unpacked = inflateRawSync(packed, { maxOutputLength: Math.max(1, entry.unpackedBytes) });
  } catch (cause) {
    throw unsound('An entry is not as long as it says, or is damaged.', field, cause);
  }
  if (unpacked.length !== entry.unpackedBytes) throw unsound('An entry is not as long as it says.', field);
  return unpacked;
}

function unsound(message: string, field: string, cause?: unknown): DomainError {
  return new DomainError('unsupported-media', message, { field, cause });
}

function tooLarge(message: string, field: string): DomainError {
  return new DomainError('too-large', message, { field });
}
