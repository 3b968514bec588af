import { Catch, HttpException, Logger, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { Problem } from '@goalbeat/contracts/problem';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { toProblem } from './to-problem.js';

/** The one place where errors become HTTP answers: RFC 9457, with our code and the request's id. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  readonly #logger = new Logger(ProblemFilter.name);

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const reply = http.getResponse<FastifyReply>();
    const problem: Problem = toProblem(error, request.id);
    if (problem.status >= 500) this.#logger.error(error instanceof HttpException ? error.message : error);
    if (reply.sent) return;
    if (problem.status === 503) reply.header('retry-after', '1');
    void reply.code(problem.status).type('application/problem+json').send(problem);
  }
}
