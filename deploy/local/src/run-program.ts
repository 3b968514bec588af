import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { shownElsewhere } from './progress.ts';

export interface ProgramOptions {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly uid?: number;
  readonly gid?: number;
  /** Called with each piece of output; when absent, output is shown, where the caller's words are. */
  readonly onOutput?: (text: string) => void;
  /** Called with what came on stdout only, beside onOutput. */
  readonly onStdout?: (text: string) => void;
  /** Asks the program to end; one that does not is ended. */
  readonly signal?: AbortSignal;
  readonly onStart?: (pid: number) => void;
}

const endsWithinMs = 10_000;

/** Runs a program to its end; its exit code, 128 + signal as shells say it, 127 when it can't be started. */
export const runProgram = async (
  command: string,
  args: readonly string[],
  options: ProgramOptions = {},
): Promise<number> =>
  await new Promise((resolve) => {
    const onOutput = options.onOutput ?? (options.onStdout === undefined ? shownElsewhere() : undefined);
    const piped = onOutput !== undefined || options.onStdout !== undefined;
    const child = spawn(command, args, {
      cwd: options.cwd,
      env: options.env === undefined ? process.env : { ...options.env },
      stdio: piped ? ['ignore', 'pipe', 'pipe'] : ['ignore', 'inherit', 'inherit'],
      ...(options.uid === undefined ? {} : { uid: options.uid }),
      ...(options.gid === undefined ? {} : { gid: options.gid }),
    });
    let forced: NodeJS.Timeout | undefined;
    const stop = (): void => {
      child.kill('SIGTERM');
      forced = setTimeout(() => child.kill('SIGKILL'), endsWithinMs);
    };
    if (child.pid !== undefined) options.onStart?.(child.pid);
    if (options.signal?.aborted === true) stop();
    options.signal?.addEventListener('abort', stop, { once: true });
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      options.onStdout?.(text);
      onOutput?.(text);
    });
    child.stderr?.setEncoding('utf8').on('data', (text: string) => onOutput?.(text));
    child.once('error', (error) => {
      onOutput?.(`${error.message}\n`);
      resolve(127);
    });
    child.once('close', (code, signalName) => {
      clearTimeout(forced);
      options.signal?.removeEventListener('abort', stop);
      resolve(code ?? 128 + (signalName === null ? 0 : constants.signals[signalName]));
    });
  });

/** Runs quietly; the output comes back with the exit code. */
export const askProgram = async (
  command: string,
  args: readonly string[],
  options: Omit<ProgramOptions, 'onOutput' | 'onStdout'> = {},
): Promise<{ code: number; output: string }> => {
  let output = '';
  const code = await runProgram(command, args, { ...options, onOutput: (text) => (output += text) });
  return { code, output };
};
