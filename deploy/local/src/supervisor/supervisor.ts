import { existsSync, readFileSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { LauncherProblem, messageOf } from '../problem.ts';
import { writeJson } from '../state/json-file.ts';
import type { StatePaths } from '../state/paths.ts';
import { Child } from './child.ts';
import type { ChildStatus } from './child.ts';
import type { ManagedProcess } from './managed-process.ts';

export type Phase = 'starting' | 'migrating' | 'ready' | 'failed' | 'stopping';

export interface InstallationStatus {
  readonly phase: Phase;
  readonly problem?: string;
  readonly processes: readonly ChildStatus[];
}

export interface Stages {
  readonly backing: readonly ManagedProcess[];
  /** Between backing and services; returns what went wrong in words, or undefined. */
  readonly migrate: (signal: AbortSignal) => Promise<string | undefined>;
  readonly services: readonly ManagedProcess[];
}

const startWithinMs = 180_000;
// A service may give up once or twice while the one it asks is still starting.
const failuresAllowed = 6;
const largestLog = 20 * 1024 * 1024;

/** The last lines of a log, for a message. */
export const tailOf = (file: string, lines: number): string => {
  if (!existsSync(file)) return '';
  return readFileSync(file, 'utf8').trimEnd().split('\n').slice(-lines).join('\n');
};

/** Owns every process of one installation from its start to its end. */
export class Supervisor {
  readonly #paths: StatePaths;
  readonly #stages: Stages;
  readonly #children = new Map<string, Child>();
  readonly #abort = new AbortController();
  #phase: Phase = 'starting';
  #problem: string | undefined;
  #ending: Promise<void> | undefined;

  constructor(paths: StatePaths, stages: Stages) {
    this.#paths = paths;
    this.#stages = stages;
    for (const spec of [...stages.backing, ...stages.services]) {
      this.#children.set(spec.name, new Child(spec, this.#logOf(spec.name), () => this.#writeRecords()));
    }
  }

  get status(): InstallationStatus {
    const processes = [...this.#children.values()].map((child) => child.status);
    return this.#problem === undefined
      ? { phase: this.#phase, processes }
      : { phase: this.#phase, problem: this.#problem, processes };
  }

  child(name: string): Child | undefined {
    return this.#children.get(name);
  }

  /** Starts everything in its order. What goes wrong is in the status: the process stays, so that it can be asked. */
  async start(): Promise<void> {
    try {
      await this.#startStage(this.#stages.backing);
      if (this.#stages.services.length > 0) {
        this.#enter('migrating');
        const problem = await this.#stages.migrate(this.#abort.signal);
        if (problem !== undefined) throw new LauncherProblem(problem);
        this.#enter('starting');
        await this.#startStage(this.#stages.services);
      }
      this.#enter('ready');
    } catch (error) {
      this.#problem = messageOf(error);
      this.#enter('failed');
    }
  }

  /** The wanted processes that do not answer as ready at this moment. */
  async notReady(names?: readonly string[]): Promise<readonly string[]> {
    const asked = [...this.#children.values()].filter((child) => names?.includes(child.spec.name) ?? true);
    const answers = await Promise.all(asked.map(async (child) => await child.isReadyNow()));
    return asked.filter((_, index) => answers[index] !== true).map((child) => child.spec.name);
  }

  /** Ends all in the order of their ranks; safe to call twice. */
  async end(): Promise<void> {
    this.#ending ??= this.#endAll();
    await this.#ending;
  }

  async #endAll(): Promise<void> {
    this.#enter('stopping');
    this.#abort.abort();
    for (const rank of [5, 4, 3, 2, 1]) {
      const due = [...this.#children.values()].filter((child) => child.spec.endRank === rank);
      await Promise.all(due.map(async (child) => await child.stop()));
    }
  }

  #enter(phase: Phase): void {
    if (this.#phase !== 'stopping') this.#phase = phase;
  }

  async #startStage(specs: readonly ManagedProcess[]): Promise<void> {
    const children = specs.flatMap((spec) => this.#children.get(spec.name) ?? []);
    for (const child of children) child.start();
    const end = Date.now() + startWithinMs;
    for (;;) {
      if (this.#abort.signal.aborted) throw new LauncherProblem('stopped while starting');
      const waiting = children.map((child) => child.status).filter(({ state }) => state !== 'ready');
      if (waiting.length === 0) return;
      const broken = waiting.find(({ failures }) => failures >= failuresAllowed);
      if (broken !== undefined) throw new LauncherProblem(this.#complaint(broken.name, 'does not start'));
      const late = Date.now() > end ? waiting[0] : undefined;
      if (late !== undefined) throw new LauncherProblem(this.#complaint(late.name, 'is not ready after three minutes'));
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  #complaint(name: string, what: string): string {
    const log = this.#logOf(name);
    return `${name} ${what}; the end of ${log}:\n${tailOf(log, 15)}`;
  }

  #logOf(name: string): string {
    return join(this.#paths.logs, `${name}.log`);
  }

  #writeRecords(): void {
    writeJson(
      this.#paths.children,
      [...this.#children.values()].flatMap((child) => child.record ?? []),
    );
  }
}

/** Keeps one older file of a log that has grown large; before the processes that write to it start. */
export const rotateLogs = (folder: string, names: readonly string[]): void => {
  for (const name of names) {
    const file = join(folder, `${name}.log`);
    if (existsSync(file) && statSync(file).size > largestLog) renameSync(file, `${file}.1`);
  }
};
