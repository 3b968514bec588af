import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { findProgram } from '../find-program.ts';
import { say, withProgress } from '../progress.ts';
import { askProgram } from '../run-program.ts';
import { checkoutState, repositoryRoot } from '../state/paths.ts';

const requirements = join(repositoryRoot, 'test/contract/schemathesis/requirements.txt');
const PYTHONS = ['python3', 'python3.13', 'python3.12', 'python3.11', 'python3.10', 'python'];
const NEW_ENOUGH = 'import sys, venv, ensurepip; sys.exit(0 if sys.version_info >= (3, 10) else 1)';

const python = async (signal: AbortSignal): Promise<string | undefined> => {
  for (const name of PYTHONS) {
    const program = findProgram(name, ['/usr/bin', '/usr/local/bin', '/opt/homebrew/bin']);
    if (program !== undefined && (await askProgram(program, ['-c', NEW_ENOUGH], { signal })).code === 0) return program;
  }
  return undefined;
};

/** Versions and hashes are those of the requirements file; another file is another folder. */
const folderOf = (): string => {
  const sum = createHash('sha256').update(readFileSync(requirements)).digest('hex').slice(0, 12);
  return join(checkoutState, 'tools', `schemathesis-${sum}`);
};

const install = async (program: string, folder: string, signal: AbortSignal): Promise<string | undefined> => {
  // A virtual environment keeps its own path: it is made where it stays, and marked as whole at the end.
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(join(folder, '..'), { recursive: true });
  const made = await askProgram(program, ['-m', 'venv', folder], { signal });
  if (made.code !== 0) return made.output;
  const pip = join(folder, 'bin/python');
  const args = [
    '-m',
    'pip',
    'install',
    '--quiet',
    '--disable-pip-version-check',
    '--require-hashes',
    '-r',
    requirements,
  ];
  const got = await askProgram(pip, args, { signal: AbortSignal.any([signal, AbortSignal.timeout(180_000)]) });
  return got.code === 0 ? undefined : got.output;
};

/**
 * The `schemathesis` program of the pinned version, in an environment of the checkout's own; null, with one line that says
 * why, where there is no Python or nothing to download it from.
 */
export const obtainSchemathesis = async (signal: AbortSignal): Promise<string | null> => {
  const folder = folderOf();
  const program = join(folder, 'bin/schemathesis');
  const whole = join(folder, 'whole');
  if (existsSync(whole) && existsSync(program)) return program;
  const interpreter = await python(signal);
  if (interpreter === undefined) {
    say('schemathesis is left out: there is no Python 3.10 or newer with venv');
    return null;
  }
  const trouble = await withProgress('installing schemathesis, once', async () => install(interpreter, folder, signal));
  if (trouble !== undefined) {
    say(`schemathesis is left out: it could not be installed: ${trouble.trim().split('\n').at(-1) ?? ''}`);
    return null;
  }
  mkdirSync(`${whole}.new`, { recursive: true });
  renameSync(`${whole}.new`, whole);
  return program;
};
