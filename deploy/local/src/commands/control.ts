import { LauncherProblem } from '../problem.ts';
import { currentState } from '../state/paths.ts';
import { askControl } from '../supervisor/control-client.ts';

const verbs = ['status', 'ready', 'kill', 'stop', 'start', 'restart'];

/** The control interface at the keyboard: prints the JSON answer; exit 0 when it was done. */
export const control = async ([verb = 'status', name]: readonly string[]): Promise<number> => {
  if (!verbs.includes(verb)) throw new LauncherProblem(`goalbeat control knows: ${verbs.join(', ')}`);
  const asks = verb === 'status' || verb === 'ready';
  const call = asks
    ? askControl(currentState().controlSocket, 'GET', `/${verb}`)
    : askControl(currentState().controlSocket, 'POST', `/${verb}/${name ?? ''}`);
  const answer = await call.catch(() => {
    throw new LauncherProblem('not up; start it with: ./goalbeat up');
  });
  process.stdout.write(answer.body);
  return answer.status === 200 ? 0 : 1;
};
