import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, SwaggerModule } from '@nestjs/swagger';
import { describeAccess } from './describe-access.js';

/** OpenAPI of the public routes, from the same zod schemas that validate them. */
export function openApiDocument(app: INestApplication, name: string): object {
  const config = new DocumentBuilder().setTitle(`Goalbeat ${name}`).setVersion('1').addBearerAuth().build();
  const document = SwaggerModule.createDocument(app, config);
  for (const path of Object.keys(document.paths)) {
    if (/^\/(internal|health|metrics)\b/.test(path)) delete document.paths[path];
  }
  describeAccess(app, document);
  return document;
}
