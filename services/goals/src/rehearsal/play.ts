import { setTimeout as sleep } from 'node:timers/promises';
import type { TaskNews } from '@goalbeat/contracts/approvals/events';
import { RehearsalClock, RehearsalDesk } from '@goalbeat/contracts/directory/rehearsal-http';
import { type Instant, instantFromMs, instantMs } from '@goalbeat/domain/clock/instant';
import { virtualNow } from '@goalbeat/domain/clock/tenant-clock';
import { DomainError } from '@goalbeat/domain/errors/domain-error';
import type { InternalClient } from '@goalbeat/service-kit/http/internal-client';
import { Acts } from './acts.js';
import { Refused, type Cast } from './cast.js';
import { Intentions, type Intention } from './intentions.js';
import { nextStop } from './next-stop.js';
import type { RehearsalSettings } from './rehearsal-settings.js';
import type { Standing } from './standing.js';
import { together } from './together.js';

const LOOK_MS = 100;
/** While business time runs; a new clock takes effect a quarter of a second after it was set. */
const CLOCK_LOOK_MS = 25;
/** News of what happened reaches the desks within this. */
const SETTLE_MS = 200;
/**
 * A step or rung whose moment has come is waited for so long; workflows look every few seconds while the clock stands, and a busy
 * machine needs its time: what comes after this comes late in business time too.
 */
const WORK_WITHIN_MS = 90_000;
/** Those that were told before the news of the clock had come are told again. */
const WAKE_AGAIN_MS = 10_000;
/** A clock that does not come to where it was sent, e.g. since its news is late. */
const ARRIVES_WITHIN_MS = 10_000;
const OPENED_WITHIN_MS = 30_000;
/** Once the cycle is closed, what is still under way is paid by machines in real time. */
const MONEY_MS = 1_000;
const AT_ONCE = 10;
const TRIES = 4;
/** After the last step: time for payroll's answers and the last signature. */
const AFTERMATH_MS = 2 * 86_400_000;

export interface PlayEnd {
  settled: boolean;
  refusals: Map<string, { count: number; example: string }>;
  cycleId: string | null;
}

export interface PlayLook {
  standing: () => Promise<Standing>;
  heard: (now: Instant) => void;
  /** Tells the ladders whose rung has come. */
  wakeLadders: () => Promise<void>;
}

/**
 * Lets the period pass from moment to moment: business time runs to the next one at which a step, a ladder or somebody acts, stands
 * until that is done, and goes on. So a slow machine changes how long it takes and nothing else.
 */
export class Play {
  readonly #intentions: Intentions;
  readonly #acts: Acts;
  readonly #done = new Set<string>();
  readonly #tries = new Map<string, number>();
  readonly #refusals: PlayEnd['refusals'] = new Map();

  constructor(
    private readonly cast: Cast,
    private readonly settings: RehearsalSettings,
    private readonly internal: InternalClient,
    private readonly look: PlayLook,
  ) {
    const { seed, returns } = settings.asked;
    this.#intentions = new Intentions((id) => cast.member(id), seed);
    this.#acts = new Acts(cast, seed, returns);
  }

