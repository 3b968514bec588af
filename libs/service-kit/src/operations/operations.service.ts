import { Injectable } from '@nestjs/common';
import type { FailingMessagePage, MessageRetried, ServiceReport } from '@goalbeat/contracts/operations-http';
import { requireMay } from '@goalbeat/domain/access/policy';
import type { Principal } from '@goalbeat/domain/access/roles';
import { DomainError } from '@goalbeat/domain/errors/domain-error';
import type { z } from 'zod';
import type { CommandRequest } from '../db/command-request.js';
import { UnitOfWork } from '../db/unit-of-work.js';
import { Readiness } from '../health/readiness.js';
import { decodeCursor, pageOfRows, type PageQuery } from '../http/pages.js';
import { ConsumerHost } from '../inbox/consumer-host.js';
import { OutboxSignal } from '../outbox/outbox-signal.js';
import { actorOf } from '../process-log/actor.js';
import { BusinessClock } from '../time/business-clock.js';
import { RealClock } from '../time/clocks.js';
import { logFigures } from './log-figures.js';
import { dueNow, failingMessages, lockMessage, outboxFigures } from './outbox-figures.js';

/** What those who keep an installation going may see of their own company in this service, and do about it. */
@Injectable()
export class OperationsService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly readiness: Readiness,
    private readonly consumers: ConsumerHost,
    private readonly signal: OutboxSignal,
    private readonly clock: RealClock,
    private readonly business: BusinessClock,
  ) {}

  async report(principal: Principal): Promise<ServiceReport> {
    requireMay(principal, 'operations.health.read', { tenantId: principal.tenantId });
    const { ready, broker, temporal } = await this.readiness.report();
    const [figures, deadLetters] = await Promise.all([
      this.work.read(principal.tenantId, async (tx) => ({
        outbox: await outboxFigures(tx),
        processLog: await logFigures(tx),
      })),
      this.consumers.deadLetters(),
    ]);
    return { at: this.clock.instant(), ready, broker, temporal, ...figures, deadLetters };
  }

  /** Messages of one's company that were refused at least once, oldest first. */
  failing(principal: Principal, { limit, after }: PageQuery): Promise<z.infer<typeof FailingMessagePage>> {
    requireMay(principal, 'operations.dead-letters.read', { tenantId: principal.tenantId });
    const from = after === undefined ? null : String(decodeCursor(after, 1)[0]);
    return this.work.read(principal.tenantId, async (tx) =>
      pageOfRows(
        await failingMessages(tx, from, limit + 1),
        limit,
        (row) => row,
        (row) => [row.id],
      ),
    );
  }

  /** Tries it at once. @throws not-found (it has arrived meanwhile), wrong-state (never tried, or kept back on purpose) */
  retry(command: CommandRequest, id: string): Promise<z.infer<typeof MessageRetried>> {
    const { principal } = command;
    requireMay(principal, 'operations.dead-letters.replay', { tenantId: principal.tenantId });
    return this.work.command(command, async (tx) => {
      const message = await lockMessage(tx, id);
      if (message.nextAttemptAt === null) {
        throw new DomainError('wrong-state', 'It is kept back while payouts are stopped; release the stop switch.');
      }
      if (message.attempts === 0) throw new DomainError('wrong-state', 'It has not been refused: it is on its way.');
      const nextAttemptAt = await dueNow(tx, id);
      tx.log({
        ...actorOf(principal),
        subjectKind: 'message',
        subjectId: id,
        action: 'tried-again',
        at: await this.business.now(tx),
        details: { destination: message.destination, what: message.what, attempts: message.attempts },
      });
      tx.afterCommit(() => this.signal.committed(new Set([message.destination])));
      return { id, nextAttemptAt };
    });
  }
}
