/** The names that status, the control interface and the log files use. */
export const processNames = [
  'postgres',
  'epmd',
  'rabbitmq',
  'temporal',
  'workflows',
  'directory',
  'goals',
  'appraisal',
  'payroll-bridge',
  'gateway',
] as const;

export type ProcessName = (typeof processNames)[number];

export interface Liveness {
  readonly answers: () => Promise<boolean>;
  readonly everyMs: number;
  /** Without an answer for so long it is ended, and so started anew. */
  readonly patienceMs: number;
}

export interface ManagedProcess {
  readonly name: ProcessName;
  /** Ends come in descending order: 5 what people reach, 4 the worker, 3 what waits and speaks, 2 epmd, 1 the truth. */
  readonly endRank: 1 | 2 | 3 | 4 | 5;
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  readonly uid?: number;
  readonly gid?: number;
  readonly stopSignal: NodeJS.Signals;
  readonly stopWithinMs: number;
  /** Makes folders and files; before every start. */
  readonly prepare?: (signal: AbortSignal) => Promise<void>;
  readonly isReady: () => Promise<boolean>;
  /** For a process that may live and yet answer nobody for good: asked now and then once it is ready. */
  readonly liveness?: Liveness;
  /** Removes what outlives the process itself (a container); before every start and after every end. */
  readonly sweep?: readonly [string, ...string[]];
}

/** What is written down of a running process, so that a later command can end it when the supervisor was killed. */
export interface ChildRecord {
  readonly name: ProcessName;
  readonly pid: number;
  readonly startedAt: string;
  readonly endRank: number;
  readonly stopSignal: NodeJS.Signals;
  readonly stopWithinMs: number;
  readonly sweep?: readonly [string, ...string[]];
}

/** The little a process needs from outside; everything else is said explicitly. */
export const baseEnvironment = (): Record<string, string> => {
  const passed = ['PATH', 'HOME', 'USER', 'LANG', 'TMPDIR', 'NODE_EXTRA_CA_CERTS', 'LOG_LEVEL'];
  return Object.fromEntries(
    Object.entries(process.env).filter(
      (entry): entry is [string, string] =>
        entry[1] !== undefined && (passed.includes(entry[0]) || entry[0].startsWith('OTEL_')),
    ),
  );
};
