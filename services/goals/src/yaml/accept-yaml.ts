import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { LONGEST_YAML, readYaml } from './yaml-text.js';

export const YAML_TYPE = 'application/yaml';
/** UTF-8 takes up to four bytes a character. */
const BODY_LIMIT = LONGEST_YAML * 4;

/** A YAML body becomes what the same JSON would be; the routes' schemas then check it alike. */
export function acceptYaml(app: NestFastifyApplication): void {
  const fastify = app.getHttpAdapter().getInstance();
  fastify.addContentTypeParser(YAML_TYPE, { parseAs: 'string', bodyLimit: BODY_LIMIT }, (_request, body, done) => {
    try {
      done(null, readYaml(String(body)));
    } catch (error) {
      done(error instanceof Error ? error : new Error(String(error)));
    }
  });
}

/** Whether the caller asks for YAML rather than JSON. */
export function wantsYaml(accept: string | undefined): boolean {
  const [first = ''] = (accept ?? '').split(',');
  return first.split(';', 1)[0]?.trim().toLowerCase() === YAML_TYPE;
}
