import { setTimeout as pause } from 'node:timers/promises';
import { orTakeDown } from './interruptible.ts';
import { statePaths } from './state/paths.ts';

const paths = statePaths('/nowhere/goalbeat');

/** A command that is interrupted, as by Ctrl-C, after it has or has not started the installation. */
const interrupted = async (started: boolean): Promise<{ code: number; ended: number }> => {
  let ended = 0;
  const code = await orTakeDown(
    paths,
    async (signal, ours) => {
      ours(started);
      process.emit('SIGINT');
      while (!signal.aborted) await pause(1);
      return 0;
    },
    () => Promise.resolve((ended += 1)),
  );
  return { code, ended };
};

describe('an interrupted command', () => {
  it('takes down what it started', async () => {
    expect(await interrupted(true)).toEqual({ code: 130, ended: 1 });
  });

  it('leaves alone what was up before', async () => {
    expect(await interrupted(false)).toEqual({ code: 130, ended: 0 });
  });
});
