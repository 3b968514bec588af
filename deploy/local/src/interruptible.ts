import { takeDown } from './installation/take-down.ts';
import type { StatePaths } from './state/paths.ts';

const names = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
const interruptedCode = 130;

/** Runs work that Ctrl-C, or the terminal's end, cancels; then `cleanUp` leaves no process. Returns the exit code. */
export const interruptible = async (
  work: (signal: AbortSignal) => Promise<number>,
  cleanUp: () => Promise<unknown>,
): Promise<number> => {
  const controller = new AbortController();
  const abort = (): void => controller.abort();
  for (const name of names) process.on(name, abort);
  try {
    const code = await work(controller.signal);
    if (!controller.signal.aborted) return code;
  } catch (error) {
    if (!controller.signal.aborted) throw error;
  }
  await cleanUp();
  return interruptedCode;
};

/**
 * As above for one installation: interrupted means taken down, if the work has said that this command started it. One that
 * was up before belongs to whoever started it.
 */
export const orTakeDown = async (
  paths: StatePaths,
  work: (signal: AbortSignal, ours: (started: boolean) => void) => Promise<number>,
  end: (paths: StatePaths) => Promise<unknown> = takeDown,
): Promise<number> => {
  let started = false;
  return await interruptible(
    (signal) => work(signal, (yes) => (started ||= yes)),
    async () => {
      if (started) await end(paths);
    },
  );
};
