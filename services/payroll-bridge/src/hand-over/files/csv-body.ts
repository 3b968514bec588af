import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DomainError } from '@goalbeat/domain/errors/domain-error';
import { looksLikeZip } from '@goalbeat/service-kit/upload/check-zip';
import { z } from 'zod';

const LARGEST = 1024 * 1024;

export const CsvText = z.string('send the file as text/csv').min(1, 'the file is empty');

/** Makes `text/csv` bodies arrive: UTF-8 with or without a byte order mark, GB18030 as Excel in China writes it, or UTF-16 with its mark. */
export function acceptCsv(app: NestFastifyApplication): void {
  const server = app.getHttpAdapter().getInstance();
  server.addContentTypeParser(
    'text/csv',
    { parseAs: 'buffer', bodyLimit: LARGEST },
    (_request: unknown, body: string | Buffer, done: (error: Error | null, body?: string) => void) => {
      try {
        done(null, textOf(Buffer.from(body)));
      } catch (error) {
        done(error instanceof Error ? error : new Error(String(error)));
      }
    },
  );
}

function textOf(bytes: Buffer): string {
  if (looksLikeZip(bytes)) {
    throw new DomainError('unsupported-media', 'It is a workbook and not CSV: save it as CSV.', { field: 'body' });
  }
  for (const encoding of encodingsOf(bytes)) {
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(bytes);
    } catch {
      // the next encoding may fit
    }
  }
  throw new DomainError('validation', 'The file is neither UTF-8 nor GB18030 text: save it as CSV UTF-8.', {
    field: 'body',
  });
}

/** UTF-16 is told by its first two bytes, as Excel's "Unicode text" has them. */
function encodingsOf(bytes: Buffer): readonly string[] {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return ['utf-16le'];
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return ['utf-16be'];
  return ['utf-8', 'gb18030'];
}
