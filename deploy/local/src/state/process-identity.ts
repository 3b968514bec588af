import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** A process that will not be mistaken for a later one with the same pid. */
export interface ProcessIdentity {
  readonly pid: number;
  /** When it started, as the system tells it; opaque. */
  readonly startedAt: string;
}

const fromProc = (pid: number): string | undefined => {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  // The command's name stands in brackets and may hold blanks: fields are counted after the last bracket.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return fields[0] === 'Z' || fields[0] === 'X' ? undefined : fields[19];
};

const fromPs = (pid: number): string | undefined => {
  const answer = spawnSync('ps', ['-o', 'stat=,lstart=', '-p', String(pid)], { encoding: 'utf8' });
  const line = answer.status === 0 ? answer.stdout.trim() : '';
  return line === '' || line.startsWith('Z') ? undefined : line.replace(/^\S+\s+/, '');
};

/** Undefined when no such process lives; one that has ended and waits to be reaped does not. */
export const startOf = (pid: number): string | undefined => {
  if (process.platform !== 'linux') return fromPs(pid);
  try {
    return fromProc(pid);
  } catch {
    return undefined;
  }
};

export const identify = (pid: number): ProcessIdentity | undefined => {
  const startedAt = startOf(pid);
  return startedAt === undefined ? undefined : { pid, startedAt };
};

export const isAlive = (identity: ProcessIdentity | undefined): identity is ProcessIdentity =>
  identity !== undefined && startOf(identity.pid) === identity.startedAt;

/** Signals a process and its group; a process that is gone is not an error. */
export const signal = (pid: number, name: NodeJS.Signals, group: boolean): void => {
  for (const target of group ? [-pid, pid] : [pid]) {
    try {
      process.kill(target, name);
      return;
    } catch {
      // gone, or it leads no group: the single process is tried next
    }
  }
};

export const untilGone = async (identity: ProcessIdentity, withinMs: number): Promise<boolean> => {
  const end = Date.now() + withinMs;
  while (isAlive(identity)) {
    if (Date.now() > end) return false;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return true;
};
