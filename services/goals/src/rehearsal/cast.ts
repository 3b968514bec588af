import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { RehearsalTokens } from '@goalbeat/contracts/directory/rehearsal-http';
import type { WorkingCalendar } from '@goalbeat/domain/calendar/calendar';
import { habitsOf, type Habits } from '@goalbeat/domain/rehearsal/habits';
import type { OrgPerson } from '@goalbeat/org-copy/org-types';
import type { InternalClient } from '@goalbeat/service-kit/http/internal-client';
import type { StartRehearsal } from '@goalbeat/contracts/goals/rehearsal-http';

export type Area = 'directory' | 'goals' | 'appraisal' | 'payroll';
/** Base URLs of the services. */
export type Addresses = Readonly<Record<Area, string>>;

export interface Member extends OrgPerson {
  habits: Habits;
  zone: string;
  calendar: WorkingCalendar;
}

const ANSWER_WITHIN_MS = 10_000;
const RETRY_FOR_MS = 15_000;
const RETRY_EVERY_MS = 150;
const TOKENS_AT_ONCE = 200;
const PAGE = 200;
/** Tokens live five minutes. */
const RENEW_BEFORE_MS = 60_000;

/** What a service answered when it did not do as asked. */
export class Refused extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    detail: string,
  ) {
    super(`${code}: ${detail}`);
  }
}

/** The simulated people of one rehearsal: they have tokens of their own and call the public routes, like anybody. */
export class Cast {
  readonly #members: Map<string, Member>;
  readonly #tokens = new Map<string, { token: string; until: number }>();

  constructor(
    readonly tenantId: string,
    members: readonly Member[],
    private readonly addresses: Addresses,
    private readonly internal: InternalClient,
  ) {
    this.#members = new Map(members.map((member) => [member.id, member]));
  }

  get members(): Member[] {
    return [...this.#members.values()];
  }

  member(id: string): Member | undefined {
    return this.#members.get(id);
  }

  /** The one who sets things up: leads HR in the whole company. */
  get hrLead(): Member {
    const lead = this.members
      .filter((one) => one.roles.some(({ role, unitId }) => role === 'hr-lead' && unitId === null))
      .toSorted((a, b) => (a.number < b.number ? -1 : 1))[0];
    if (lead === undefined) throw new Error('Nobody leads HR in the copy');
    return lead;
  }

  /**
   * As this person. What is away or behind for a moment is asked again under the same key.
   * @throws Refused
   */
  async as<T>(memberId: string, method: 'GET' | 'POST' | 'PUT', area: Area, path: string, body?: unknown): Promise<T> {
    const key = randomUUID();
    const until = Date.now() + RETRY_FOR_MS;
    for (;;) {
      const failed = await this.#try<T>(
        memberId,
        method,
        `${this.addresses[area].replace(/\/$/, '')}${path}`,
        body,
        key,
      );
      if ('answer' in failed) return failed.answer;
      if (!failed.again || Date.now() > until) throw failed.refused;
      await sleep(RETRY_EVERY_MS);
    }
  }

  /** Every page of a list that is answered in pages. @param path with its query @throws Refused */
  async all<T>(memberId: string, area: Area, path: string): Promise<T[]> {
    const found: T[] = [];
    for (let after = ''; ;) {
      const { items, next } = await this.as<{ items: T[]; next: string | null }>(
        memberId,
        'GET',
        area,
        `${path}&limit=${PAGE}${after}`,
      );
      found.push(...items);
      if (next === null) return found;
      after = `&after=${encodeURIComponent(next)}`;
    }
  }

  async #try<T>(
    memberId: string,
    method: string,
    url: string,
    body: unknown,
    key: string,
  ): Promise<{ answer: T } | { refused: Refused; again: boolean }> {
    try {
      const response = await fetch(url, {
        method,
        headers: {
          authorization: `Bearer ${await this.#token(memberId)}`,
          accept: 'application/json',
          ...(method === 'GET' ? {} : { 'idempotency-key': key }),
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
      });
      const text = await response.text();
      const answer: unknown = text === '' ? undefined : JSON.parse(text);
      if (response.ok) return { answer: answer as T };
      const { code = 'unknown', detail = '' } = (answer ?? {}) as { code?: string; detail?: string };
      const again =
        response.status >= 500 || code === 'copy-behind' || code === 'not-yet' || code === 'idempotency-in-flight';
      return { refused: new Refused(response.status, code, detail), again };
    } catch (error) {
      const words = error instanceof Error ? error.message : String(error);
      return { refused: new Refused(503, 'unavailable', words), again: true };
    }
  }

  async #token(memberId: string): Promise<string> {
    const known = this.#tokens.get(memberId);
    if (known !== undefined && known.until > Date.now()) return known.token;
    await this.admit([memberId]);
    const fresh = this.#tokens.get(memberId);
    if (fresh === undefined) throw new Error('This person is not in the copy');
    return fresh.token;
  }

  /** Tokens for many at once: a round trip each would take longer than their work. */
  async admit(memberIds: readonly string[]): Promise<void> {
    const missing = memberIds.filter((id) => (this.#tokens.get(id)?.until ?? 0) <= Date.now());
    for (let at = 0; at < missing.length; at += TOKENS_AT_ONCE) {
      const personIds = missing.slice(at, at + TOKENS_AT_ONCE);
      const answer = await this.internal.post<unknown>(
        'directory',
        `/internal/v1/rehearsal-tenants/${this.tenantId}/tokens`,
        { personIds },
        { timeoutMs: ANSWER_WITHIN_MS },
      );
      for (const { personId, token, expiresAt } of RehearsalTokens.parse(answer).tokens)
        this.#tokens.set(personId, { token, until: Date.parse(expiresAt) - RENEW_BEFORE_MS });
    }
  }
}

export function memberOf(
  person: OrgPerson,
  place: { zone: string; calendar: WorkingCalendar },
  { seed, habits, approvers }: StartRehearsal,
): Member {
  return { ...person, ...place, habits: habitsOf(person.number, seed, { own: habits, deciding: approvers }) };
}
