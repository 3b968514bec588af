import { GoalbeatClient } from '@goalbeat/api-client/goalbeat-client';
import type { Cycle } from '@goalbeat/api-client/wire-types';
import type { StepName } from '@goalbeat/domain/cycle/steps';
import type { Organisation } from './organisation.js';
import type { Story } from './story.js';
import type { TenantTime } from './tenant-time.js';
import type { Subject, WeekPlan } from './week-plan.js';

export interface OfficeOptions {
  url: string;
  tenant: string;
  password: string;
  seed: number;
  cycleId: string;
  organisation: Organisation;
  plan: WeekPlan;
  time: TenantTime;
  story: Story;
}

/** Calls survive a minute of faults: they are made again with the same key. */
const RETRY_MS = 60_000;

/** What the simulated people share: their sessions, and who expects what on whose desk. */
export class Office {
  readonly #clients = new Map<string, Promise<GoalbeatClient>>();
  readonly #sheets = new Map<string, string>();
  readonly #owners = new Map<string, string>();
  readonly #expected = new Map<string, Set<string>>();
  readonly #done = new Set<StepName>();
  retries = 0;

  constructor(readonly options: OfficeOptions) {}

  /** Signs in at the first call, as a person would in the morning. */
  client(number: string): Promise<GoalbeatClient> {
    const known = this.#clients.get(number);
    if (known !== undefined) return known;
    const opened = this.#signIn(number);
    this.#clients.set(number, opened);
    opened.catch(() => this.#clients.delete(number));
    return opened;
  }

  async #signIn(number: string): Promise<GoalbeatClient> {
    const { url, tenant, password } = this.options;
    const client = new GoalbeatClient({
      baseUrl: url,
      stepsUp: true,
      retryForMs: RETRY_MS,
      onRetry: () => {
        this.retries += 1;
      },
    });
    await client.signIn({ tenant, number, password });
    return client;
  }

  // ——— sheets by owner
  rememberSheet(number: string, sheetId: string): void {
    this.#sheets.set(number, sheetId);
    this.#owners.set(sheetId, number);
  }
  sheetOf(number: string): string | undefined {
    return this.#sheets.get(number);
  }
  ownerOf(sheetId: string): string | undefined {
    return this.#owners.get(sheetId);
  }

  // ——— what should lie on whose desk: only to know when a desk is clear, never to find a task
  expect(decider: string, subject: Subject, sheetId: string): void {
    const keys = this.#expected.get(decider) ?? new Set();
    this.#expected.set(decider, keys.add(`${subject}:${sheetId}`));
  }
  settle(decider: string, subject: string, sheetId: string): void {
    this.#expected.get(decider)?.delete(`${subject}:${sheetId}`);
  }
  expectedOf(decider: string): string[] {
    return [...(this.#expected.get(decider) ?? [])];
  }

  /** Who sits at the lead's desk. */
  deciderFor(lead: string): string {
    const { away } = this.options.plan;
    return lead === away.lead ? away.standIn : lead;
  }
  /** HR's link for somebody's plan: the lead's own goes to the general manager. */
  hrFor(owner: string): string {
    const { organisation } = this.options;
    return owner === organisation.hrLead ? organisation.boss : organisation.hrLead;
  }

  // ——— steps of the cycle
  sawSteps(cycle: Cycle): void {
    for (const step of cycle.timeline) if (step.doneAt !== null) this.#done.add(step.step);
  }
  async stepDone(step: StepName): Promise<void> {
    while (!this.#done.has(step)) await pause(100);
  }
}

export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
