import { instantMs, type Instant } from '@goalbeat/domain/clock/instant';
import { seeded } from '@goalbeat/examples/seeded';
import type { Agenda } from '../people/agenda.js';
import { pause } from '../people/office.js';
import type { TenantTime } from '../people/tenant-time.js';
import type { Week } from '../people/week.js';
import type { Control } from './control.js';
import type { Installation } from './options.js';
import type { PayrollProcess } from './payroll-process.js';

export interface Fault {
  at: Instant;
  zh: string;
  en: string;
  kind: 'kill' | 'outage' | 'restart' | 'kill-payroll';
  name: string;
}

const OUTAGE_MS = 10_000;
/** Everybody has heard of a held clock by then. */
const HEARD_MS = 500;
const HEALTHY_MS = 90_000;
// What a killed relay had claimed is free again after its lease of half a minute.
const DRAINED_MS = 120_000;
const REASON = 'fault';
/** People go on for so long while the clock is held, so that faults hit work under way. */
const AHEAD_MS = 2 * 60 * 60_000;

/** When which part fails: in the middle of the week's busiest hours, a little different for each seed. */
export function planFaults(week: Week, seed: number): Fault[] {
  const random = seeded(seed);
  const between = (day: number, from: string, to: string, name: string): Instant =>
    week.between(day, from, to, random.share('fault', name));
  const faults: Fault[] = [
    {
      at: between(1, '10:00', '11:00', 'worker'),
      kind: 'kill',
      name: 'workflows',
      zh: '强杀（kill -9）工作流进程',
      en: 'kill -9 workflow worker',
    },
    {
      at: between(1, '14:30', '15:30', 'goals'),
      kind: 'kill',
      name: 'goals',
      zh: '强杀（kill -9）目标服务',
      en: 'kill -9 goals',
    },
    {
      at: between(2, '09:15', '10:00', 'temporal'),
      kind: 'outage',
      name: 'temporal',
      zh: 'Temporal 停机 10 秒',
      en: 'Temporal is away for 10 s',
    },
    {
      at: between(5, '09:30', '10:30', 'postgres'),
      kind: 'restart',
      name: 'postgres',
      zh: 'PostgreSQL 重启',
      en: 'PostgreSQL restarts',
    },
    {
      at: between(5, '13:00', '15:00', 'rabbitmq'),
      kind: 'outage',
      name: 'rabbitmq',
      zh: 'RabbitMQ 停机 10 秒',
      en: 'RabbitMQ is away for 10 s',
    },
    {
      at: between(8, '11:36', '11:50', 'payroll'),
      kind: 'kill',
      name: 'payroll-bridge',
      zh: '强杀（kill -9）薪资对接服务',
      en: 'kill -9 payroll-bridge',
    },
    {
      at: between(8, '14:02', '14:10', 'simulator'),
      kind: 'kill-payroll',
      name: 'payroll',
      zh: '强杀（kill -9）薪资系统',
      en: 'kill -9 payroll itself',
    },
  ];
  return faults.toSorted((a, b) => instantMs(a.at) - instantMs(b.at));
}

export interface FaultContext {
  control: Control;
  time: TenantTime;
  agenda: Agenda;
  payroll: PayrollProcess;
  metricsUrls: readonly string[];
  tell: (fault: Fault, phase: 'begins' | 'over', tookMs: number) => void;
}

export const metricsUrlsOf = (installation: Installation): string[] =>
  [
    installation.GOALBEAT_DIRECTORY_URL,
    installation.GOALBEAT_GOALS_URL,
    installation.GOALBEAT_APPRAISAL_URL,
    installation.GOALBEAT_PAYROLL_URL,
  ].flatMap((url) => (url === undefined ? [] : [`${url}/metrics`]));

/** One fault: the clock stands still from before it until everything is healthy and every outbox is empty. */
export async function strike(fault: Fault, context: FaultContext): Promise<void> {
  const { control, time, agenda, payroll, tell } = context;
  const since = Date.now();
  await time.hold(REASON);
  agenda.aheadMs = AHEAD_MS;
  await pause(HEARD_MS);
  tell(fault, 'begins', 0);
  try {
    switch (fault.kind) {
      case 'kill':
        await control.act('kill', fault.name);
        break;
      case 'restart':
        await control.act('restart', fault.name, '?signal=SIGQUIT');
        break;
      case 'outage':
        await control.act('stop', fault.name);
        await pause(OUTAGE_MS);
        await control.act('start', fault.name);
        break;
      case 'kill-payroll':
        payroll.kill();
        break;
    }
    await control.ready(HEALTHY_MS);
    await drained(context.metricsUrls);
  } finally {
    agenda.aheadMs = 0;
    await time.release(REASON);
  }
  tell(fault, 'over', Date.now() - since);
}

/** Waits until nothing is unsent, seen twice in a row. @throws when that takes longer than two minutes */
async function drained(urls: readonly string[]): Promise<void> {
  const until = Date.now() + DRAINED_MS;
  let quiet = 0;
  while (quiet < 2) {
    const unsent = await Promise.all(urls.map(unsentAt));
    quiet = unsent.every((count) => count === 0) ? quiet + 1 : 0;
    if (Date.now() > until) throw new Error(`outboxes do not drain: ${unsent.join(', ')}`);
    await pause(300);
  }
}

/** Unsent rows as the service's metrics say; 1 while they cannot be read. */
async function unsentAt(url: string): Promise<number> {
  try {
    const text = await (await fetch(url, { signal: AbortSignal.timeout(2_000) })).text();
    const rows = text.split('\n').filter((line) => line.startsWith('goalbeat_outbox_unsent{'));
    return rows.reduce((sum, line) => sum + Number(line.slice(line.lastIndexOf(' '))), 0);
  } catch {
    return 1;
  }
}
