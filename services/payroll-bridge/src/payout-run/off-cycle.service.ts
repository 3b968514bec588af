import { Injectable } from '@nestjs/common';
import { ApprovalEngine } from '@goalbeat/approvals/approval-engine';
import type { CreateOffCycleRun, RunView } from '@goalbeat/contracts/payroll/http';
import { may } from '@goalbeat/domain/access/policy';
import type { Principal } from '@goalbeat/domain/access/roles';
import { DomainError } from '@goalbeat/domain/errors/domain-error';
import { OrgCopy } from '@goalbeat/org-copy/org-copy';
import type { CommandRequest } from '@goalbeat/service-kit/db/command-request';
import type { Tx } from '@goalbeat/service-kit/db/tx';
import { UnitOfWork } from '@goalbeat/service-kit/db/unit-of-work';
import { v7 as uuidv7 } from 'uuid';
import type { z } from 'zod';
import { BonusLineRepository } from '../bonus-list/bonus-line.repository.js';
import { requireAllUnits } from '../organisation/reach.js';
import { PayoutGate } from '../payout-gate/payout-gate.js';
import { REJECTED } from '../payout/payout-notices.js';
import { MoneyAuthority } from '../organisation/money-authority.js';
import { PayoutAnswerRepository } from '../payout/payout-answer.repository.js';
import { PayoutRepository, type PayoutWithLine } from '../payout/payout.repository.js';
import { continuing } from './continuing.js';
import { OffCycleRuns } from './off-cycle-runs.js';
import { OwedAgain, type Rejected } from './owed-again.js';
import { saidPaid } from './still-owed.js';
import { PayoutRunService } from './payout-run.service.js';

type Body = z.infer<typeof CreateOffCycleRun>;

/** Pays rejected payouts again: a run of its own, with its own list and signatures. */
@Injectable()
export class OffCycleService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly payouts: PayoutRepository,
    private readonly answers: PayoutAnswerRepository,
    private readonly lines: BonusLineRepository,
    private readonly offCycle: OffCycleRuns,
    private readonly views: PayoutRunService,
    private readonly engine: ApprovalEngine,
    private readonly authority: MoneyAuthority,
    private readonly gate: PayoutGate,
    private readonly owed: OwedAgain,
    private readonly org: OrgCopy,
  ) {}

  /**
   * Each rejected payout can be paid again once, less what a correction has taken off it since.
   * @throws not-found, forbidden, wrong-state (not rejected, corrected to nothing, or payroll says paid meanwhile), duplicate (paid again already), validation (two currencies),
   * payouts-stopped
   */
  async create(asked: CommandRequest, body: Body): Promise<z.infer<typeof RunView>> {
    const command = await this.authority.confirm(asked, 'payroll.off-cycle.write');
    const { principal } = command;
    return this.uow.command(command, async (tx) => {
      // After a restore what looks rejected may have been paid since.
      await this.gate.requireOpen(tx);
      const payouts = await this.#rejected(tx, principal, body);
      const lines = await this.owed.settle(tx, await this.org.now(tx), await this.#lines(tx, payouts));
      await this.engine.closeTodos(tx, { subjectKind: REJECTED, subjectIds: body.payoutIds });
      const run = await this.offCycle.open(tx, {
        principal,
        originIds: payouts.map((payout) => payout.runId),
        reason: body.reason,
        action: 'off-cycle-created',
        details: { payouts: body.payoutIds },
        lines: (opened) =>
          lines.map(({ payout, line, amountMinor, explain }) => ({
            ...continuing(line, opened),
            id: uuidv7(),
            amountMinor,
            explain,
            cause: 'signed-again' as const,
            releases: null,
            replaces: payout.id,
          })),
      });
      return this.views.view(tx, run);
    });
  }

  async #rejected(tx: Tx, principal: Principal, body: Body): Promise<PayoutWithLine[]> {
    const ids = [...new Set(body.payoutIds)];
    const payouts = await this.payouts.lock(tx, ids);
    const seen = payouts.filter((one) =>
      may(principal, 'payroll.payout.read', { tenantId: tx.tenantId, unitPath: one.unitPath, personId: one.personId }),
    );
    const found = new Set(seen.map((one) => one.id));
    const field = (id: string): string => `payoutIds.${body.payoutIds.indexOf(id)}`;
    const missing = ids.find((id) => !found.has(id));
    if (missing !== undefined)
      throw new DomainError('not-found', 'There is no such payout.', { field: field(missing) });
    requireAllUnits(
      principal,
      'payroll.off-cycle.write',
      payouts.map((one) => one.unitPath),
    );
    const other = payouts.find((one) => one.state !== 'rejected');
    if (other !== undefined) {
      throw new DomainError('wrong-state', 'Only a rejected payout is paid again.', {
        field: field(other.id),
        details: { state: other.state },
      });
    }
    // Refused first and paid after all: our books keep the refusal, but the money may have left.
    const [doubtful] = await this.answers.saidPaid(tx, ids);
    if (doubtful !== undefined) throw saidPaid(doubtful, field(doubtful));
    const [again] = await this.payouts.replaced(tx, ids);
    if (again !== undefined)
      throw new DomainError('duplicate', 'This payout is paid again already.', { field: field(again) });
    const [first] = payouts;
    const foreign = payouts.find((one) => one.currency !== first?.currency);
    if (foreign !== undefined)
      throw new DomainError('validation', 'A run has one currency.', { field: field(foreign.id) });
    return payouts;
  }

  async #lines(tx: Tx, payouts: readonly PayoutWithLine[]): Promise<Rejected[]> {
    const ids = payouts.map((payout) => payout.lineId);
    const old = new Map((await this.lines.ofIds(tx, ids)).map((line) => [line.id, line]));
    return payouts.flatMap((payout) => {
      const line = old.get(payout.lineId);
      return line === undefined ? [] : [{ payout, line }];
    });
  }
}
