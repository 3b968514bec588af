import { openSetupCode } from '../installation/first-run.ts';
import { requireUp } from '../installation/require-up.ts';
import { LauncherProblem, Misuse } from '../problem.ts';
import { currentState } from '../state/paths.ts';
import { rememberSecrets } from '../state/secrets.ts';
import { askControl, askStatus } from '../supervisor/control-client.ts';

const questions = ['status', 'ready'];
const acts = ['kill', 'stop', 'start', 'restart'];

/** What to ask of the control interface. @throws Misuse naming what it could have been */
export const controlCall = (
  [verb = 'status', name, ...more]: readonly string[],
  names: readonly string[],
): { readonly method: 'GET' | 'POST'; readonly path: string } => {
  if (questions.includes(verb)) {
    if (name !== undefined) throw new Misuse(`goalbeat control ${verb} takes no name`);
    return { method: 'GET', path: `/${verb}` };
  }
  if (!acts.includes(verb))
    throw new Misuse(`goalbeat control knows: ${[...questions, ...acts, 'setup-code'].join(', ')}`);
  if (name === undefined || !names.includes(name) || more.length > 0) {
    throw new Misuse(`goalbeat control ${verb} takes one of: ${names.join(', ')}`);
  }
  return { method: 'POST', path: `/${verb}/${name}` };
};

const printSetupCode = async (given: readonly string[]): Promise<number> => {
  if (given.length > 1) throw new Misuse('goalbeat control setup-code takes no name');
  const paths = currentState();
  const code = await openSetupCode(await requireUp(paths), rememberSecrets(paths.secrets));
  if (code === undefined) throw new LauncherProblem('no company can be founded with a code: there is one already');
  process.stdout.write(`${code}\n`);
  return 0;
};

/** The control interface at the keyboard: prints the JSON answer; exit 0 when it was done. */
export const control = async (given: readonly string[]): Promise<number> => {
  if (given[0] === 'setup-code') return await printSetupCode(given);
  const socket = currentState().controlSocket;
  const status = await askStatus(socket);
  if (status === undefined) throw new LauncherProblem('not up; start it with: ./goalbeat up');
  const names = status.processes.map((process) => process.name);
  const { method, path } = controlCall(given, names);
  const answer = await askControl(socket, method, path);
  process.stdout.write(`${answer.body.trimEnd()}\n`);
  return answer.status === 200 ? 0 : 1;
};
