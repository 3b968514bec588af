import { readOptions } from '../../../../test/load/options.ts';
import { takeFlag } from '../arguments.ts';
import { bringUp } from '../installation/bring-up.ts';
import { buildIfChanged } from '../installation/build.ts';
import { obtainChromium } from '../installation/obtain-chromium.ts';
import { runAgainst } from '../installation/run-against.ts';
import { asOnlyProgram } from '../installation/running-program.ts';
import { takeDown } from '../installation/take-down.ts';
import { orTakeDown } from '../interruptible.ts';
import { Misuse, messageOf } from '../problem.ts';
import { currentState, makeStateFolders } from '../state/paths.ts';

/** How long the installation takes to be ready when everything is built; undefined when it is up already and may stay. */
const timeUp = async (restart: boolean, signal: AbortSignal): Promise<number | undefined> => {
  const paths = currentState();
  if (restart) await takeDown(paths);
  await buildIfChanged(signal);
  const since = performance.now();
  const { alreadyUp } = await bringUp(paths, { mode: 'demo', services: true, build: true }, signal);
  return alreadyUp ? undefined : performance.now() - since;
};

/** Without one, what is measured in a browser breaks off and says so. */
const findChromium = async (only: string | undefined, signal: AbortSignal): Promise<void> => {
  if (only !== undefined && !only.split(',').includes('console')) return;
  const chromium = await obtainChromium(signal);
  if (chromium !== null) process.env['GOALBEAT_CHROMIUM'] = chromium;
};

/** The measures' names are known to the built program alone; all else is refused here, before anything starts. */
const requireKnown = (given: readonly string[]): void => {
  const only = given[given.indexOf('--only') + 1] ?? '';
  try {
    readOptions(given, only.split(','));
  } catch (error) {
    throw new Misuse(`goalbeat bench: ${messageOf(error)}`);
  }
};

/** The measurements. --restart takes a running installation down first, so that coming up is measured too. */
export const bench = async (given: readonly string[]): Promise<number> => {
  const { found: once, rest: others } = takeFlag(given, '--once');
  const { found: restart, rest } = takeFlag(others, '--restart');
  requireKnown(rest);
  const paths = currentState();
  makeStateFolders(paths);
  return await asOnlyProgram(paths, 'bench', async () =>
    orTakeDown(paths, async (signal, ours) => {
      await findChromium(rest.includes('--only') ? rest[rest.indexOf('--only') + 1] : undefined, signal);
      const upMs = await timeUp(restart, signal);
      ours(upMs !== undefined);
      process.env['GOALBEAT_LOGS'] = paths.logs;
      if (upMs !== undefined) process.env['GOALBEAT_UP_MS'] = String(Math.round(upMs));
      return await runAgainst({ name: 'bench', program: 'test/dist/load/cli.js', args: rest, downAfter: once });
    }),
  );
};
