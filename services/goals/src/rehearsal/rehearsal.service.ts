import { Injectable } from '@nestjs/common';
import type {
  RehearsalPage,
  RehearsalQuery,
  RehearsalView,
  StartRehearsal,
} from '@goalbeat/contracts/goals/rehearsal-http';
import { requireScopes } from '@goalbeat/domain/access/policy';
import { isRehearsal } from '@goalbeat/domain/access/rehearsal-tenant';
import type { Principal } from '@goalbeat/domain/access/roles';
import { DomainError } from '@goalbeat/domain/errors/domain-error';
import { requireShares } from '@goalbeat/domain/rehearsal/habits';
import type { Language } from '@goalbeat/domain/wording/language';
import type { CommandRequest } from '@goalbeat/service-kit/db/command-request';
import { UnitOfWork } from '@goalbeat/service-kit/db/unit-of-work';
import { decodeCursor, pageOfRows } from '@goalbeat/service-kit/http/pages';
import { actorOf } from '@goalbeat/service-kit/process-log/actor';
import { OrgCopy } from '@goalbeat/org-copy/org-copy';
import { RealClock } from '@goalbeat/service-kit/time/clocks';
import { v7 as uuidv7 } from 'uuid';
import type { z } from 'zod';
import { RehearsalSnapshot } from './rehearsal-snapshot.service.js';
import { briefOf, viewOf } from './rehearsal.view.js';
import { RehearsalRepository } from './rehearsal.repository.js';
import { oneAtATime } from '../version/one-at-a-time.js';

/** The two clocks: the machine's, and the company's. */
@Injectable()
export class RehearsalAround {
  constructor(
    readonly clock: RealClock,
    readonly org: OrgCopy,
  ) {}
}

/** What a rehearsal is asked and told through; it is played by `RehearsalRunner`. */
@Injectable()
export class RehearsalService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly rehearsals: RehearsalRepository,
    private readonly snapshot: RehearsalSnapshot,
    private readonly around: RehearsalAround,
  ) {}

  /**
   * Asks for a rehearsal of the definition's newest version, draft or not. One at a time.
   * @param authorization what the caller came with: rule set and pay plan are read with it
   * @throws forbidden, not-found, validation, wrong-state (one is running, or this is a rehearsal), unavailable, copy-behind,
   *   stale-version (the definition is being edited)
   */
  async start(
    command: CommandRequest,
    authorization: string,
    definitionId: string,
    asked: StartRehearsal,
    language: Language,
  ): Promise<RehearsalView> {
    const { principal } = command;
    requireScopes(principal, 'goals.definition.rehearse');
    requireShares(asked.habits, 'habits');
    requireShares(asked.approvers, 'approvers');
    if (isRehearsal(principal.tenantId)) throw new DomainError('wrong-state', 'A rehearsal is not rehearsed.');
    const prepared = await this.snapshot
      .of(principal.tenantId, { authorization, definitionId, asked, language })
      .catch((error: unknown) => ({ error }));
    return this.uow.command(command, async (tx) => {
      // Here, so that who asks again under the same key is told what was begun, whatever has changed since.
      if ('error' in prepared) throw prepared.error;
      await oneAtATime(tx, 'rehearsal');
      const running = await this.rehearsals.running(tx);
      if (running !== undefined) {
        throw new DomainError('wrong-state', 'A rehearsal is running already. Wait for it, or end it first.', {
          details: { rehearsalId: running.id },
        });
      }
      const { definition, period, settings } = prepared;
      const row = await this.rehearsals.add(tx, {
        id: uuidv7(),
        definitionId,
        definitionVersion: definition.version,
        period,
        settings,
        requestedBy: principal.id,
        startedAt: this.around.clock.instant(),
      });
      tx.log({
        subjectKind: 'rehearsal',
        subjectId: row.id,
        action: 'rehearsal.started',
        ...actorOf(principal),
        at: await this.around.org.now(tx),
        details: { definitionId, version: definition.version, period, seed: asked.seed },
      });
      return viewOf(row, language);
    });
  }

  /** @throws not-found */
  one(principal: Principal, id: string, language: Language): Promise<RehearsalView> {
    requireScopes(principal, 'goals.definition.rehearse');
    return this.uow.read(principal.tenantId, async (tx) => viewOf(await this.rehearsals.one(tx, id), language));
  }

  /** Newest first, without their reports. */
  list(principal: Principal, query: z.infer<typeof RehearsalQuery>): Promise<z.infer<typeof RehearsalPage>> {
    requireScopes(principal, 'goals.definition.rehearse');
    const after = query.after === undefined ? null : String(decodeCursor(query.after, 1)[0]);
    return this.uow.read(principal.tenantId, async (tx) =>
      pageOfRows(
        await this.rehearsals.page(tx, query.limit + 1, after, query.definition ?? null),
        query.limit,
        briefOf,
        (row) => [row.id],
      ),
    );
  }

  /**
   * Ends one that runs, its report is lost; forgets one that is over.
   * @throws not-found, not-yet (its copy is still being taken away)
   */
  end(command: CommandRequest, id: string): Promise<{ id: string; outcome: 'cancelled' | 'deleted' }> {
    const { principal } = command;
    requireScopes(principal, 'goals.definition.rehearse');
    return this.uow.command(command, async (tx) => {
      const row = await this.rehearsals.one(tx, id, 'FOR UPDATE');
      const at = this.around.clock.instant();
      const cancelled = await this.rehearsals.end(tx, id, { state: 'cancelled', at, report: null, problem: null });
      if (!cancelled && row.copyId !== null && !row.copyRemoved) {
        throw new DomainError('not-yet', 'Its copy of the company is still being taken away. Try again in a moment.');
      }
      if (!cancelled) await this.rehearsals.remove(tx, id);
      tx.log({
        subjectKind: 'rehearsal',
        subjectId: id,
        action: cancelled ? 'rehearsal.cancelled' : 'rehearsal.deleted',
        ...actorOf(principal),
        at: await this.around.org.now(tx),
      });
      return { id, outcome: cancelled ? ('cancelled' as const) : ('deleted' as const) };
    });
  }
}
