import { Problem } from '@goalbeat/contracts/problem';
import { DelaysQuery, MergedDelays, MergedLogPage, MergedLogQuery } from '@goalbeat/contracts/process-log-http';
import { z } from 'zod';

/** What the gateway itself answers under /api; everything else is the services', each with a document of its own. */
const OPERATIONS = {
  '/api/process-log': {
    summary: 'The process log of all services as one, in the order of writing',
    query: MergedLogQuery,
    answer: MergedLogPage,
  },
  '/api/process-log/delays': {
    summary: 'Who delayed what: waiting per step and per person',
    query: DelaysQuery,
    answer: MergedDelays,
  },
} as const;

const REFUSALS = {
  400: 'A wrong value: `errors` names each field.',
  401: 'Not signed in, or the sign-in is over.',
  403: 'Not yours to see, in any service.',
  429: 'Too many requests: wait.',
  503: 'No service that may answer can be reached: try again in a moment.',
} as const;

export function gatewayOpenApi(): object {
  const paths = Object.entries(OPERATIONS).map(([path, { summary, query, answer }]) => [
    path,
    {
      get: {
        operationId: path.replaceAll(/[^a-z]+(.)/g, (_all, letter: string) => letter.toUpperCase()),
        summary,
        tags: ['process-log'],
        security: [{ session: [] }, { apiKey: [] }],
        'x-goalbeat-permission': 'process-log.read',
        parameters: parametersOf(query),
        responses: {
          200: { description: '', content: { 'application/json': { schema: schemaOf(answer) } } },
          ...Object.fromEntries(Object.entries(REFUSALS).map(([status, text]) => [status, refusal(text)])),
        },
      },
    },
  ]);
  return {
    openapi: '3.1.0',
    info: { title: 'goalbeat gateway', version: '1' },
    paths: Object.fromEntries(paths) as object,
    components: {
      schemas: { Problem: schemaOf(Problem) },
      securitySchemes: {
        session: { type: 'apiKey', in: 'cookie', name: 'goalbeat_session' },
        apiKey: { type: 'http', scheme: 'bearer' },
      },
    },
  };
}

const refusal = (description: string): object => ({
  description,
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
});

function schemaOf(schema: z.ZodType): object {
  const { $schema: _schema, id: _id, ...rest } = z.toJSONSchema(schema, { io: 'output', reused: 'inline' });
  return inlined(rest, rest.$defs ?? {}) as object;
}

/** References inside one schema would point nowhere in the document. */
function inlined(value: unknown, defs: Record<string, unknown>): unknown {
  if (Array.isArray(value)) return value.map((one) => inlined(one, defs));
  if (value === null || typeof value !== 'object') return value;
  const { $ref, $defs: _defs, id: _id, ...rest } = value as Record<string, unknown>;
  if (typeof $ref === 'string') return inlined(defs[$ref.replace('#/$defs/', '')] ?? {}, defs);
  return Object.fromEntries(Object.entries(rest).map(([name, one]) => [name, inlined(one, defs)]));
}

function parametersOf(query: z.ZodType): object[] {
  const { properties = {} } = z.toJSONSchema(query, { io: 'input' });
  return Object.entries(properties).map(([name, schema]) => ({ name, in: 'query', required: false, schema }));
}
