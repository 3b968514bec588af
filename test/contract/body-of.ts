/** As much of JSON Schema as our documents use. */
export interface Schema {
  $ref?: string;
  type?: string | string[];
  format?: string;
  enum?: unknown[];
  const?: unknown;
  pattern?: string;
  minimum?: number;
  minItems?: number;
  minLength?: number;
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  anyOf?: Schema[];
  oneOf?: Schema[];
  allOf?: Schema[];
}
export type Schemas = Readonly<Record<string, Schema>>;

/** Nothing has it: a command that is allowed is refused as stale (409) and changes nothing. */
const STALE = 987_654;
const TEXTS = ['word', '10', '10.00', 'CNY', 'DE', '09:00', '2026-W47', '2026-11-20', '2026-11-20T09:00:00.000Z'];
const BY_FORMAT: Readonly<Record<string, string>> = {
  'date-time': '2026-11-20T09:00:00.000Z',
  date: '2026-11-20',
  uri: 'https://example.com/',
  email: 'somebody@example.com',
};

/** The smallest body the schema takes, always with a version that nothing has. */
export function bodyOf(schema: Schema, schemas: Schemas, newId: () => string): unknown {
  const inside = (inner: Schema): unknown => bodyOf(inner, schemas, newId);
  const { $ref } = schema;
  if ($ref !== undefined) return inside(schemas[$ref.split('/').at(-1) ?? ''] ?? {});
  if (schema.const !== undefined) return schema.const;
  if (schema.enum !== undefined) return schema.enum[0];
  const [choice] = [...(schema.anyOf ?? []), ...(schema.oneOf ?? [])].filter((one) => one.type !== 'null');
  if (choice !== undefined) return inside(choice);
  if (schema.allOf !== undefined) return Object.assign({}, ...schema.allOf.map(inside)) as object;
  switch (typeOf(schema)) {
    case 'object':
      return Object.fromEntries(
        Object.entries(schema.properties ?? {})
          .filter(([name]) => name === 'version' || name === 'taskVersion' || schema.required?.includes(name) === true)
          .map(([name, inner]) => [
            name,
            isVersion(name, inner) ? STALE : name === 'set' ? firstOf(inner, inside, schemas) : inside(inner),
          ]),
      );
    case 'array':
      return Array.from({ length: Math.max(1, schema.minItems ?? 0) }, () => inside(schema.items ?? {}));
    case 'integer':
    case 'number':
      return Math.max(1, schema.minimum ?? 1);
    case 'boolean':
      return true;
    default:
      return schema.format === 'uuid' ? newId() : textOf(schema);
  }
}

/** What is to change: each part is optional, but one there must be. */
function firstOf(schema: Schema, inside: (inner: Schema) => unknown, schemas: Schemas): unknown {
  const { properties = {} } = schema.$ref === undefined ? schema : (schemas[schema.$ref.split('/').at(-1) ?? ''] ?? {});
  return Object.fromEntries(
    Object.entries(properties)
      .slice(0, 1)
      .map(([name, inner]) => [name, inside(inner)]),
  );
}

/** The number that a change names; a shape's own version is always the one it has. */
const isVersion = (name: string, { const: fixed, enum: some }: Schema): boolean =>
  /^(task)?version$/i.test(name) && fixed === undefined && some === undefined;

const typeOf = ({ type, properties, items }: Schema): string => {
  if (typeof type === 'string') return type;
  const named = type?.find((one) => one !== 'null');
  return named ?? (properties !== undefined ? 'object' : items !== undefined ? 'array' : 'string');
};

function textOf({ format, pattern, minLength = 0 }: Schema): string {
  const text = format === undefined ? undefined : BY_FORMAT[format];
  if (text !== undefined) return text;
  const fits = TEXTS.find((one) => pattern === undefined || new RegExp(pattern).test(one));
  if (fits === undefined) throw new Error(`No example fits ${String(pattern)}: add one to TEXTS`);
  return fits.padEnd(minLength, 'd');
}
