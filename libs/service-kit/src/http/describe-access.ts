import type { INestApplicationContext, Type } from '@nestjs/common';
import { ModulesContainer, Reflector } from '@nestjs/core';
import type { OpenAPIObject } from '@nestjs/swagger';
import { Problem } from '@goalbeat/contracts/problem';
import { z } from 'zod';
import { ACCESS, type Access } from '../auth/permission.js';
import { handlersOf } from '../auth/undeclared-endpoints.js';

/** The action that an operation is for, in OpenAPI documents: whoever reads them knows the policy's word for it. */
export const PERMISSION_EXTENSION = 'x-goalbeat-permission';

const METHODS = ['get', 'post', 'put', 'patch', 'delete'] as const;
const SAFE: readonly string[] = ['get'];

type SchemaObject = NonNullable<NonNullable<OpenAPIObject['components']>['schemas']>[string];

const REFUSALS = {
  400: 'A wrong value: `errors` names each field.',
  401: 'Not signed in, or the sign-in is over.',
  403: 'Your roles do not allow this here, or somebody else has to do it.',
  404: 'There is no such thing, or it is not yours to know of.',
  409: 'Changed meanwhile, or not possible in its present state: read it again.',
  413: 'Larger than this address takes.',
  415: 'This kind of content is not accepted.',
  422: 'Well formed, but against a rule: `code` names it.',
  429: 'Too many requests: wait.',
  503: 'Not available right now: try again in a moment.',
} as const;
type Refusal = keyof typeof REFUSALS;

/** Says once for all operations who may call them and how they refuse; what an operation says of itself stays. */
export function describeAccess(app: INestApplicationContext, document: OpenAPIObject): void {
  const accesses = accessByOperation(app);
  document.components = {
    ...document.components,
    schemas: { ...document.components?.schemas, Problem: problemSchema() },
    responses: { ...document.components?.responses, ...REFUSAL_RESPONSES },
  };
  for (const path of Object.values(document.paths)) {
    for (const method of METHODS) {
      const operation = path[method];
      if (operation === undefined) continue;
      const access = accesses.get(operation.operationId ?? '');
      if (access?.kind === 'permission') {
        operation.security = [{ bearer: [] }];
        Object.assign(operation, { [PERMISSION_EXTENSION]: access.action });
      }
      const responses: Record<string, unknown> = operation.responses;
      for (const status of refusalsOf(method, access)) {
        responses[status] ??= { $ref: `#/components/responses/${nameOf(status)}` };
      }
    }
  }
}

function refusalsOf(method: string, access: Access | undefined): Refusal[] {
  const writes = !SAFE.includes(method);
  return [
    400,
    ...(access?.kind === 'permission' ? ([401, 403] as const) : []),
    // Also without an id in the path: queries and bodies name things too, and nothing of another tenant's exists.
    404,
    ...(writes ? ([409, 413, 415, 422] as const) : []),
    // The credentials of a public route (sign-in, the installation's key) come in its body or a header of its own.
    ...(access?.kind === 'public' && writes ? ([401, 403] as const) : []),
    429,
    503,
  ];
}

const nameOf = (status: number | string): string => `Refusal${status}`;

const REFUSAL_RESPONSES = Object.fromEntries(
  Object.entries(REFUSALS).map(([status, description]) => [
    nameOf(status),
    { description, content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } } },
  ]),
);

function problemSchema(): SchemaObject {
  // A schema with an id comes as a reference to a definition beside it, which would lead nowhere inside a document.
  const { $defs, $schema: _schema, id: _id, ...schema } = z.toJSONSchema(Problem, { io: 'output' });
  return ($defs?.['Problem'] ?? schema) as unknown as SchemaObject;
}

/** By operation id, which is the controller's and the method's name. */
function accessByOperation(app: INestApplicationContext): Map<string, Access> {
  const reflector = app.get(Reflector);
  const found = new Map<string, Access>();
  for (const module of app.get(ModulesContainer).values()) {
    for (const { metatype } of module.controllers.values()) {
      if (typeof metatype !== 'function') continue;
      for (const { name, handler } of handlersOf(metatype as Type<object>)) {
        const access = reflector.getAllAndOverride<Access | undefined>(ACCESS, [handler, metatype]);
        if (access !== undefined) found.set(`${metatype.name}_${name}`, access);
      }
    }
  }
  return found;
}
