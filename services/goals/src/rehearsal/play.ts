import { setTimeout as sleep } from 'node:timers/promises';
import { RehearsalDesk } from '@goalbeat/contracts/directory/rehearsal-http';
import type { TaskNews } from '@goalbeat/contracts/approvals/events';
import { type Instant, instantFromMs, instantMs } from '@goalbeat/domain/clock/instant';
import type { InternalClient } from '@goalbeat/service-kit/http/internal-client';
import { Acts } from './acts.js';
import { Refused, type Cast } from './cast.js';
import { Intentions, type Intention } from './intentions.js';
import type { RehearsalSettings } from './rehearsal-settings.js';

const LOOK_MS = 120;
const LOOK_AT_CYCLE_MS = 700;
const AT_ONCE = 10;
const TRIES = 4;
/** Acts that take longer than this of business time make the clock wait: people are not slow because a machine is. */
const MOST_DELAY_MINUTES = 20;
const ACT_MS = 70;
/** So near to what is due a machine must not come between. */
const NEARLY_DUE_MINUTES = 100;
const MINUTE_MS = 60_000;
/** After the last step: time for payroll's answers and the last signature. */
const AFTERMATH_MS = 2 * 86_400_000;

export interface CycleSeen {
  id: string;
  state: string;
}
export interface PlayNews {
  now: Instant;
}
export interface PlayEnd {
  settled: boolean;
  refusals: Map<string, { count: number; example: string }>;
  cycle: CycleSeen | null;
}

/** Lets the period pass: people look at their desks and do what they mean to, until everything is over. */
export class Play {
  readonly #intentions: Intentions;
  readonly #acts: Acts;
  readonly #done = new Set<string>();
  readonly #tries = new Map<string, number>();
  readonly #refusals: PlayEnd['refusals'] = new Map();
  #held = false;
  #tenantVersion = 0;

  constructor(
    private readonly cast: Cast,
    private readonly settings: RehearsalSettings,
    private readonly internal: InternalClient,
    private readonly look: { cycle: () => Promise<CycleSeen | null>; heard: (news: PlayNews) => void },
  ) {
    const { seed, returns } = settings.asked;
    this.#intentions = new Intentions((id) => cast.member(id), seed);
    this.#acts = new Acts(cast, seed, returns);
  }

  /** @throws unavailable; stops early when `signal` says so */
  async run(signal: AbortSignal): Promise<PlayEnd> {
    let cycle: CycleSeen | null = null;
    let seenAt = 0;
    const end = instantFromMs(instantMs(this.settings.last) + AFTERMATH_MS);
    for (;;) {
      signal.throwIfAborted();
      const desk = await this.#desk();
      this.look.heard({ now: desk.now });
      await this.#round(desk);
      if (Date.now() - seenAt > LOOK_AT_CYCLE_MS) {
        seenAt = Date.now();
        cycle = await this.look.cycle();
        if (cycle !== null && (await this.#isOver(cycle))) return { settled: true, refusals: this.#refusals, cycle };
        if (desk.now > end) return { settled: false, refusals: this.#refusals, cycle };
      }
      await sleep(LOOK_MS, undefined, { signal });
    }
  }

  async #desk(): Promise<RehearsalDesk> {
    const answer = await this.internal.get<unknown>(
      'directory',
      `/internal/v1/rehearsal-tenants/${this.cast.tenantId}/desk`,
      { timeoutMs: 10_000 },
    );
    const desk = RehearsalDesk.parse(answer);
    this.#tenantVersion = Math.max(this.#tenantVersion, desk.tenantVersion);
    return desk;
  }

  async #round({ tasks, delegations, now }: RehearsalDesk): Promise<void> {
    const moving = delegations
      .filter((one) => !one.cancelled)
      .map(({ fromPersonId, toPersonId, ...one }) => ({ ...one, fromId: fromPersonId, toId: toPersonId }));
    const open = tasks.filter((task) => !this.#done.has(task.taskId));
    const due = this.#intentions.of(open, moving, now).filter((one) => one.at <= now);
    if (due.length === 0) return this.#hold(false);
    await this.#hold(this.#isTooMuch(due, now));
    await this.cast.admit([...new Set(due.map((one) => one.actor.id))]);
    const queue = [...due];
    const work = async (): Promise<void> => {
      for (let one = queue.shift(); one !== undefined; one = queue.shift()) await this.#act(one);
    };
    await Promise.all(Array.from({ length: Math.min(AT_ONCE, due.length) }, work));
    await this.#hold(false);
  }

  #isTooMuch(due: readonly Intention[], now: Instant): boolean {
    const { rate } = this.settings.asked;
    const takesMinutes = ((due.length / AT_ONCE) * ACT_MS * rate) / MINUTE_MS;
    const near = instantFromMs(instantMs(now) + NEARLY_DUE_MINUTES * MINUTE_MS);
    return takesMinutes > MOST_DELAY_MINUTES || due.some(({ task }) => task.dueAt !== null && task.dueAt <= near);
  }

  async #act(intention: Intention): Promise<void> {
    const { task } = intention;
    // One of several who were asked to hand in the same list was first.
    if (this.#done.has(subjectOf(task))) return;
    try {
      if (task.kind === 'todo' && task.subjectKind === 'submit-bonus-list') this.#done.add(subjectOf(task));
      await this.#acts.act(intention);
      this.#done.add(task.taskId);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      this.#done.delete(subjectOf(task));
      this.#refused(task, error);
    }
  }

  /** A stale version is looked at again; somebody or the deadline may have been first, which is no refusal. */
  #refused(task: TaskNews, { code, message }: Refused): void {
    const tries = (this.#tries.get(task.taskId) ?? 0) + 1;
    this.#tries.set(task.taskId, tries);
    const over = code === 'already-decided' || code === 'wrong-state' || code === 'not-found';
    if (!over && code === 'stale-version' && tries < TRIES) return;
    this.#done.add(task.taskId);
    if (over) return;
    const key = `${task.subjectKind} ${code}`;
    const known = this.#refusals.get(key) ?? { count: 0, example: message };
    this.#refusals.set(key, { ...known, count: known.count + 1 });
  }

  async #hold(held: boolean): Promise<void> {
    if (held === this.#held) return;
    try {
      const { version } = await this.cast.as<{ version: number }>(
        this.cast.hrLead.id,
        'PUT',
        'directory',
        '/v1/tenant/clock',
        { held, version: this.#tenantVersion },
      );
      this.#tenantVersion = version;
      this.#held = held;
    } catch (error) {
      // Looked at again in the next round, with the version that the desk tells.
      if (!(error instanceof Refused) || error.code !== 'stale-version') throw error;
    }
  }

  /** The cycle is closed, and no money is under way any more. */
  async #isOver(cycle: CycleSeen): Promise<boolean> {
    if (cycle.state === 'cancelled' || cycle.state === 'skipped') return true;
    if (cycle.state !== 'closed') return false;
    const { items } = await this.cast.as<{ items: { state: string }[] }>(
      this.cast.hrLead.id,
      'GET',
      'payroll',
      `/v1/runs?cycle=${cycle.id}`,
    );
    return items.every(({ state }) => state === 'settled' || state === 'cancelled');
  }
}

const subjectOf = (task: TaskNews): string => `${task.subjectKind}/${task.subjectId}`;
