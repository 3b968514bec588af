import { Inject, Injectable } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import { PAYROLL_ANSWERS_QUEUE } from '@goalbeat/contracts/names';
import type { DeadLetterPage, DeadLetterQuery, DeadLetterView } from '@goalbeat/contracts/payroll/hand-over-http';
import { requireMay } from '@goalbeat/domain/access/policy';
import type { Principal } from '@goalbeat/domain/access/roles';
import { DomainError } from '@goalbeat/domain/errors/domain-error';
import { OrgCopy } from '@goalbeat/org-copy/org-copy';
import type { CommandRequest } from '@goalbeat/service-kit/db/command-request';
import type { Tx } from '@goalbeat/service-kit/db/tx';
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
import { settled, viewOf } from './dead-letter.view.js';

type View = z.infer<typeof DeadLetterView>;

/** A company's operations settle the letters that name their company, and never see another. */
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

  /** Newest first. @throws forbidden */
  list(principal: Principal, query: z.infer<typeof DeadLetterQuery>): Promise<z.infer<typeof DeadLetterPage>> {
    requireMay(principal, 'operations.dead-letters.read', { tenantId: principal.tenantId });
    return this.uow.read(principal.tenantId, async (tx) => {
      const rows = await this.letters.list(tx, {
        state: query.state ?? null,
        after: query.after === undefined ? null : String(decodeCursor(query.after, 1)[0]),
        limit: query.limit,
      });
      return pageOfRows(rows, query.limit, viewOf, (row) => [row.id]);
    });
  }

  /**
   * Once more through the door it came by, with today's code and data. Everything behind that door knows what it has had before.
   * @throws forbidden, not-found, wrong-state (still unreadable, of another company by now, or settled otherwise), and what applying
   * it raises
   */
  async replay(command: CommandRequest, id: string): Promise<View> {
    const { principal } = command;
    requireMay(principal, 'operations.dead-letters.replay', { tenantId: principal.tenantId });
    const letter = await this.uow.read(principal.tenantId, (tx) => this.letters.find(tx, id));
    // Each consumer of an event has a transaction of its own; it knows by the event's id what it has done.
    if (letter.state === 'open' && letter.queue !== PAYROLL_ANSWERS_QUEUE)
      await this.#handle(letter, principal.tenantId);
    return this.#settle(command, id, 'replayed', null);
  }

  /** @throws forbidden, not-found, wrong-state when it was replayed */
  setAside(command: CommandRequest, id: string, reason: string): Promise<View> {
    requireMay(command.principal, 'operations.dead-letters.replay', { tenantId: command.principal.tenantId });
    return this.#settle(command, id, 'set-aside', reason);
  }

  #settle(command: CommandRequest, id: string, state: 'replayed' | 'set-aside', reason: string | null): Promise<View> {
    const { principal } = command;
    return this.uow.command(command, async (tx) => {
      const letter = await this.letters.lock(tx, id);
      if (letter.state === state) {
        tx.changedNothing();
        return viewOf(letter);
      }
      if (letter.state !== 'open') throw settled(letter);
      if (state === 'replayed' && letter.queue === PAYROLL_ANSWERS_QUEUE) await this.#answer(tx, letter);
      await this.letters.settle(tx, id, { state, by: principal.personId ?? principal.id, reason });
      tx.log({
        subjectKind: 'dead-letter',
        subjectId: id,
        action: state,
        ...actorOf(principal),
        at: await this.org.now(tx),
        reason,
        details: { queue: letter.queue, cause: letter.cause },
      });
      return viewOf(await this.letters.lock(tx, id));
    });
  }

  async #answer(tx: Tx, letter: DeadLetterRow): Promise<void> {
    const read = readAnswer(letter.body);
    if (!read.ok) throw unreadable(read.detail);
    requireOwn(read.answer.tenantId, tx.tenantId);
    await this.answers.take(tx, [read.answer], { actorKind: 'service', actorId: 'payroll', channel: 'event' });
  }

  async #handle(letter: DeadLetterRow, tenantId: string): Promise<void> {
    const event = readEvent(letter.body);
    if (event === undefined) throw unreadable('It is no CloudEvent of a company.');
    requireOwn(event.tenantid, tenantId);
    const consumers = (this.options.consumers ?? [])
      .map((type) => this.modules.get(type, { strict: false }))
      .filter(({ types }) => types.includes(event.type) || types.includes('*'));
    await handleEvent(event, consumers, this.uow, this.metrics);
  }
}

/** It acts on the company whose operations have judged it, whatever today's code reads in it. */
function requireOwn(named: string, tenantId: string): void {
  if (named.toLowerCase() === tenantId.toLowerCase()) return;
  throw new DomainError('wrong-state', 'It names another company than the one it was kept for: set it aside.');
}

const unreadable = (detail: string): DomainError =>
  new DomainError(
    'wrong-state',
    `It still cannot be read: ${detail} Ask its sender for it again, and set this one aside.`,
  );
