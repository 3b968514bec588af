/** Something the person at the keyboard can put right: shown as one line, without a stack. */
export class LauncherProblem extends Error {
  override readonly name = 'LauncherProblem';
}

export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
