import { mkdir, writeFile } from 'node:fs/promises';
import { z } from 'zod';
import * as appraisal from './appraisal/events.js';
import * as approvals from './approvals/events.js';
import * as directory from './directory/events.js';
import * as goals from './goals/events.js';
import { FILE_SCHEMAS } from './goals/file-schemas.js';
import { payrollAsyncApi } from './payroll/async-api.js';
import * as payroll from './payroll/events.js';

// JSON Schema of every event, named by its type, for consumers that are not written in TypeScript.
const folder = new URL('../generated/events/', import.meta.url);
await mkdir(folder, { recursive: true });
for (const area of [appraisal, approvals, directory, goals, payroll]) {
  for (const [name, schema] of Object.entries(area)) {
    if (!name.endsWith('Event') || !(schema instanceof z.ZodObject)) continue;
    const type: unknown = schema.shape['type'];
    if (!(type instanceof z.ZodLiteral)) continue;
    const text = JSON.stringify(z.toJSONSchema(schema), null, 2);
    await writeFile(new URL(`${String(type.value)}.schema.json`, folder), `${text}\n`);
  }
}

// And of the files that people write themselves.
const files = new URL('../generated/schemas/', import.meta.url);
await mkdir(files, { recursive: true });
for (const [name, schema] of Object.entries(FILE_SCHEMAS)) {
  await writeFile(new URL(`${name}.schema.json`, files), `${JSON.stringify(schema, null, 2)}\n`);
}

// And of what payroll's engineers read.
const asyncApi = new URL('../generated/asyncapi/', import.meta.url);
await mkdir(asyncApi, { recursive: true });
await writeFile(new URL('payroll.json', asyncApi), `${JSON.stringify(payrollAsyncApi(), null, 2)}\n`);
