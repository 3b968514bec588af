import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { findProgram, isProgram } from '../find-program.ts';
import type { TemporalPlan } from '../plan.ts';
import { LauncherProblem } from '../problem.ts';
import { withProgress } from '../progress.ts';
import { askProgram, runProgram } from '../run-program.ts';
import { repositoryRoot } from '../state/paths.ts';

export const temporalVersion = 'v1.5.1';

/** Shared by all checkouts of a person: building it takes minutes. */
const cacheFolder = (): string =>
  join(process.env['XDG_CACHE_HOME'] || join(homedir(), '.cache'), 'goalbeat', `temporal-${temporalVersion}`);

const goFolders = (): readonly string[] =>
  [process.env['GOBIN'], process.env['GOPATH'] && join(process.env['GOPATH'], 'bin'), join(homedir(), 'go/bin')].filter(
    (folder): folder is string => folder !== undefined && folder !== '',
  );

/** What @temporalio/testing has downloaded bears the version in its name. */
const downloaded = (folder: string): string | undefined =>
  existsSync(folder)
    ? readdirSync(folder, { recursive: true, encoding: 'utf8' })
        .filter((name) => /(^|\/)temporal[^/]*$/.test(name) && !/\.(tar|gz|zip|downloading|part)$/.test(name))
        .map((name) => join(folder, name))
        .find(isProgram)
    : undefined;

export const findTemporal = (): string | undefined =>
  findProgram('temporal', [...goFolders(), cacheFolder(), '/opt/homebrew/bin', '/usr/local/bin']) ??
  downloaded(join(cacheFolder(), 'download'));

const download = async (signal: AbortSignal): Promise<string | undefined> => {
  const folder = join(cacheFolder(), 'download');
  mkdirSync(folder, { recursive: true });
  // A process of its own: a download that hangs can be ended, and the SDK's native code stays out of the launcher.
  const script = `
    import { TestWorkflowEnvironment } from '@temporalio/testing';
    const environment = await TestWorkflowEnvironment.createLocal({ server: {
      executable: { type: 'cached-download', version: ${JSON.stringify(temporalVersion)}, downloadDir: ${JSON.stringify(folder)} },
    } });
    await environment.teardown();
    process.exit(0);`;
  const limit = AbortSignal.any([signal, AbortSignal.timeout(120_000)]);
  await askProgram(process.execPath, ['--input-type=module', '--eval', script], {
    cwd: join(repositoryRoot, 'deploy/local'),
    signal: limit,
  });
  return downloaded(folder);
};

const buildByGo = async (note: (text: string) => void, signal: AbortSignal): Promise<string | undefined> => {
  const go = findProgram('go', ['/usr/local/go/bin', '/opt/homebrew/bin']);
  if (go === undefined) return undefined;
  const folder = cacheFolder();
  const fresh = `${folder}.${process.pid}`;
  mkdirSync(fresh, { recursive: true });
  const env = { ...process.env, GOBIN: fresh, GOFLAGS: '-mod=mod' };
  let packages = 0;
  const code = await runProgram(go, ['install', '-v', `github.com/temporalio/cli/cmd/temporal@${temporalVersion}`], {
    env,
    signal,
    onOutput: (text) => {
      packages += text.split('\n').length - 1;
      note(`${packages} packages of about 1,100`);
    },
  });
  const built = join(fresh, 'temporal');
  if (code === 0 && isProgram(built)) {
    mkdirSync(folder, { recursive: true });
    renameSync(built, join(folder, 'temporal'));
  }
  rmSync(fresh, { recursive: true, force: true });
  return isProgram(join(folder, 'temporal')) ? join(folder, 'temporal') : undefined;
};

/** The `temporal` program: found, else downloaded, else built. */
export const obtainTemporalProgram = async (signal: AbortSignal): Promise<string> => {
  const program =
    findTemporal() ??
    (await withProgress('downloading Temporal’s development server', async () => await download(signal))) ??
    (await withProgress(
      'building Temporal’s development server (two to five minutes, once)',
      async (note) => await buildByGo(note, signal),
    ));
  if (program !== undefined) return program;
  const what = 'there is no Temporal development server, and neither a download nor Go to build it';
  throw new LauncherProblem(
    `${what}: install \`temporal\` (https://docs.temporal.io/cli), or set GOALBEAT_TEMPORAL_ADDRESS`,
  );
};

export const obtainTemporal = async (signal: AbortSignal): Promise<TemporalPlan> => {
  const address = process.env['GOALBEAT_TEMPORAL_ADDRESS'];
  if (!address) return { kind: 'own', program: await obtainTemporalProgram(signal) };
  const uiUrl = process.env['GOALBEAT_TEMPORAL_UI_URL'];
  const program = findTemporal();
  return { kind: 'given', address, ...(uiUrl ? { uiUrl } : {}), ...(program === undefined ? {} : { program }) };
};
