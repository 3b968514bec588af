// After vite: weighs the employee's pages, then compresses every file once so that the gateway need not.
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

const dist = new URL('../dist/', import.meta.url).pathname;
const manifest = JSON.parse(await readFile(join(dist, 'manifest.json'), 'utf8'));
const BUDGET = 350_000;
/** What an employee's day loads: the entry, and these areas with all they import. */
const EMPLOYEE = ['my-week', 'my-results', 'my-payouts', 'archive', 'delegations', 'notices'];

const brotli = (bytes) => promisify(brotliCompress)(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } });
const gzipped = (bytes) => promisify(gzip)(bytes, { level: 9 });
const COMPRESSED = /\.(js|css|svg|json|webmanifest)$/;
const sizes = new Map();
for (const entry of await readdir(dist, { recursive: true, withFileTypes: true })) {
  if (!entry.isFile() || !COMPRESSED.test(entry.name)) continue;
  const file = join(entry.parentPath, entry.name);
  const bytes = await readFile(file);
  if (bytes.length < 1_000) continue;
  const [br, gz] = await Promise.all([brotli(bytes), gzipped(bytes)]);
  await writeFile(`${file}.br`, br);
  await writeFile(`${file}.gz`, gz);
  sizes.set(file.slice(dist.length), gz.length);
}

const entry = Object.keys(manifest).find((key) => manifest[key].isEntry);
const loaded = new Set();
const follow = (key) => {
  if (key === undefined || loaded.has(key)) return;
  loaded.add(key);
  for (const next of manifest[key].imports ?? []) follow(next);
};
follow(entry);
for (const key of Object.keys(manifest)) {
  // Words come lazily too: both languages are counted, though a person loads one.
  if (EMPLOYEE.some((area) => key.startsWith(`src/${area}/`)) || /^src\/words\/(en|zh-CN)\/index/.test(key))
    follow(key);
}
const found = EMPLOYEE.filter((area) => ![...loaded].some((key) => key.startsWith(`src/${area}/`)));
if (found.length > 0) throw new Error(`no chunk of ${found.join(', ')}: the budget would measure too little`);
const scripts = [...new Set([...loaded].map((key) => manifest[key].file))].filter((file) => file.endsWith('.js'));
const total = scripts.reduce((sum, file) => sum + (sizes.get(file) ?? 0), 0);
const say = `employee pages: ${Math.round(total / 1000)} kB of compressed script in ${scripts.length} files (at most ${BUDGET / 1000})`;
if (total > BUDGET) {
  const largest = scripts.toSorted((a, b) => (sizes.get(b) ?? 0) - (sizes.get(a) ?? 0)).slice(0, 8);
  throw new Error(`${say}\n${largest.map((file) => `  ${sizes.get(file)} ${file}`).join('\n')}`);
}
process.stdout.write(`${say}\n`);
