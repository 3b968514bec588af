import { ACTIONS, type Action } from '@goalbeat/domain/access/policy';
import { installation } from '../e2e/installation.js';
import { bodyOf, type Schema, type Schemas } from './body-of.js';

export const AREAS = ['directory', 'goals', 'appraisal', 'payroll', 'gateway'] as const;
export type Area = (typeof AREAS)[number];
/** What stands before the paths of an area's document; the gateway's own names them whole. */
export const prefixOf = (area: Area): string => (area === 'gateway' ? '' : `/api/${area}`);
export const documentOf = (area: Area): string => `${area === 'gateway' ? '/api' : prefixOf(area)}/openapi.json`;
const METHODS = ['get', 'post', 'put', 'patch', 'delete'] as const;

interface Parameter {
  name: string;
  in: 'path' | 'query' | 'header';
  required?: boolean;
  schema: Schema;
}
interface Described {
  operationId: string;
  parameters?: Parameter[];
  requestBody?: { content: Record<string, { schema: Schema }> };
  responses: Record<string, { content?: Record<string, unknown> }>;
  'x-goalbeat-permission'?: string;
}
interface Document {
  paths: Record<string, Partial<Record<(typeof METHODS)[number], Described>>>;
  components: { schemas: Schemas };
}

/** One operation of the API, as its area's OpenAPI document tells it. */
export interface Operation {
  area: Area;
  method: string;
  /** With its parameters in braces, after its area's prefix. */
  path: string;
  /** Nobody's in particular: sign-in, the key set, a new tenant. */
  action: Action | null;
  parameters: readonly Parameter[];
  mediaType: string | null;
  statuses: readonly string[];
  /** A body that fits the schema; ids in it come from the caller. */
  body: (newId: () => string) => unknown;
}

export const nameOf = ({ method, area, path }: Operation): string => `${method} ${prefixOf(area)}${path}`;
export const writes = ({ method }: Operation): boolean => method !== 'GET';
export const pathParameters = ({ path }: Operation): string[] =>
  [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? '');

/** Every operation that the running installation describes. */
export async function operations(): Promise<Operation[]> {
  const found = await Promise.all(AREAS.map(operationsOf));
  return found.flat();
}

async function operationsOf(area: Area): Promise<Operation[]> {
  const response = await fetch(installation.url + documentOf(area));
  const document = (await response.json()) as Document;
  return Object.entries(document.paths).flatMap(([path, methods]) =>
    METHODS.flatMap((method) => {
      const described = methods[method];
      return described === undefined ? [] : [operationOf(area, method.toUpperCase(), path, described, document)];
    }),
  );
}

function operationOf(area: Area, method: string, path: string, described: Described, document: Document): Operation {
  const { parameters = [], requestBody, responses } = described;
  const permission = described['x-goalbeat-permission'];
  const action = ACTIONS.find((known) => known === permission) ?? null;
  if (permission !== undefined && action === null) throw new Error(`${path}: ${permission} is no action of the policy`);
  const [mediaType = null] = Object.keys(requestBody?.content ?? {});
  const schema = mediaType === null ? undefined : requestBody?.content[mediaType]?.schema;
  return {
    area,
    method,
    path,
    action,
    parameters,
    mediaType,
    statuses: Object.keys(responses),
    body: (newId) => (schema === undefined ? undefined : bodyOf(schema, document.components.schemas, newId)),
  };
}
