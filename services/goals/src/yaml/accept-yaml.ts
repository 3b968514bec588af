import { applyDecorators, Injectable, UseInterceptors } from '@nestjs/common';
import type { CallHandler, ExecutionContext, NestInterceptor } from '@nestjs/common';
import { RouteConfig, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { DomainError } from '@goalbeat/domain/errors/domain-error';
import { languageOf } from '@goalbeat/domain/wording/language';
import { refuseUnreadable } from '@goalbeat/service-kit/http/unreadable';
import { catchError, throwError } from 'rxjs';
import { withLines } from './with-lines.js';
import { LONGEST_YAML, readYaml } from './yaml-text.js';

export const YAML_TYPE = 'application/yaml';

/** A body that nobody has looked into yet. */
class YamlText {
  constructor(readonly text: string) {}
}

/**
 * Only keeps the text, and only where a route is `@TakesYaml()`: who sends it is not known yet, and reading YAML costs far more
 * than sending it.
 */
export function acceptYaml(app: NestFastifyApplication): void {
  const fastify = app.getHttpAdapter().getInstance();
  fastify.addContentTypeParser(YAML_TYPE, { parseAs: 'string', bodyLimit: LONGEST_YAML }, (request, body, done) => {
    if ('yaml' in request.routeOptions.config) done(null, new YamlText(String(body)));
    else done(new DomainError('unsupported-media', 'This address takes no YAML. Send application/json.'));
  });
}

/** Reads the body after the guards have let the caller pass, and before the route's schema looks at it. */
@Injectable()
class ReadYaml implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler): ReturnType<CallHandler['handle']> {
    const request = context.switchToHttp().getRequest<{ body: unknown; headers: Record<string, string | undefined> }>();
    if (!(request.body instanceof YamlText)) return next.handle();
    const { value, lineOf } = readYaml(request.body.text);
    refuseUnreadable(value);
    request.body = value;
    const language = languageOf(request.headers['accept-language']);
    return next.handle().pipe(catchError((error: unknown) => throwError(() => withLines(error, lineOf, language))));
  }
}

/** The route takes its body as YAML too: it becomes what the same JSON would be, and the schema checks it alike. */
export const TakesYaml = (): MethodDecorator => applyDecorators(RouteConfig({ yaml: true }), UseInterceptors(ReadYaml));

/** Whether the caller asks for YAML rather than JSON. */
export function wantsYaml(accept: string | undefined): boolean {
  const [first = ''] = (accept ?? '').split(',');
  return first.split(';', 1)[0]?.trim().toLowerCase() === YAML_TYPE;
}
