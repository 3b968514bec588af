import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, openSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export interface PayrollPlace {
  amqpUrl: string;
  folder: string;
  queue: string;
  tenantId: string;
  seed: number;
  crashAfter: readonly number[];
  wrongAccounts: readonly string[];
}

const RESTART_MS = 300;
const PROGRAM = join(import.meta.dirname, '../payroll-simulator/main.js');

/** Payroll as a process of its own: started again whenever it dies, as payroll's own operators would. */
export class PayrollProcess {
  readonly bookFile: string;
  readonly #accountsFile: string;
  readonly #wrong: Set<string>;
  #child: ChildProcess | undefined;
  #ended = false;
  crashes = 0;

  constructor(
    private readonly place: PayrollPlace,
    private readonly onCrash: () => void,
  ) {
    this.bookFile = join(place.folder, 'payroll-book.jsonl');
    this.#accountsFile = join(place.folder, 'payroll-accounts.json');
    this.#wrong = new Set(place.wrongAccounts);
    this.#writeAccounts();
  }

  start(): void {
    const { place } = this;
    const log = openSync(join(place.folder, 'payroll.log'), 'a');
    const child = spawn(process.execPath, [...process.execArgv, PROGRAM], {
      stdio: ['ignore', log, log],
      env: {
        PATH: process.env['PATH'],
        AMQP_URL: place.amqpUrl,
        BOOK_FILE: this.bookFile,
        ACCOUNTS_FILE: this.#accountsFile,
        SEED: String(place.seed),
        QUEUE: place.queue,
        TENANT: place.tenantId,
        END_WITH_PARENT: 'true',
        CRASH_AFTER: place.crashAfter.join(','),
      },
    });
    closeSync(log);
    this.#child = child;
    child.once('exit', () => {
      this.#child = undefined;
      if (this.#ended) return;
      this.crashes += 1;
      this.onCrash();
      setTimeout(() => {
        if (!this.#ended) this.start();
      }, RESTART_MS);
    });
  }

  /** As a power cut would. */
  kill(): void {
    this.#child?.kill('SIGKILL');
  }

  mendAccount(number: string): void {
    this.#wrong.delete(number);
    this.#writeAccounts();
  }

  async end(): Promise<void> {
    this.#ended = true;
    const child = this.#child;
    if (child === undefined) return;
    const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
    child.kill('SIGTERM');
    const forced = setTimeout(() => child.kill('SIGKILL'), 5_000);
    await gone;
    clearTimeout(forced);
  }

  #writeAccounts(): void {
    writeFileSync(this.#accountsFile, JSON.stringify({ wrong: [...this.#wrong] }));
  }
}
