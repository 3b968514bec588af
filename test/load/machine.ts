import { execFileSync } from 'node:child_process';
import { cpus, loadavg, platform, release, totalmem } from 'node:os';
import type { Bench } from './bench.js';

export interface Machine {
  cpu: string;
  cores: number;
  memoryGb: number;
  system: string;
  node: string;
  postgres: string;
  rabbitmq: string;
  temporal: string;
  /** What was measured: the commit, and whether the tree had changes beside it. */
  commit: string;
  date: string;
  /** Processes that wanted a core in the five minutes before: above the number of cores, others were at work too. */
  loadBefore: number;
}

function commit(): string {
  const git = (...args: string[]): string =>
    execFileSync('git', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
  try {
    return `${git('rev-parse', '--short=12', 'HEAD')}${git('status', '--porcelain', '--untracked-files=no') === '' ? '' : ' with changes'}`;
  } catch {
    return 'unknown';
  }
}

export async function machineOf(bench: Bench): Promise<Machine> {
  const [postgres] = await bench.sql.rows<{ server_version: string }>('SHOW server_version');
  const { serverVersion } = await bench.temporal.workflowService.getSystemInfo({});
  const rabbitmq: unknown = bench.broker.connection.serverProperties['version'];
  return {
    cpu: cpus()[0]?.model.trim() ?? 'unknown',
    cores: cpus().length,
    memoryGb: Math.round(totalmem() / 1e9),
    system: `${platform()} ${release()}`,
    node: process.version,
    postgres: postgres?.server_version ?? 'unknown',
    rabbitmq: typeof rabbitmq === 'string' ? rabbitmq : 'unknown',
    temporal: serverVersion ?? 'unknown',
    commit: commit(),
    date: new Date().toISOString(),
    loadBefore: Number((loadavg()[1] ?? 0).toFixed(1)),
  };
}
