import { Injectable } from '@nestjs/common';
import { ApprovalEngine } from '@goalbeat/approvals/approval-engine';
import type { RunRef } from '@goalbeat/contracts/activities';
import type { ReconciliationView } from '@goalbeat/contracts/payroll/http';
import { requireMay } from '@goalbeat/domain/access/policy';
import type { Principal } from '@goalbeat/domain/access/roles';
import { formatMoney } from '@goalbeat/domain/money/money';
import { OrgCopy } from '@goalbeat/org-copy/org-copy';
import type { Tx } from '@goalbeat/service-kit/db/tx';
import { UnitOfWork } from '@goalbeat/service-kit/db/unit-of-work';
import type { z } from 'zod';
import { BY_TIMER } from '../organisation/actor.js';
import { Organisation } from '../organisation/organisation.service.js';
import { PayoutRunRepository } from '../payout-run/payout-run.repository.js';
import { ReconciliationRepository, type ReconciliationScope, type Sums } from './reconciliation.repository.js';

type View = z.infer<typeof ReconciliationView>;

@Injectable()
export class ReconciliationService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly repository: ReconciliationRepository,
    private readonly runs: PayoutRunRepository,
    private readonly org: OrgCopy,
    private readonly organisation: Organisation,
    private readonly engine: ApprovalEngine,
  ) {}

  /** signed = posted = handed over = paid + unpaid + unanswered, per currency; one cycle with its off-cycle runs, or all. @throws forbidden */
  view(principal: Principal, cycleId: string | null): Promise<View> {
    requireMay(principal, 'payroll.reconciliation.read', { tenantId: principal.tenantId });
    return this.uow.read(principal.tenantId, (tx) => this.#view(tx, { cycleId, runId: null }));
  }

  /** At a run's end; differences become a task for finance. */
  reconcileRun(ref: RunRef): Promise<{ agreed: boolean; differences: number }> {
    return this.uow.write(ref.tenantId, async (tx) => {
      const run = await this.runs.find(tx, ref.runId);
      const view = await this.#view(tx, { cycleId: null, runId: run.id });
      if (!view.agrees) {
        await this.engine.openTodo(tx, {
          subjectKind: 'reconciliation-difference',
          subjectId: run.id,
          title: `${run.period} ${run.currency} 对账不一致：${view.differences.length} 处`,
          assigneeIds: await this.organisation.finance(tx),
          cycleId: run.cycleId,
          unitId: null,
          dueAt: null,
        });
      }
      tx.log({
        subjectKind: 'payout-run',
        subjectId: run.id,
        cycleId: run.cycleId,
        action: 'reconciled',
        ...BY_TIMER,
        at: await this.org.now(tx),
        details: { agrees: view.agrees, differences: view.differences.slice(0, 20) },
      });
      return { agreed: view.agrees, differences: view.differences.length };
    });
  }

  async #view(tx: Tx, scope: ReconciliationScope): Promise<View> {
    const sums = await this.repository.sums(tx, scope);
    const found = await this.repository.differences(tx, scope);
    const currencies = sums.map(currencyView);
    const differences = found.map(({ currency, expected, found: is, ...rest }) => ({
      ...rest,
      expected: formatMoney({ minor: BigInt(expected), currency }).amount,
      found: formatMoney({ minor: BigInt(is), currency }).amount,
    }));
    return {
      cycleId: scope.cycleId,
      currencies,
      differences,
      agrees: differences.length === 0 && currencies.every((one) => one.agrees),
    };
  }
}

function currencyView(sums: Sums): View['currencies'][number] {
  const { currency, ledgerBalanced } = sums;
  const money = (minor: string) => formatMoney({ minor: BigInt(minor), currency });
  const answered = BigInt(sums.paid) + BigInt(sums.unpaid) + BigInt(sums.unanswered);
  const agrees =
    ledgerBalanced &&
    sums.signed === sums.posted &&
    sums.posted === sums.handedOver &&
    BigInt(sums.handedOver) === answered;
  return {
    currency,
    ledgerBalanced,
    agrees,
    signed: money(sums.signed),
    posted: money(sums.posted),
    handedOver: money(sums.handedOver),
    paid: money(sums.paid),
    unpaid: money(sums.unpaid),
    unanswered: money(sums.unanswered),
  };
}
