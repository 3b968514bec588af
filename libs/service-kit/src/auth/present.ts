import type { FastifyRequest } from 'fastify';

/** By what somebody says who they are: a person's or key's token, a service's key, or the workflow that has work done. */
export type Presented =
  | { by: 'token'; request: FastifyRequest }
  | { by: 'service-key'; request: FastifyRequest }
  | { by: 'workflow'; type: string; id: string };
