import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { GoalbeatClient } from '@goalbeat/api-client/goalbeat-client';

export const PASSWORD = 'goalbeat-demo';
/** From test/dist/pictures. */
const DEMO = join(import.meta.dirname, '../../../libs/testing/dist/demo/cli.js');
/** Slow enough to be stopped at a wanted hour: some forty business minutes a second. */
const RATE = '2400';
const LOOK_MS = 100;
const ACCOUNT = /^ {2}(\S+) {2}(\S+) {2}(\D+?)(,.*)?$/;

/** The demonstration's company, whose clock is stopped for pictures. */
export class DemoWeek {
  readonly #numbers = new Map<string, string>();
  #slug = '';
  #ended = false;
  #admin: GoalbeatClient | undefined;

  private constructor(
    private readonly url: string,
    private readonly child: ChildProcess,
  ) {}

  static start(url: string): DemoWeek {
    const args = ['--conditions=default', DEMO, '--lang', 'en', '--rate', RATE];
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
    const week = new DemoWeek(url, child);
    createInterface({ input: child.stdout }).on('line', (line) => week.#hear(line));
    child.once('exit', () => (week.#ended = true));
    return week;
  }

  #hear(line: string): void {
    process.stderr.write(`  ${line}\n`);
    this.#slug ||= /company (demo-\S+),/.exec(line)?.[1] ?? '';
    const [, number, , role] = ACCOUNT.exec(line) ?? [];
    if (number !== undefined && role !== undefined && !this.#numbers.has(role)) this.#numbers.set(role, number);
  }

  get company(): string {
    return this.#slug;
  }

  /** Who holds the role, as the demonstration prints it: `lead`, `HR lead`, … */
  holder(role: string): string {
    const number = this.#numbers.get(role);
    if (number === undefined) throw new Error(`the demonstration names no ${role}`);
    return number;
  }

  async as(number: string): Promise<GoalbeatClient> {
    const client = new GoalbeatClient({ baseUrl: this.url, stepsUp: true });
    await client.signIn({ tenant: this.#slug, number, password: PASSWORD });
    return client;
  }

  async founded(): Promise<void> {
    while (this.#slug === '' || !this.#numbers.has('general manager')) await this.#wait();
    this.#admin = await this.as('ADMIN');
  }

  /** Stops the clock at that instant of business time, or as soon after it as this machine can. */
  async holdAt(instant: string): Promise<void> {
    while ((await this.#clock()).now < instant) await this.#wait();
    this.child.kill('SIGUSR2');
    while (!(await this.#clock()).held) await this.#wait();
  }

  async goOn(): Promise<void> {
    this.child.kill('SIGUSR2');
    while ((await this.#clock()).held) await this.#wait();
  }

  async over(): Promise<void> {
    while (!this.#ended) await sleep(LOOK_MS);
  }

  end(): void {
    this.child.kill('SIGTERM');
  }

  async #clock(): Promise<{ now: string; held: boolean }> {
    if (this.#admin === undefined) throw new Error('nobody has founded the company yet');
    const { now, clock } = await this.#admin.tenant();
    return { now, held: clock.heldAt !== null };
  }

  async #wait(): Promise<void> {
    if (this.#ended) throw new Error('the demonstration ended before its pictures were taken');
    await sleep(LOOK_MS);
  }
}
