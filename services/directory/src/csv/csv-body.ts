import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { z } from 'zod';
import { DomainError } from '@goalbeat/domain/errors/domain-error';
import { looksLikeZip } from '@goalbeat/service-kit/upload/check-zip';
import { decodeText } from './decode-text.js';

/** 20,000 people are about 2 MB. */
const FILE_LIMIT = 12 * 1024 * 1024;
export const ICS_TYPE = 'text/calendar';
export const XLSX_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** Text of a CSV file, or a workbook in base 64 behind this word: it is unpacked only once it is known who sends it. */
export const WORKBOOK = 'workbook;base64,';
export const TableText = z
  .string('send the file as text/csv, or as an XLSX workbook with its own content type')
  .min(1, 'the file is empty');

/** Makes `text/csv` and XLSX bodies arrive. What a file is, its bytes say: a type that contradicts them is refused. */
export function acceptTables(app: NestFastifyApplication): void {
  const server = app.getHttpAdapter().getInstance();
  const parse = (read: (bytes: Buffer) => string) => {
    return (_request: unknown, body: string | Buffer, done: (error: Error | null, body?: string) => void) => {
      try {
        done(null, read(Buffer.from(body)));
      } catch (error) {
        done(error instanceof Error ? error : new Error(String(error)));
      }
    };
  };
  const options = { parseAs: 'buffer' as const, bodyLimit: FILE_LIMIT };
  server.addContentTypeParser(['text/csv', ICS_TYPE], options, parse(csvOf));
  server.addContentTypeParser(XLSX_TYPE, options, parse(workbookOf));
}

function csvOf(bytes: Buffer): string {
  if (looksLikeZip(bytes)) {
    throw new DomainError('unsupported-media', `It is a workbook and not CSV: send it as ${XLSX_TYPE}.`, {
      field: 'body',
    });
  }
  return decodeText(bytes);
}

function workbookOf(bytes: Buffer): string {
  if (!looksLikeZip(bytes)) {
    throw new DomainError('unsupported-media', 'It is no XLSX workbook: send CSV as text/csv.', { field: 'body' });
  }
  return WORKBOOK + bytes.toString('base64');
}
