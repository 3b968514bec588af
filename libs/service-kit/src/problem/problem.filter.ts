import { Catch, HttpException, Inject, Logger, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { Problem } from '@goalbeat/contracts/problem';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { SERVICE_OPTIONS, type ServiceOptions } from '../start/service-options.js';
import { currentRequest } from '../telemetry/request-context.js';
import { toProblem } from './to-problem.js';

/** The one place where errors become HTTP answers: RFC 9457, with our code and the request's id. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  readonly #logger = new Logger(ProblemFilter.name);

  constructor(@Inject(SERVICE_OPTIONS) private readonly options: Pick<ServiceOptions, 'inChinese'>) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const reply = http.getResponse<FastifyReply>();
    const problem: Problem = this.#inWords(toProblem(error, request.id));
    if (problem.status >= 500) this.#logger.error(error instanceof HttpException ? error.message : error);
    if (reply.sent) return;
    if (problem.status === 503) reply.header('retry-after', '1');
    void reply.code(problem.status).type('application/problem+json').send(problem);
  }

  /** Refusals are written in English; the reader's language is another one unless they ask for it. */
  #inWords(problem: Problem): Problem {
    const { inChinese } = this.options;
    if (inChinese === undefined || problem.detail === undefined || currentRequest()?.language === 'en') return problem;
    const errors = problem.errors?.map((one) => ({ ...one, message: inChinese(one.message) ?? one.message }));
    const detail = inChinese(problem.detail) ?? problem.detail;
    return { ...problem, detail, ...(errors === undefined ? {} : { errors }) };
  }
}
