import { Inject, Injectable } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import { PAYROLL_ANSWERS_QUEUE } from '@goalbeat/contracts/names';
import type { DeadLetterPage, DeadLetterQuery, DeadLetterView } from '@goalbeat/contracts/payroll/hand-over-http';
import type { Action } from '@goalbeat/domain/access/actions';
import { requireMay } from '@goalbeat/domain/access/policy';
import type { Principal } from '@goalbeat/domain/access/roles';
import { DomainError } from '@goalbeat/domain/errors/domain-error';
import { OrgCopy } from '@goalbeat/org-copy/org-copy';
import type { CommandRequest } from '@goalbeat/service-kit/db/command-request';
import { NO_TENANT } from '@goalbeat/service-kit/db/removed-tenant';
import { UnitOfWork } from '@goalbeat/service-kit/db/unit-of-work';
import { KitMetrics } from '@goalbeat/service-kit/health/metrics';
import { decodeCursor, pageOfRows } from '@goalbeat/service-kit/http/pages';
import { handleEvent } from '@goalbeat/service-kit/inbox/event-handler';
import { readEvent } from '@goalbeat/service-kit/inbox/read-event';
import { actorOf } from '@goalbeat/service-kit/process-log/actor';
import { SERVICE_OPTIONS, type ServiceOptions } from '@goalbeat/service-kit/start/service-options';
import type { z } from 'zod';
import { readAnswer } from '../payout/read-answer.js';
import { TakeAnswers } from '../payout/take-answers.js';
import { DeadLetterRepository, type DeadLetterRow } from './dead-letter.repository.js';
import { redact } from './redact.js';

type View = z.infer<typeof DeadLetterView>;
/** Whether its company is known: what belongs to nobody is the installation's operations' to see. */
type Found = DeadLetterRow & { tenantId: string };

@Injectable()
export class DeadLetterService {
  constructor(
    @Inject(SERVICE_OPTIONS) private readonly options: ServiceOptions,
    private readonly uow: UnitOfWork,
    private readonly letters: DeadLetterRepository,
    private readonly answers: TakeAnswers,
    private readonly org: OrgCopy,
    private readonly metrics: KitMetrics,
    private readonly modules: ModuleRef,
  ) {}

  /** Newest first; with the right for it also those that nobody can attribute. */
  async list(principal: Principal, query: z.infer<typeof DeadLetterQuery>): Promise<z.infer<typeof DeadLetterPage>> {
    const found: Found[] = [];
    const filter = {
      state: query.state ?? null,
      after: query.after === undefined ? null : String(decodeCursor(query.after, 1)[0]),
      limit: query.limit,
    };
    for (const tenantId of visibleTo(principal, 'operations.dead-letters.read')) {
      const rows = await this.uow.read(tenantId, (tx) => this.letters.list(tx, filter));
      found.push(...rows.map((row) => ({ ...row, tenantId })));
    }
    const newest = found.toSorted((a, b) => (a.id < b.id ? 1 : -1)).slice(0, query.limit + 1);
    return pageOfRows(newest, query.limit, viewOf, (row) => [row.id]);
  }

  /**
   * Once more through the door it came by, with today's code and data. Everything behind that door knows what it has had before.
   * @throws forbidden, not-found, wrong-state (still unreadable, or settled otherwise), and what applying it raises
   */
  async replay(command: CommandRequest, id: string): Promise<View> {
    const letter = await this.#find(command.principal, id);
    if (letter.state === 'set-aside') throw settled(letter);
    if (letter.state === 'open') await this.#apply(letter);
    return this.#settle(command, letter, 'replayed', null);
  }

  /** @throws forbidden, not-found, wrong-state when it was replayed */
  async setAside(command: CommandRequest, id: string, reason: string): Promise<View> {
    const letter = await this.#find(command.principal, id);
    if (letter.state === 'replayed') throw settled(letter);
    return this.#settle(command, letter, 'set-aside', reason);
  }