  /** @throws unavailable, and the signal's reason */
  async run(signal: AbortSignal): Promise<PlayEnd> {
    const people = this.cast.members.length;
    const end = instantFromMs(instantMs(this.settings.last) + AFTERMATH_MS);
    await this.#opened(signal);
    for (;;) {
      signal.throwIfAborted();
      const { desk, intentions } = await this.#everybodyActs(signal);
      const standing = await this.#whatIsDueHappens(desk.now, signal);
      this.look.heard(desk.now);
      const over = await this.#isOver(standing);
      if (over || desk.now > end)
        return { settled: over, refusals: this.#refusals, cycleId: standing.cycle?.id ?? null };
      // A step that happened gave people something to do: they look before time goes on.
      const { now } = desk;
      await sleep(standing.cycle?.state === 'closed' ? MONEY_MS : SETTLE_MS, undefined, { signal });
      const after = await this.#desk();
      if (this.#due(after).due.length > 0) continue;
      const meant = [...intentions, ...this.#due(after).all].map(({ at }) => at);
      const steps = standing.steps.filter(({ doneAt }) => doneAt === null).map(({ at }) => at);
      await this.#runUntil(nextStop({ now, steps, acts: [...meant, ...standing.rungs], people }), signal);
    }
  }

  /** Time stands until the cycle is there. */
  async #opened(signal: AbortSignal): Promise<void> {
    const until = Date.now() + OPENED_WITHIN_MS;
    while ((await this.look.standing()).cycle === null) {
      if (Date.now() > until)
        throw new DomainError('unavailable', 'The cycle was not opened. Are the workflows running?');
      await sleep(LOOK_MS, undefined, { signal });
    }
  }

  /** Until nobody means to do anything now. */
  async #everybodyActs(signal: AbortSignal): Promise<{ desk: RehearsalDesk; intentions: Intention[] }> {
    for (;;) {
      const desk = await this.#desk();
      const { all, due } = this.#due(desk);
      if (due.length === 0) return { desk, intentions: all };
      await this.cast.admit([...new Set(due.map((one) => one.actor.id))]);
      const queue = together(due);
      const work = async (): Promise<void> => {
        for (let one = queue.shift(); one !== undefined; one = queue.shift()) await this.#actTogether(one);
      };
      await Promise.all(Array.from({ length: Math.min(AT_ONCE, queue.length) }, work));
      await sleep(SETTLE_MS, undefined, { signal });
    }
  }

  #due({ tasks, delegations, now }: RehearsalDesk): { all: Intention[]; due: Intention[] } {
    const moving = delegations
      .filter((one) => !one.cancelled)
      .map(({ fromPersonId, toPersonId, ...one }) => ({ ...one, fromId: fromPersonId, toId: toPersonId }));
    const open = tasks.filter((task) => !this.#done.has(task.taskId) && !this.#done.has(subjectOf(task)));
    const all = this.#intentions.of(open, moving, now);
    return { all, due: all.filter((one) => one.at <= now) };
  }

  /** Steps and rungs whose moment has come; what does not come within seconds is left to come later. */
  async #whatIsDueHappens(now: Instant, signal: AbortSignal): Promise<Standing> {
    const until = Date.now() + WORK_WITHIN_MS;
    let wokenAt = 0;
    for (;;) {
      const standing = await this.look.standing();
      this.#intentions.hear(standing.steps);
      const climbs = standing.rungs.some((at) => at <= now);
      const waits = climbs || standing.steps.some(({ at, doneAt }) => doneAt === null && at <= now);
      if (climbs && Date.now() > wokenAt + WAKE_AGAIN_MS) {
        await this.look.wakeLadders();
        wokenAt = Date.now();
      }
      const running = standing.cycle?.state === 'running' || standing.cycle?.state === 'scheduled';
      if (!waits || !running || Date.now() > until) return standing;
      await sleep(LOOK_MS, undefined, { signal });
    }
  }

  async #runUntil(until: Instant, signal: AbortSignal): Promise<void> {
    const path = `/internal/v1/rehearsal-tenants/${this.cast.tenantId}/clock`;
    const answer = await this.internal.post<unknown>('directory', path, { until }, { timeoutMs: 10_000 });
    const { clock } = RehearsalClock.parse(answer);
    const late = Date.now() + ARRIVES_WITHIN_MS;
    for (;;) {
      const now = virtualNow(clock, Date.now());
      this.look.heard(now);
      if (now >= until || Date.now() > late) return;
      const leftMs = (instantMs(until) - instantMs(now)) / clock.rate;
      await sleep(Math.min(Math.max(CLOCK_LOOK_MS, leftMs), 2_000), undefined, { signal });
    }
  }

  async #desk(): Promise<RehearsalDesk> {
    const path = `/internal/v1/rehearsal-tenants/${this.cast.tenantId}/desk`;
    return RehearsalDesk.parse(await this.internal.get<unknown>('directory', path, { timeoutMs: 10_000 }));
  }

  async #actTogether(group: readonly Intention[]): Promise<void> {
    const decisions = group.filter(({ task }) => task.kind === 'decision');
    if (decisions.length === 0) {
      for (const intention of group) await this.#act(intention);
      return;
    }
    try {
      const refused = await this.#acts.decideTogether(decisions);
      for (const { task } of decisions) {
        const refusal = refused.get(task.taskId);
        if (refusal === undefined) this.#done.add(task.taskId);
        else this.#refused(task, refusal);
      }
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      for (const { task } of decisions) this.#refused(task, error);
    }
  }

  async #act(intention: Intention): Promise<void> {
    const { task } = intention;
    // One of several who were asked to hand in the same list was first.
    if (this.#done.has(subjectOf(task))) return;
    try {
      if (task.subjectKind === 'submit-bonus-list') this.#done.add(subjectOf(task));
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

  /** The cycle is closed, and no money is under way any more. */
  async #isOver({ cycle }: Standing): Promise<boolean> {
    if (cycle === null) return false;
    if (cycle.state === 'cancelled' || cycle.state === 'skipped') return true;
    if (cycle.state !== 'closed') return false;
    const path = `/v1/runs?cycle=${cycle.id}`;
    const runs = await this.cast.all<{ state: string }>(this.cast.hrLead.id, 'payroll', path);
    return runs.every(({ state }) => state === 'settled' || state === 'cancelled');
  }
}

const subjectOf = (task: TaskNews): string => `${task.subjectKind}/${task.subjectId}`;
