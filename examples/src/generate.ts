import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { writeCompany } from './company-files.js';
import { makeCompany } from './make-company.js';

const { values } = parseArgs({
  options: {
    people: { type: 'string', default: '260' },
    seed: { type: 'string', default: '1' },
    out: { type: 'string' },
  },
});
if (values.out === undefined) {
  console.error('usage: generate --out FOLDER [--people 260] [--seed 1]');
  process.exit(64);
}
const rows = makeCompany({ people: Number(values.people), seed: Number(values.seed) });
writeCompany(resolve(values.out), rows);
console.log(`${rows.people.length} people in ${rows.units.length - 1} departments → ${values.out}`);
