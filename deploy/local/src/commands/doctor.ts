import { parseArguments } from '../arguments.ts';
import { examine } from '../installation/examine.ts';
import type { Finding } from '../installation/examine.ts';
import { currentState } from '../state/paths.ts';

const marks: Record<Finding['verdict'], string> = { ok: '✓', note: '·', missing: '✗' };

/** A table of what is there and what is not; exit code 1 when something needed is missing. */
export const doctor = async (given: readonly string[]): Promise<number> => {
  parseArguments(given, [], 'doctor');
  const findings = await examine(currentState());
  const width = Math.max(...findings.map(({ what }) => what.length)) + 2;
  for (const { verdict, what, found } of findings) {
    process.stdout.write(`${marks[verdict]} ${what.padEnd(width)}${found}\n`);
  }
  return findings.some(({ verdict }) => verdict === 'missing') ? 1 : 0;
};
