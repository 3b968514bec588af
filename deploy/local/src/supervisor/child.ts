import { spawn, spawnSync } from 'node:child_process';
import { closeSync, openSync, writeSync } from 'node:fs';
import { messageOf } from '../problem.ts';
import { identify, signal } from '../state/process-identity.ts';
import type { ChildRecord, ManagedProcess } from './managed-process.ts';

export type ChildState = 'stopped' | 'starting' | 'ready' | 'backoff' | 'stopping';

export interface ChildStatus {
  readonly name: string;
  readonly state: ChildState;
  readonly pid?: number;
  readonly restarts: number;
  /** How often in a row it ended before it was ready, or within ten seconds after. */
  readonly failures: number;
}

const pause = async (ms: number): Promise<void> => await new Promise((resolve) => setTimeout(resolve, ms));

/** Milliseconds before the next start: at once at first, then slower, so that a broken process does not eat the machine. */
export const backoffMs = (failures: number): number => Math.min(200 * 2 ** Math.max(0, failures - 1), 5_000);

/** One process kept running: started, watched, started again when it dies, ended when asked. */
export class Child {
  readonly spec: ManagedProcess;
  readonly #log: string;
  readonly #recordsChanged: () => void;
  #wanted = false;
  #state: ChildState = 'stopped';
  #restarts = 0;
  #failures = 0;
  #readyAt: number | undefined;
  #record: ChildRecord | undefined;
  #ended: Promise<void> = Promise.resolve();
  #launching: Promise<void> = Promise.resolve();
  #timer: NodeJS.Timeout | undefined;
  #abort = new AbortController();

  constructor(spec: ManagedProcess, log: string, recordsChanged: () => void) {
    this.spec = spec;
    this.#log = log;
    this.#recordsChanged = recordsChanged;
  }

  get record(): ChildRecord | undefined {
    return this.#record;
  }

  get status(): ChildStatus {
    const status = { name: this.spec.name, state: this.#state, restarts: this.#restarts, failures: this.#failures };
    return this.#record === undefined ? status : { ...status, pid: this.#record.pid };
  }

  /** Starts it unless it runs; from now on it is started again when it ends. */
  start(): void {
    if (this.#wanted) return;
    this.#wanted = true;
    this.#failures = 0;
    this.#abort = new AbortController();
    this.#launching = this.#launching.then(async () => await this.#launch());
  }

  /** Asks it to end, makes it end after its time, and leaves it ended. */
  async stop(name: NodeJS.Signals = this.spec.stopSignal): Promise<void> {
    this.#wanted = false;
    clearTimeout(this.#timer);
    this.#abort.abort();
    await this.#launching;
    const running = this.#record;
    if (running !== undefined) {
      this.#state = 'stopping';
      signal(running.pid, name, false);
      const overdue = setTimeout(() => this.#note(`did not end in time: killed`, 'SIGKILL'), this.spec.stopWithinMs);
      await this.#ended;
      clearTimeout(overdue);
    }
    this.#state = 'stopped';
  }

  /** Ends it as a crash would, and returns when it has ended; being wanted, it comes back. False when it does not run. */
  async kill(name: NodeJS.Signals = 'SIGKILL'): Promise<boolean> {
    if (this.#record === undefined) return false;
    const ended = this.#ended;
    this.#note(`asked to end by ${name}`, name);
    await Promise.race([ended, pause(this.spec.stopWithinMs)]);
    return true;
  }

  async isReadyNow(): Promise<boolean> {
    return this.#record !== undefined && this.#wanted && (await this.spec.isReady());
  }

  #note(text: string, send?: NodeJS.Signals): void {
    const file = openSync(this.#log, 'a', 0o600);
    writeSync(file, `--- ${new Date().toISOString()} ${text}\n`);
    closeSync(file);
    if (send === undefined || this.#record === undefined) return;
    signal(this.#record.pid, send, send === 'SIGKILL');
    if (send === 'SIGKILL') this.#sweep();
  }

  #sweep(): void {
    if (this.spec.sweep === undefined) return;
    const [command, ...args] = this.spec.sweep;
    spawnSync(command, args, { stdio: 'ignore', timeout: 30_000 });
  }

  async #launch(): Promise<void> {
    if (!this.#wanted) return;
    this.#state = 'starting';
    try {
      this.#sweep();
      await this.spec.prepare?.(this.#abort.signal);
    } catch (error) {
      this.#note(messageOf(error));
      this.#again();
      return;
    }
    // stop() may have come while prepare was waiting.
    if (this.#wanted) this.#spawn();
  }

  #spawn(): void {
    const { spec } = this;
    const log = openSync(this.#log, 'a', 0o600);
    // A group of its own: Ctrl-C at the terminal reaches the command, which then ends everything in the right order.
    const child = spawn(spec.command, spec.args, {
      cwd: spec.cwd,
      env: { ...spec.env },
      detached: true,
      stdio: ['ignore', log, log],
      ...(spec.uid === undefined ? {} : { uid: spec.uid }),
      ...(spec.gid === undefined ? {} : { gid: spec.gid }),
    });
    closeSync(log);
    const identity = child.pid === undefined ? undefined : identify(child.pid);
    if (identity !== undefined) {
      const { name, endRank, stopSignal, stopWithinMs, sweep } = spec;
      this.#record = {
        name,
        ...identity,
        endRank,
        stopSignal,
        stopWithinMs,
        ...(sweep === undefined ? {} : { sweep }),
      };
      this.#recordsChanged();
    }
    this.#readyAt = undefined;
    this.#ended = new Promise((resolve) => {
      const ended = (why: string): void => {
        if (child.pid !== undefined) signal(child.pid, 'SIGKILL', true);
        this.#sweep();
        this.#note(why);
        this.#record = undefined;
        this.#recordsChanged();
        resolve();
        this.#again();
      };
      child.once('exit', (code, name) => ended(`ended with ${name ?? code}`));
      child.once('error', (error) => {
        if (child.pid === undefined) ended(error.message);
      });
    });
    void this.#watch(this.#record);
  }

  async #watch(watched: ChildRecord | undefined): Promise<void> {
    while (watched !== undefined && this.#record === watched && this.#state === 'starting') {
      if (await this.spec.isReady()) {
        if (this.#record !== watched || !this.#wanted) return;
        this.#state = 'ready';
        this.#readyAt = Date.now();
        void this.#attend(watched);
      } else {
        await pause(100);
      }
    }
  }

  async #attend(watched: ChildRecord): Promise<void> {
    const { liveness } = this.spec;
    if (liveness === undefined) return;
    const { answers, everyMs, patienceMs } = liveness;
    let answeredAt = performance.now();
    while (this.#record === watched && this.#state === 'ready') {
      await new Promise((resolve) => setTimeout(resolve, everyMs).unref());
      if (await answers()) answeredAt = performance.now();
      else if (performance.now() - answeredAt > patienceMs && this.#record === watched && this.#state === 'ready') {
        this.#note(`has answered nobody for ${Math.round(patienceMs / 1000)} s: killed`, 'SIGKILL');
        return;
      }
    }
  }

  #again(): void {
    if (!this.#wanted) return;
    const lasted = this.#readyAt === undefined ? 0 : Date.now() - this.#readyAt;
    this.#failures = lasted > 10_000 ? 1 : this.#failures + 1;
    this.#restarts += 1;
    this.#state = 'backoff';
    this.#timer = setTimeout(() => {
      this.#launching = this.#launching.then(async () => await this.#launch());
    }, backoffMs(this.#failures));
  }
}
