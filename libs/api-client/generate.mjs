import { readFile, mkdir, writeFile } from 'node:fs/promises';
import openapiTS, { astToString } from 'openapi-typescript';

// What each service says about itself, as types: `paths` for openapi-fetch, `components['schemas']` for whoever shows it.
const DOCUMENTS = {
  directory: 'directory',
  goals: 'goals',
  appraisal: 'appraisal',
  payroll: 'payroll-bridge',
  gateway: 'gateway',
};
const from = new URL('../contracts/generated/openapi/', import.meta.url);
const to = new URL('./src/generated/', import.meta.url);
await mkdir(to, { recursive: true });
for (const [name, document] of Object.entries(DOCUMENTS)) {
  const types = await openapiTS(JSON.parse(await readFile(new URL(`${document}.json`, from), 'utf8')), {
    alphabetize: true,
    exportType: false,
  });
  await writeFile(
    new URL(`${name}.ts`, to),
    `// Generated from ${document}.json; not to be edited.\n${astToString(types)}`,
  );
}
