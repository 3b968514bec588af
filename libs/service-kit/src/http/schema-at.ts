import { z } from 'zod';
import type { Path } from './zod-issue.js';

/** The schema without what only says that a value may be left out. */
function bare(schema: z.core.$ZodType): z.core.$ZodType {
  if (
    schema instanceof z.ZodOptional ||
    schema instanceof z.ZodDefault ||
    schema instanceof z.ZodNullable ||
    schema instanceof z.ZodPrefault ||
    schema instanceof z.ZodReadonly
  ) {
    return bare(schema.def.innerType);
  }
  return schema instanceof z.ZodPipe ? bare(schema.def.in) : schema;
}

/** What a schema wants at a path, of several branches the first that knows it; undefined where it knows nothing there. */
export function schemaAt(schema: z.core.$ZodType, path: Path): z.core.$ZodType | undefined {
  const here = bare(schema);
  const [key, ...rest] = path;
  if (key === undefined) return here;
  if (here instanceof z.ZodUnion) {
    for (const option of here.def.options) {
      const found = schemaAt(option, path);
      if (found !== undefined) return found;
    }
    return undefined;
  }
  const next = memberOf(here, key);
  return next === undefined ? undefined : schemaAt(next, rest);
}

function memberOf(schema: z.core.$ZodType, key: string): z.core.$ZodType | undefined {
  if (schema instanceof z.ZodObject) return Object.hasOwn(schema.def.shape, key) ? schema.def.shape[key] : undefined;
  if (schema instanceof z.ZodArray) return schema.def.element;
  return schema instanceof z.ZodRecord ? schema.def.valueType : undefined;
}

/** Names of an object's members; of a union one list a branch that is an object. */
export function membersOf(schema: z.core.$ZodType): string[][] {
  const here = bare(schema);
  if (here instanceof z.ZodObject) return [Object.keys(here.def.shape)];
  return here instanceof z.ZodUnion ? here.def.options.flatMap((option) => membersOf(option)) : [];
}

/** Values that a schema takes by name: an enumeration's, a literal's, those of a union's branches. */
export function choicesOf(schema: z.core.$ZodType): unknown[] {
  const here = bare(schema);
  if (here instanceof z.ZodEnum) return here.options;
  if (here instanceof z.ZodLiteral) return [...here.def.values];
  return here instanceof z.ZodUnion ? here.def.options.flatMap((option) => choicesOf(option)) : [];
}
