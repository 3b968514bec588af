import { DefaultLogger } from '@temporalio/worker';
import type { LogLevel as TemporalLevel, Logger } from '@temporalio/worker';
import type { LogLevel } from './config.js';

/** One JSON object a line on standard output, as the services write. */
export function jsonLog(level: LogLevel): Logger {
  return new DefaultLogger(temporalLevel(level), (entry) => {
    const time = new Date(Number(entry.timestampNanos / 1_000_000n)).toISOString();
    const line = { level: entry.level.toLowerCase(), time, name: 'workflows', msg: entry.message, ...entry.meta };
    process.stdout.write(`${JSON.stringify(line, readable)}\n`);
  });
}

function temporalLevel(level: LogLevel): TemporalLevel {
  switch (level) {
    case 'trace':
      return 'TRACE';
    case 'debug':
      return 'DEBUG';
    case 'info':
      return 'INFO';
    case 'warn':
      return 'WARN';
    case 'error':
      return 'ERROR';
  }
}

function readable(_key: string, value: unknown): unknown {
  if (typeof value === 'bigint') return value.toString();
  return value instanceof Error ? { type: value.name, message: value.message, stack: value.stack } : value;
}
