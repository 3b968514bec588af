import { Inject, Injectable, Logger } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import type { DeadLetterPage, DeadLetterQuery, DeadLetterView } from '@goalbeat/contracts/dead-letter-http';
import { requireMay } from '@goalbeat/domain/access/policy';
import type { Principal } from '@goalbeat/domain/access/roles';
import { DomainError, isDomainError } from '@goalbeat/domain/errors/domain-error';
import type { CommandRequest } from '../db/command-request.js';
import { UnitOfWork } from '../db/unit-of-work.js';
import { KitMetrics } from '../health/metrics.js';
import { decodeCursor, pageOfRows } from '../http/pages.js';
import { handleEvent, isWorthWaiting } from '../inbox/event-handler.js';
import { readEvent } from '../inbox/read-event.js';
import { actorOf } from '../process-log/actor.js';
import { SERVICE_OPTIONS, type ServiceOptions } from '../start/service-options.js';
import type { z } from 'zod';
import { BusinessClock } from '../time/business-clock.js';
import { DeadLetterRepository, type DeadLetterRow } from './dead-letter.repository.js';
import { settled, viewOf } from './dead-letter.view.js';
import { NO_EVENT } from './examine-event.js';
import { LetterDoors } from './letter-doors.js';
import { requireOwn, unreadable } from './require-own.js';

type View = z.infer<typeof DeadLetterView>;
const STILL_FAILS =
  'It fails as it did before: the service’s log of this moment says why. Mend that, replay it, or set it aside.';

/** A company's operations settle the letters that name their company, and never see another. */
@Injectable()
export class DeadLetterService {
  readonly #logger = new Logger(DeadLetterService.name);

  constructor(
    @Inject(SERVICE_OPTIONS) private readonly options: ServiceOptions,
    private readonly uow: UnitOfWork,
    private readonly letters: DeadLetterRepository,
    private readonly doors: LetterDoors,
    private readonly clock: BusinessClock,
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
   * @throws forbidden, not-found, wrong-state (still unreadable or failing, of another company by now, or settled otherwise), and what applying
   * it raises
   */
  async replay(command: CommandRequest, id: string): Promise<View> {
    const { principal } = command;
    requireMay(principal, 'operations.dead-letters.replay', { tenantId: principal.tenantId });
    const letter = await this.uow.read(principal.tenantId, (tx) => this.letters.find(tx, id));
    // Each consumer of an event has a transaction of its own; it knows by the event's id what it has done.
    if (letter.state === 'open' && this.doors.of(letter.queue) === undefined)
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
      if (state === 'replayed') await this.doors.of(letter.queue)?.take(tx, letter.body);
      await this.letters.settle(tx, id, { state, by: principal.personId ?? principal.id, reason });
      tx.log({
        subjectKind: 'dead-letter',
        subjectId: id,
        action: state,
        ...actorOf(principal),
        at: await this.clock.now(tx),
        reason,
        details: { queue: letter.queue, cause: letter.cause },
      });
      return viewOf(await this.letters.lock(tx, id));
    });
  }

  async #handle(letter: DeadLetterRow, tenantId: string): Promise<void> {
    const event = readEvent(letter.body);
    if (event === undefined) throw unreadable(NO_EVENT);
    requireOwn(event.tenantid, tenantId);
    const consumers = (this.options.consumers ?? [])
      .map((type) => this.modules.get(type, { strict: false }))
      .filter(({ types }) => types.includes(event.type) || types.includes('*'));
    try {
      await handleEvent(event, consumers, this.uow, this.metrics);
    } catch (error) {
      if (isDomainError(error) || isWorthWaiting(error)) throw error;
      this.#logger.error({ msg: `Dead letter ${letter.id} (${event.type}) failed again`, err: error });
      throw new DomainError('wrong-state', STILL_FAILS, { cause: error });
    }
  }
}
