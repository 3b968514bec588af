import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { payrollAsyncApi } from '@goalbeat/contracts/payroll/async-api';
import { acceptCsv } from './hand-over/files/csv-body.js';

/** Before listening: bodies that are not JSON, and the description of what is not HTTP, which is public as OpenAPI's is. */
export function prepare(app: NestFastifyApplication): Promise<void> {
  acceptCsv(app);
  const document = payrollAsyncApi();
  app
    .getHttpAdapter()
    .getInstance()
    .get('/asyncapi.json', (_request, reply) => reply.send(document));
  return Promise.resolve();
}
