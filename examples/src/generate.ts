import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { writeCompany } from './company-files.js';
import { GENERATED_EXAMPLES, RECIPES } from './examples.js';

const { values } = parseArgs({
  options: {
    example: { type: 'string', default: 'marketplace' },
    people: { type: 'string' },
    seed: { type: 'string', default: '1' },
    out: { type: 'string' },
  },
});
const example = GENERATED_EXAMPLES.find((one) => one === values.example);
if (values.out === undefined || example === undefined) {
  console.error(`usage: generate --out FOLDER [--example ${GENERATED_EXAMPLES.join('|')}] [--people N] [--seed 1]`);
  process.exit(64);
}
const { people, rows, content } = RECIPES[example];
const company = rows({
  people: values.people === undefined ? people : Number(values.people),
  seed: Number(values.seed),
});
writeCompany(resolve(values.out), company, content(company));
console.log(`${company.people.length} people in ${company.units.length - 1} units → ${values.out}`);
