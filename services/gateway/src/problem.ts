import { toProblem } from '@goalbeat/service-kit/problem/to-problem';
import type { FastifyReply } from 'fastify';

/** RFC 9457, as the services answer. */
export function sendProblem(reply: FastifyReply, error: unknown): void {
  const problem = toProblem(error, reply.request.id);
  if (problem.status === 503) void reply.header('retry-after', '1');
  void reply.code(problem.status).type('application/problem+json').send(problem);
}
