import { Injectable } from '@nestjs/common';
import { ApprovalEngine } from '@goalbeat/approvals/approval-engine';
import type { UnknownAnswerPage, UnknownAnswerView } from '@goalbeat/contracts/payroll/unknown-answer-http';
import type { PageQuery } from '@goalbeat/contracts/wire';
import { requireMay } from '@goalbeat/domain/access/policy';
import type { Principal } from '@goalbeat/domain/access/roles';
import { DomainError } from '@goalbeat/domain/errors/domain-error';
import { OrgCopy } from '@goalbeat/org-copy/org-copy';
import type { CommandRequest } from '@goalbeat/service-kit/db/command-request';
import { UnitOfWork } from '@goalbeat/service-kit/db/unit-of-work';
import { decodeCursor, pageOfRows } from '@goalbeat/service-kit/http/pages';
import { actorOf } from '@goalbeat/service-kit/process-log/actor';
import type { z } from 'zod';
import { UNKNOWN_PAYOUT } from './payout-notices.js';
import { UnknownAnswerRepository } from './unknown-answer.repository.js';

type View = z.infer<typeof UnknownAnswerView>;

/** What payroll answered about payouts that are none of ours, until somebody has compared with payroll's books. */
@Injectable()
export class UnknownAnswerService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly org: OrgCopy,
    private readonly rows: UnknownAnswerRepository,
    private readonly engine: ApprovalEngine,
  ) {}

  /** Those that nobody has settled, by the payout's id as payroll wrote it. @throws forbidden */
  list(principal: Principal, query: z.infer<typeof PageQuery>): Promise<z.infer<typeof UnknownAnswerPage>> {
    requireMay(principal, 'payroll.reconciliation.read', { tenantId: principal.tenantId });
    return this.uow.read(principal.tenantId, async (tx) =>
      pageOfRows<View, View>(
        await this.rows.open(tx, {
          after: query.after === undefined ? null : String(decodeCursor(query.after, 1)[0]),
          limit: query.limit,
        }),
        query.limit,
        (row) => row,
        (row) => [row.payoutId],
      ),
    );
  }

  /** Somebody has asked payroll what it meant. Said again it changes nothing. @throws forbidden, not-found */
  async settle(command: CommandRequest, payoutId: string, reason: string): Promise<View> {
    const { principal } = command;
    requireMay(principal, 'payroll.reconciliation.resolve', { tenantId: principal.tenantId });
    return this.uow.command(command, async (tx) => {
      const row = await this.rows.find(tx, payoutId);
      if (row === undefined)
        throw new DomainError('not-found', 'Payroll has said nothing of such a payout that is not ours.');
      const which = { subjectKind: UNKNOWN_PAYOUT, subjectId: payoutId, personId: principal.personId };
      if ((await this.engine.completeTodo(tx, which)) === 0) {
        tx.changedNothing();
        return row;
      }
      tx.log({
        subjectKind: 'payout',
        subjectId: payoutId,
        action: 'not-ours-settled',
        ...actorOf(principal),
        at: await this.org.now(tx),
        reason,
        details: { outcomes: row.outcomes },
      });
      return row;
    });
  }
}
