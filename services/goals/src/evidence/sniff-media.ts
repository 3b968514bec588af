import { DomainError } from '@goalbeat/domain/errors/domain-error';
import { checkZip } from '@goalbeat/service-kit/upload/check-zip';
import { fileTypeFromBuffer } from 'file-type';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** What may be evidence, by what the bytes are, and how such a file may be called. */
const ENDINGS: Readonly<Record<string, readonly string[]>> = {
  'image/png': ['png'],
  'image/jpeg': ['jpg', 'jpeg'],
  'image/webp': ['webp'],
  'application/pdf': ['pdf'],
  [XLSX]: ['xlsx'],
  'text/csv': ['csv'],
  'text/plain': ['txt'],
};
/** A workbook of 10 MB as people make them; whoever opens it later must not be killed by it. */
const WORKBOOK = { entries: 1_000, unpackedBytes: 100 * 1024 * 1024, ratio: 100 };
const TEXTS: Readonly<Record<string, string>> = { csv: 'text/csv', txt: 'text/plain' };

function refused(message: string): DomainError {
  return new DomainError('unsupported-media', `file: ${message}`, {
    field: 'file',
    details: { errors: [{ field: 'file', message }], accepted: Object.keys(ENDINGS) },
  });
}

function endingOf(name: string): string {
  const dot = name.lastIndexOf('.');
  return dot < 0 ? '' : name.slice(dot + 1).toLowerCase();
}

function isText(bytes: Uint8Array): boolean {
  if (bytes.includes(0)) return false;
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

/**
 * The media type by content; name and declared type may only agree with it.
 * @throws unsupported-media for anything else, and for a file that lies about what it is; validation for an empty one; too-large
 * for a workbook that unpacks to far more than it is
 */
export async function sniffMedia(bytes: Uint8Array, name: string, declared: string): Promise<string> {
  if (bytes.length === 0) throw new DomainError('validation', 'file: is empty', { field: 'file' });
  const ending = endingOf(name);
  const found = (await fileTypeFromBuffer(bytes))?.mime;
  if (found === undefined) {
    const text = TEXTS[ending];
    if (text === undefined || !isText(bytes))
      throw refused('is neither a picture, PDF or XLSX, nor a UTF-8 .csv or .txt');
    return text;
  }
  const endings = ENDINGS[found];
  if (endings === undefined) throw refused(`is ${found}, which is not accepted`);
  if (ending !== '' && !endings.includes(ending)) throw refused(`is called .${ending} and is ${found}`);
  if (/^image\/|^application\/pdf/.test(declared) && declared !== found)
    throw refused(`is declared ${declared} and is ${found}`);
  if (found === XLSX) checkZip(Buffer.from(bytes), WORKBOOK, 'file');
  return found;
}
