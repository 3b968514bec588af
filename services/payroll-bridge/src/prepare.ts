import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { acceptCsv } from './hand-over/csv-body.js';

/** Before listening: bodies that are not JSON. */
export function prepare(app: NestFastifyApplication): Promise<void> {
  acceptCsv(app);
  return Promise.resolve();
}
