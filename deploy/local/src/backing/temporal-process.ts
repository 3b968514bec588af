import { join } from 'node:path';
import { temporalNamespace } from '../addresses.ts';
import type { Plan, TemporalPlan } from '../plan.ts';
import type { StatePaths } from '../state/paths.ts';
import { baseEnvironment } from '../supervisor/managed-process.ts';
import type { ManagedProcess } from '../supervisor/managed-process.ts';
import { answersHttp } from '../supervisor/probes.ts';

type OwnTemporal = Extract<TemporalPlan, { kind: 'own' }>;

/** What workflows are found by: ids and words, never names. All of type Keyword. */
export const searchAttributes = [
  'GoalbeatTenant',
  'GoalbeatCycle',
  'GoalbeatSubject',
  'GoalbeatDepartment',
  'GoalbeatStage',
] as const;

const dynamicConfiguration: Readonly<Record<string, string>> = {
  // Otherwise a timer under a second takes a second, and a demonstration's week takes an hour.
  'history.timerProcessorMaxTimeShift': '"10ms"',
  // A company's Monday is hundreds of starts within seconds; the defaults answer with "resource exhausted".
  'frontend.namespaceRPS': '100000',
  'frontend.namespaceRPS.visibility': '10000',
  'frontend.namespaceCount': '100000',
  'frontend.rps': '100000',
  'history.rps': '100000',
  'matching.rps': '100000',
  'frontend.persistenceMaxQPS': '100000',
  'history.persistenceMaxQPS': '100000',
  'matching.persistenceMaxQPS': '100000',
};

export const temporalProcess = (own: OwnTemporal, { ports }: Plan, paths: StatePaths): ManagedProcess => ({
  name: 'temporal',
  endRank: 3,
  command: own.program,
  args: [
    ['server', 'start-dev', '--ip', '127.0.0.1', '--log-level', 'warn'],
    ['--port', String(ports.temporal), '--ui-port', String(ports.temporalUi)],
    ['--http-port', String(ports.temporalHttp), '--metrics-port', String(ports.temporalMetrics)],
    ['--namespace', temporalNamespace, '--db-filename', join(paths.temporal, 'temporal.db')],
    ['--sqlite-pragma', 'journal_mode=wal', '--sqlite-pragma', 'synchronous=normal'],
    Object.entries(dynamicConfiguration).flatMap(([key, value]) => ['--dynamic-config-value', `${key}=${value}`]),
    searchAttributes.flatMap((name) => ['--search-attribute', `${name}=Keyword`]),
  ].flat(),
  cwd: paths.temporal,
  // A home of its own: somebody's Temporal profile must not lead this server or its tools elsewhere.
  env: { ...baseEnvironment(), HOME: paths.temporal },
  stopSignal: 'SIGTERM',
  stopWithinMs: 10_000,
  // Seen on an overloaded machine: its store interrupted for good, every call failing, its own health still "serving".
  liveness: {
    answers: async () =>
      await answersHttp(
        `http://127.0.0.1:${ports.temporalHttp}/api/v1/namespaces/${temporalNamespace}/workflows?pageSize=1`,
      ),
    everyMs: 5_000,
    patienceMs: 30_000,
  },
  isReady: async () =>
    await answersHttp(`http://127.0.0.1:${ports.temporalHttp}/api/v1/namespaces/${temporalNamespace}`),
});
