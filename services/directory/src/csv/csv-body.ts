import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { z } from 'zod';
import { decodeText } from './decode-text.js';

/** 20,000 people are about 2 MB. */
const FILE_LIMIT = 12 * 1024 * 1024;

export const CsvText = z.string('send the file as text/csv').min(1, 'the file is empty');

/** Makes `text/csv` bodies arrive as text. */
export function acceptCsv(app: NestFastifyApplication): void {
  app
    .getHttpAdapter()
    .getInstance()
    .addContentTypeParser('text/csv', { parseAs: 'buffer', bodyLimit: FILE_LIMIT }, (_request, body, done) => {
      try {
        done(null, decodeText(body as Buffer));
      } catch (error) {
        done(error as Error);
      }
    });
}
