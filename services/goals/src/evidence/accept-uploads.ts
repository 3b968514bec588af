import multipart from '@fastify/multipart';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';

/** Only where a route asks for it is a body read as multipart; limits are given there. */
export async function acceptUploads(app: NestFastifyApplication): Promise<void> {
  await app.register(multipart);
}
