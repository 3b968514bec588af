import { setTimeout as sleep } from 'node:timers/promises';
import type { Bench } from './bench.js';
import { processes } from './control.js';
import { round, type Figure, type Measure } from './figure.js';
import { memoryOf, parentOf } from './process-memory.js';

const SETTLED_MS = 10_000;
const MIB = 1024 * 1024;
const TARGET_BYTES = 2e9;
const TARGET_UP_MS = 20_000;

function ready({ env }: Bench): Figure {
  const { upMs } = env;
  return {
    name: 'up',
    work: '`goalbeat up` with everything installed and built → ready',
    value: round((upMs ?? 0) / 1000),
    unit: 's',
    target: '20 s',
    met: upMs === undefined ? null : upMs <= TARGET_UP_MS,
    details: upMs === undefined ? { note: 'not measured: it was up already (--restart measures it)' } : {},
  };
}

async function memory(bench: Bench): Promise<Figure> {
  await bench.quiet();
  await sleep(SETTLED_MS);
  const running = (await processes(bench.env.controlSocket)).flatMap(({ name, pid }) =>
    pid === undefined ? [] : [{ name, pid }],
  );
  const supervisor = parentOf(running[0]?.pid ?? 0);
  const { kind, usage } = memoryOf([
    ...running,
    ...(supervisor === undefined || supervisor === 1 ? [] : [{ name: 'supervisor', pid: supervisor }]),
  ]);
  const bytes = usage.reduce((sum, one) => sum + one.bytes, 0);
  return {
    name: 'idle-memory',
    work: 'idle memory, whole stack with PostgreSQL, RabbitMQ, Temporal',
    value: round(bytes / 1e9),
    unit: 'GB',
    target: '2 GB',
    met: bytes <= TARGET_BYTES,
    details: {
      kind,
      ...Object.fromEntries(usage.map((one) => [one.name, `${Math.round(one.bytes / MIB)} MiB`])),
    },
  };
}

/** First of all: what it costs to be there. */
export const installation: Measure = {
  name: 'installation',
  run: async (bench) => [ready(bench), await memory(bench)],
};
