import type { LiveChange, SeenChange } from '@goalbeat/contracts/live-changes';
import { DomainError } from '@goalbeat/domain/errors/domain-error';
import { stateEvent, type LiveStream } from './live-stream.js';
import { WaitingChanges } from './waiting-changes.js';

const BEAT_MS = 15_000;
const LOOK_MS = 1_000;
/** What changes within is told together: longer where many look on, so that telling costs the same. */
const TOGETHER_MS = 100;
const LONGEST_TOGETHER_MS = 500;
const MS_A_PAGE = 0.25;
/** After a company's pages were told of more than they can read. */
const REST_MS = 1_000;
/** How far apart pages should read again what all of them show. */
const SPREAD_MS_A_PAGE = 2;
const LONGEST_SPREAD_MS = 10_000;
/** Tabs of one sign-in. */
const OF_ONE_SESSION = 20;

interface Company {
  streams: Set<LiveStream>;
  waiting: WaitingChanges;
  timer: NodeJS.Timeout | undefined;
}

export interface LiveHubParts {
  /** Directory has confirmed whose sessions are open, a moment ago. */
  trusted: () => boolean;
  now?: () => number;
}

/** Open pages of all companies. Each hears of its own company only, and whose desk it is only its owner's. */
export class LiveHub {
  readonly #companies = new Map<string, Company>();
  readonly #bySession = new Map<string, number>();
  readonly #timers: NodeJS.Timeout[];
  #connected = false;
  #live = false;

  constructor(private readonly parts: LiveHubParts) {
    this.#timers = [
      setInterval(() => this.#each((stream) => stream.beat()), BEAT_MS).unref(),
      setInterval(() => this.#look(), LOOK_MS).unref(),
    ];
  }

  get isLive(): boolean {
    return this.#live;
  }

  /** How many pages listen. */
  get size(): number {
    return [...this.#companies.values()].reduce((sum, { streams }) => sum + streams.size, 0);
  }

  /** How many pages of one company. */
  pagesOf(tenantId: string): number {
    return this.#companies.get(tenantId)?.streams.size ?? 0;
  }

  /** The broker came or went: between the two changes were missed. */
  connected(connected: boolean): void {
    if (!connected) this.#say(false);
    this.#connected = connected;
    this.#look();
  }

  /** @throws rate-limited */
  requireRoom(sessionId: string): void {
    if ((this.#bySession.get(sessionId) ?? 0) < OF_ONE_SESSION) return;
    throw new DomainError('rate-limited', `At most ${OF_ONE_SESSION} pages of one sign-in listen. Close some.`);
  }

  add(stream: LiveStream): void {
    const { tenantId, sessionId } = stream.listener;
    const company: Company = this.#companies.get(tenantId) ?? {
      streams: new Set(),
      waiting: new WaitingChanges(this.#now()),
      timer: undefined,
    };
    this.#companies.set(tenantId, company);
    company.streams.add(stream);
    this.#bySession.set(sessionId, (this.#bySession.get(sessionId) ?? 0) + 1);
    stream.send(stateEvent(this.#live));
  }

  remove(stream: LiveStream): void {
    const { tenantId, sessionId } = stream.listener;
    const company = this.#companies.get(tenantId);
    if (company?.streams.delete(stream) !== true) return;
    const left = (this.#bySession.get(sessionId) ?? 1) - 1;
    if (left > 0) this.#bySession.set(sessionId, left);
    else this.#bySession.delete(sessionId);
    if (company.streams.size > 0) return;
    clearTimeout(company.timer);
    this.#companies.delete(tenantId);
  }

  heard(tenantId: string, changes: readonly SeenChange[]): void {
    const company = this.#companies.get(tenantId);
    if (company === undefined) return;
    company.waiting.add(changes);
    company.timer ??= setTimeout(() => this.#tell(company), this.#waitOf(company)).unref();
  }

  /** Ends every stream: the process goes away. */
  stop(): void {
    for (const timer of this.#timers) clearInterval(timer);
    this.#each((stream) => stream.end());
  }

  #waitOf({ waiting, streams }: Company): number {
    if (waiting.isSpent) return REST_MS;
    return Math.min(LONGEST_TOGETHER_MS, Math.max(TOGETHER_MS, streams.size * MS_A_PAGE));
  }

  #tell(company: Company): void {
    company.timer = undefined;
    const changes = company.waiting.take(this.#now());
    this.#look();
    if (!this.#live) return;
    const spreadMs = Math.min(LONGEST_SPREAD_MS, company.streams.size * SPREAD_MS_A_PAGE);
    const shared = textOf(
      changes.filter(({ to }) => to === undefined),
      spreadMs,
    );
    const personal = Map.groupBy(
      changes.filter(({ to }) => to !== undefined),
      ({ to }) => to,
    );
    for (const stream of company.streams) {
      const { personId } = stream.listener;
      const own = personId === null ? undefined : personal.get(personId);
      const text = own === undefined ? shared : shared + textOf(own, 0);
      if (text !== '') stream.send(text);
    }
  }

  /** Nobody hears anything by a session that may have ended meanwhile. */
  #look(): void {
    this.#say(this.#connected && this.parts.trusted());
  }

  #say(live: boolean): void {
    if (live === this.#live) return;
    this.#live = live;
    this.#each((stream) => stream.send(stateEvent(live)));
  }

  #each(fn: (stream: LiveStream) => void): void {
    for (const { streams } of this.#companies.values()) for (const stream of streams) fn(stream);
  }

  #now(): number {
    return (this.parts.now ?? Date.now)();
  }
}

function textOf(changes: readonly SeenChange[], spreadMs: number): string {
  return changes
    .map(({ kind, id }): LiveChange => (id === null ? { kind, id, spreadMs } : { kind, id }))
    .map((change) => `event: changed\ndata: ${JSON.stringify(change)}\n\n`)
    .join('');
}
