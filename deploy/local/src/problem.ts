/** Something the person at the keyboard can put right: shown as one line, without a stack. */
export class LauncherProblem extends Error {
  override readonly name = 'LauncherProblem';
  readonly exitCode: number = 1;
}

/** The command itself was not understood; 64 is what sysexits.h calls EX_USAGE. */
export class Misuse extends LauncherProblem {
  override readonly exitCode = 64;
}

export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