  async #find(principal: Principal, id: string): Promise<Found> {
    for (const tenantId of visibleTo(principal, 'operations.dead-letters.replay')) {
      const row = await this.uow.read(tenantId, (tx) => this.letters.maybe(tx, id));
      if (row !== undefined) return { ...row, tenantId };
    }
    throw new DomainError('not-found', 'There is no such dead letter.');
  }

  async #apply(letter: Found): Promise<void> {
    if (letter.queue === PAYROLL_ANSWERS_QUEUE) {
      const read = readAnswer(letter.body);
      if (!read.ok) throw unreadable(read.detail);
      const { answer } = read;
      await this.uow.write(answer.tenantId, (tx) =>
        this.answers.take(tx, [answer], { actorKind: 'service', actorId: 'payroll', channel: 'event' }),
      );
      return;
    }
    const event = readEvent(letter.body);
    if (event === undefined) throw unreadable('It is no CloudEvent of a company.');
    const consumers = (this.options.consumers ?? [])
      .map((type) => this.modules.get(type, { strict: false }))
      .filter(({ types }) => types.includes(event.type) || types.includes('*'));
    await handleEvent(event, consumers, this.uow, this.metrics);
  }

  async #settle(
    command: CommandRequest,
    letter: Found,
    state: 'replayed' | 'set-aside',
    reason: string | null,
  ): Promise<View> {
    const { principal } = command;
    const by = principal.personId ?? principal.id;
    const isOurs = letter.tenantId === principal.tenantId;
    // A row of nobody's is no part of the caller's transaction; settling it again is harmless.
    if (!isOurs) {
      await this.uow.write(letter.tenantId, async (tx) => {
        const now = await this.letters.lock(tx, letter.id);
        if (now.state === 'open') await this.letters.settle(tx, letter.id, { state, by, reason });
      });
    }
    return this.uow.command(command, async (tx) => {
      const before = isOurs ? await this.letters.lock(tx, letter.id) : letter;
      if (before.state === state) {
        tx.changedNothing();
        return viewOf({ ...before, tenantId: letter.tenantId });
      }
      if (before.state !== 'open') throw settled(before);
      if (isOurs) await this.letters.settle(tx, letter.id, { state, by, reason });
      tx.log({
        subjectKind: 'dead-letter',
        subjectId: letter.id,
        action: state,
        ...actorOf(principal),
        at: await this.org.now(tx),
        reason,
        details: { queue: letter.queue, cause: letter.cause },
      });
      const after = isOurs
        ? await this.letters.lock(tx, letter.id)
        : await this.uow.read(letter.tenantId, (other) => this.letters.maybe(other, letter.id));
      return viewOf({ ...(after ?? before), tenantId: letter.tenantId });
    });
  }
}

/** Whose letters somebody may see: their company's; operations' those of nobody too. @throws forbidden */
function visibleTo(principal: Principal, action: Action): string[] {
  requireMay(principal, action, { tenantId: principal.tenantId });
  const isOperations = principal.roles.some(({ role }) => role === 'ops');
  return isOperations ? [principal.tenantId, NO_TENANT] : [principal.tenantId];
}

const unreadable = (detail: string): DomainError =>
  new DomainError(
    'wrong-state',
    `It still cannot be read: ${detail} Ask its sender for it again, and set this one aside.`,
  );
const settled = ({ state }: DeadLetterRow): DomainError =>
  new DomainError('wrong-state', `This dead letter is ${state} already.`, { details: { state } });

const viewOf = (row: Found): View => ({
  id: row.id,
  queue: row.queue,
  cause: row.cause,
  detail: row.detail,
  firstSeenAt: row.firstSeenAt,
  bytes: row.bytes,
  body: redact(row.body),
  attributed: row.tenantId !== NO_TENANT,
  state: row.state,
  settledAt: row.settledAt,
  reason: row.reason,
});
