// Exits 0 when node_modules holds what package-lock.json asks for. Any Node from 20 on runs it, before ours is installed.
// The lock file's time is no proof: `npm install`, `git checkout` and a copied folder all set it differently.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname ?? new URL('.', import.meta.url).pathname, '../..');

const packagesOf = (file) => {
  try {
    return JSON.parse(readFileSync(join(root, file), 'utf8')).packages ?? {};
  } catch {
    return undefined;
  }
};

const wanted = packagesOf('package-lock.json');
const present = packagesOf('node_modules/.package-lock.json');

const missing = (path, entry) => {
  if (!path.includes('node_modules/')) return false;
  if (entry.link) return !existsSync(join(root, path));
  const found = present[path];
  // What another platform needs is in the lock file and rightly absent here.
  if (!found) return !entry.optional && !entry.devOptional && !entry.peer;
  return found.version !== entry.version || !existsSync(join(root, path));
};

const current = Boolean(wanted && present) && !Object.entries(wanted).some(([path, entry]) => missing(path, entry));
process.exit(current ? 0 : 1);
