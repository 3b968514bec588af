import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';

export interface Usage {
  name: string;
  processes: number;
  bytes: number;
}
interface Row {
  pid: number;
  parent: number;
  rss: number;
}

function table(): Row[] {
  const text = execFileSync('ps', ['-axo', 'pid=,ppid=,rss='], { encoding: 'utf8' });
  return text
    .trim()
    .split('\n')
    .map((line) => {
      const [pid = 0, parent = 0, kilobytes = 0] = line.trim().split(/\s+/).map(Number);
      return { pid, parent, rss: kilobytes * 1024 };
    });
}

/** A page that several share counts in parts; undefined where the system does not tell. */
function proportional(pid: number): number | undefined {
  try {
    const found = /^Pss:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'));
    return found === null ? undefined : Number(found[1]) * 1024;
  } catch {
    return undefined;
  }
}

function family(rows: readonly Row[], root: number, without: ReadonlySet<number>): Row[] {
  const self = rows.filter((row) => row.pid === root);
  const children = rows.filter((row) => row.parent === root && !without.has(row.pid));
  return [...self, ...children.flatMap((child) => family(rows, child.pid, without))];
}

/** Memory of each named process with all that it has started. `kind` says what was summed. */
export function memoryOf(named: readonly { name: string; pid: number }[]): { kind: 'PSS' | 'RSS'; usage: Usage[] } {
  const rows = table();
  const roots = new Set(named.map(({ pid }) => pid));
  const families = named.map(({ name, pid }) => {
    const others = new Set([...roots].filter((other) => other !== pid));
    return { name, members: family(rows, pid, others) };
  });
  const shares = new Map(
    families.flatMap(({ members }) => members.map(({ pid }) => [pid, proportional(pid)] as const)),
  );
  const known = [...shares.values()].every((share) => share !== undefined);
  const usage = families.map(({ name, members }) => ({
    name,
    processes: members.length,
    bytes: members.reduce((sum, { pid, rss }) => sum + (known ? (shares.get(pid) ?? 0) : rss), 0),
  }));
  return { kind: known ? 'PSS' : 'RSS', usage };
}

/** From now on the highest mark counts anew, where the system has one. */
export function forgetPeak(pid: number): void {
  try {
    writeFileSync(`/proc/${pid}/clear_refs`, '5');
  } catch {
    // No such file on this system, or not ours to write.
  }
}

/** The most that a process has had in memory since `forgetPeak`, else since it began, bytes; what it has now where the system does not keep that. */
export function peakOf(pid: number): number {
  try {
    const found = /^VmHWM:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
    if (found !== null) return Number(found[1]) * 1024;
  } catch {
    // No such file on this system.
  }
  return table().find((row) => row.pid === pid)?.rss ?? 0;
}

export function parentOf(pid: number): number | undefined {
  return table().find((row) => row.pid === pid)?.parent;
}
