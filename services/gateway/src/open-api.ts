import { Problem } from '@goalbeat/contracts/problem';
import { z } from 'zod';
import { OWN_OPERATIONS, REFUSALS, type OwnOperation } from './own-operations.js';

export function gatewayOpenApi(): object {
  const paths: Record<string, Record<string, object>> = {};
  for (const one of OWN_OPERATIONS) paths[one.path] = { ...paths[one.path], [one.method]: described(one) };
  return {
    openapi: '3.1.0',
    info: { title: 'goalbeat gateway', version: '1' },
    paths,
    components: {
      schemas: { Problem: schemaOf(Problem) },
      securitySchemes: {
        session: { type: 'apiKey', in: 'cookie', name: 'goalbeat_session' },
        apiKey: { type: 'http', scheme: 'bearer' },
      },
    },
  };
}

function described({ id, summary, tag, action, credentials, body, answers, refusals, ...at }: OwnOperation): object {
  const parameters = [...parametersOf('path', at.pathParameters), ...parametersOf('query', at.query)];
  return {
    operationId: id,
    summary,
    tags: [tag],
    security: (credentials ?? []).map((name) => ({ [name]: [] })),
    ...(action === undefined ? {} : { 'x-goalbeat-permission': action }),
    parameters,
    ...(body === undefined
      ? {}
      : { requestBody: { required: true, content: { 'application/json': { schema: schemaOf(body, 'input') } } } }),
    responses: {
      ...Object.fromEntries(Object.entries(answers).map(([status, answer]) => [status, answerOf(answer)])),
      ...Object.fromEntries(refusals.map((status) => [status, refusal(REFUSALS[status])])),
    },
  };
}

function answerOf(answer: OwnOperation['answers'][number]): object {
  if (answer === null || answer === undefined) return { description: '' };
  if (typeof answer === 'string') return { description: '', content: { [answer]: { schema: { type: 'string' } } } };
  return { description: '', content: { 'application/json': { schema: schemaOf(answer) } } };
}

const refusal = (description: string): object => ({
  description,
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
});

function schemaOf(schema: z.ZodType, io: 'input' | 'output' = 'output'): object {
  const { $schema: _schema, id: _id, ...rest } = z.toJSONSchema(schema, { io, reused: 'inline' });
  return inlined(rest, rest.$defs ?? {}) as object;
}

/** References inside one schema would point nowhere in the document. */
function inlined(value: unknown, defs: Record<string, unknown>): unknown {
  if (Array.isArray(value)) return value.map((one) => inlined(one, defs));
  if (value === null || typeof value !== 'object') return value;
  const { $ref, $defs: _defs, ...rest } = value as Record<string, unknown>;
  if (typeof $ref === 'string') return inlined(defs[$ref.replace('#/$defs/', '')] ?? {}, defs);
  // A schema's own name is a word; a property that is called `id` is a schema.
  const entries = Object.entries(rest).filter(([name, one]) => name !== 'id' || typeof one !== 'string');
  return Object.fromEntries(entries.map(([name, one]) => [name, inlined(one, defs)]));
}

function parametersOf(where: 'path' | 'query', schema: z.ZodType | undefined): object[] {
  if (schema === undefined) return [];
  const { properties = {}, required = [] } = z.toJSONSchema(schema, { io: 'input' });
  return Object.entries(properties).map(([name, one]) => ({
    name,
    in: where,
    required: required.includes(name),
    schema: one,
  }));
}
