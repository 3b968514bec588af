import { z } from 'zod';
import { PutDefinition } from './definition-http.js';
import { PutGoalTemplate } from './template-http.js';

const BASE = 'https://goalbeat.dev/schemas/';

/** What may be written in a file: members with defaults may be left out. */
const fileSchema = (name: string, title: string, shape: z.ZodRawShape): object => ({
  ...z.toJSONSchema(z.strictObject(shape), { io: 'input', reused: 'inline' }),
  $id: `${BASE}${name}.schema.json`,
  title,
});

export const DEFINITION_SCHEMA = fileSchema('cycle-definition', 'Goalbeat cycle definition', PutDefinition.shape);
export const TEMPLATE_SCHEMA = fileSchema('goal-template', 'Goalbeat goal template', PutGoalTemplate.shape);

/** By the name of the file it is published as. */
export const FILE_SCHEMAS = { 'cycle-definition': DEFINITION_SCHEMA, 'goal-template': TEMPLATE_SCHEMA } as const;

/** A JSON Schema document itself, as an answer. */
export const JsonSchema = z.looseObject({ $schema: z.string(), $id: z.string() }).meta({ id: 'JsonSchema' });
