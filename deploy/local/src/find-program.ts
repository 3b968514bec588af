import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';

export const isProgram = (file: string): boolean => {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
};

/** The first of PATH's folders, then of `also`, that holds the program. */
export const findProgram = (name: string, also: readonly string[] = []): string | undefined =>
  [...(process.env['PATH'] ?? '').split(delimiter), ...also]
    .filter((folder) => folder !== '')
    .map((folder) => join(folder, name))
    .find(isProgram);
