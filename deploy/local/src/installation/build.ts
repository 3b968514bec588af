import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { LauncherProblem } from '../problem.ts';
import { withProgress } from '../progress.ts';
import { askProgram } from '../run-program.ts';
import { checkoutState, repositoryRoot } from '../state/paths.ts';

const sourceFolders = ['libs', 'services', 'workflows', 'examples', 'test', 'console'];
const toolchain = ['package-lock.json', 'nx.json', '.swcrc', 'tsconfig.base.json'];
const skipped = new Set(['node_modules', 'dist', '.nx', 'histories']);

const visit = (folder: string, seen: (file: string) => void, outputs: (folder: string) => void): void => {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      if (entry.name === 'dist') outputs(path);
      if (!skipped.has(entry.name)) visit(path, seen, outputs);
    } else if (!entry.name.endsWith('.spec.ts')) seen(path);
  }
};

/** Changes whenever a source or tool file is added, removed or touched, or a build's output vanishes. */
const fingerprint = (): string => {
  const hash = createHash('sha256');
  const note = (file: string): void => {
    const { size, mtimeMs } = statSync(file);
    hash.update(`${file} ${size} ${mtimeMs}\n`);
  };
  for (const name of toolchain) if (existsSync(join(repositoryRoot, name))) note(join(repositoryRoot, name));
  for (const name of sourceFolders) {
    const folder = join(repositoryRoot, name);
    if (existsSync(folder)) visit(folder, note, (output) => hash.update(`${output}\n`));
  }
  return hash.digest('hex');
};

const stampFile = join(checkoutState, 'build.stamp');

/** Builds what changed since the last build. True when there was something to do. */
export const buildIfChanged = async (signal: AbortSignal): Promise<boolean> => {
  const built = existsSync(stampFile) ? readFileSync(stampFile, 'utf8') : '';
  if (built === fingerprint()) return false;
  await withProgress('building', async () => {
    const { code, output } = await askProgram(
      process.execPath,
      [join(repositoryRoot, 'node_modules/nx/dist/bin/nx.js'), 'run-many', '-t', 'build', '--output-style=static'],
      { cwd: repositoryRoot, env: { ...process.env, NX_DAEMON: 'false', NX_TUI: 'false' }, signal },
    );
    if (code !== 0) throw new LauncherProblem(`the build ended with ${code}:\n${output.trimEnd()}`);
  });
  mkdirSync(checkoutState, { recursive: true, mode: 0o711 });
  writeFileSync(stampFile, fingerprint());
  return true;
};
