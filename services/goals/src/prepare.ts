import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { acceptUploads } from './evidence/accept-uploads.js';
import { acceptYaml } from './yaml/accept-yaml.js';

/** Bodies beyond JSON that the service's routes take. */
export async function prepare(app: NestFastifyApplication): Promise<void> {
  await acceptUploads(app);
  acceptYaml(app);
}
