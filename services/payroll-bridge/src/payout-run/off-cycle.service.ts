import { Injectable } from '@nestjs/common';
import { ApprovalEngine } from '@goalbeat/approvals/approval-engine';
import { SEARCH_ATTRIBUTES } from '@goalbeat/contracts/names';
import type { CreateOffCycleRun, RunView } from '@goalbeat/contracts/payroll/http';
import { type PayoutInput, payoutWorkflowId } from '@goalbeat/contracts/workflows';
import { may } from '@goalbeat/domain/access/policy';
import type { Principal } from '@goalbeat/domain/access/roles';
import { DomainError } from '@goalbeat/domain/errors/domain-error';
import { OrgCopy } from '@goalbeat/org-copy/org-copy';
import type { CommandRequest } from '@goalbeat/service-kit/db/command-request';
import type { Tx } from '@goalbeat/service-kit/db/tx';
import { UnitOfWork } from '@goalbeat/service-kit/db/unit-of-work';
import { actorOf } from '@goalbeat/service-kit/process-log/actor';
import { v7 as uuidv7 } from 'uuid';
import type { z } from 'zod';
import { BonusLineRepository, type LineRow } from '../bonus-list/bonus-line.repository.js';
import { DraftLists } from '../bonus-list/draft-lists.js';
import { requireAllUnits } from '../organisation/reach.js';
import { PayoutGate } from '../payout-gate/payout-gate.js';
import { REJECTED } from '../payout/payout-notices.js';
import { MoneyAuthority } from '../organisation/money-authority.js';
import { PayoutAnswerRepository } from '../payout/payout-answer.repository.js';
import { PayoutRepository, type PayoutWithLine } from '../payout/payout.repository.js';
import { PayoutRunNews } from './payout-run.news.js';
import { PayoutRunRepository, type RunRow } from './payout-run.repository.js';
import { PayoutRunService } from './payout-run.service.js';

type Body = z.infer<typeof CreateOffCycleRun>;

/** Pays rejected payouts again: a run of its own, with its own list and signatures. */
@Injectable()
export class OffCycleService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly org: OrgCopy,
    private readonly payouts: PayoutRepository,
    private readonly answers: PayoutAnswerRepository,
    private readonly runs: PayoutRunRepository,
    private readonly lines: BonusLineRepository,
    private readonly drafts: DraftLists,
    private readonly views: PayoutRunService,
    private readonly news: PayoutRunNews,
    private readonly engine: ApprovalEngine,
    private readonly authority: MoneyAuthority,
    private readonly gate: PayoutGate,
  ) {}

  /**
   * Each rejected payout can be paid again once; amounts stay.
   * @throws not-found, forbidden, wrong-state (not rejected, or payroll says paid meanwhile), duplicate (paid again already), validation (two currencies),
   * payouts-stopped
   */
  async create(asked: CommandRequest, body: Body): Promise<z.infer<typeof RunView>> {
    const command = await this.authority.confirm(asked, 'payroll.off-cycle.write');
    const { principal } = command;
    return this.uow.command(command, async (tx) => {
      // After a restore what looks rejected may have been paid since.
      await this.gate.requireOpen(tx);
      const payouts = await this.#rejected(tx, principal, body);
      const run = await this.#run(tx, payouts, body.reason);
      const made = await this.drafts.make(tx, run, await this.#lines(tx, run, payouts), {
        budgetMinor: null,
        earlierRunId: null,
      });
      for (const list of made) {
        await this.engine.openTodo(tx, {
          subjectKind: 'submit-bonus-list',
          subjectId: list.id,
          title: list.title,
          assigneeIds: principal.personId === null ? [] : [principal.personId],
          cycleId: run.cycleId,
          unitId: null,
          dueAt: null,
        });
      }
      await this.engine.closeTodos(tx, { subjectKind: REJECTED, subjectIds: body.payoutIds });
      tx.log({
        subjectKind: 'payout-run',
        subjectId: run.id,
        cycleId: run.cycleId,
        action: 'off-cycle-created',
        ...actorOf(principal),
        at: run.createdAt,
        reason: body.reason,
        details: { payouts: body.payoutIds },
      });
      this.#start(tx, run);
      await this.news.announce(tx, run);
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
    const [doubtful] = await this.answers.lastSaidPaid(tx, ids);
    if (doubtful !== undefined) {
      throw new DomainError(
        'wrong-state',
        'Payroll said last that it has paid this. Clear it with payroll: once it answers rejected again it can be paid again.',
        { field: field(doubtful), details: { lastAnswer: 'paid' } },
      );
    }
    const [again] = await this.payouts.replaced(tx, ids);
    if (again !== undefined)
      throw new DomainError('duplicate', 'This payout is paid again already.', { field: field(again) });
    const [first] = payouts;
    const foreign = payouts.find((one) => one.currency !== first?.currency);
    if (foreign !== undefined)
      throw new DomainError('validation', 'A run has one currency.', { field: field(foreign.id) });
    return payouts;
  }

  /** Signed by the chain of the newest run that was rejected; of its cycle when all are of one. */
  async #run(tx: Tx, payouts: readonly PayoutWithLine[], reason: string): Promise<RunRow> {
    const origins: RunRow[] = [];
    for (const id of [...new Set(payouts.map((payout) => payout.runId))].toSorted())
      origins.push(await this.runs.find(tx, id));
    const origin = origins.at(-1);
    if (origin === undefined) throw new DomainError('not-found', 'There is no such payout.', { field: 'payoutIds' });
    const cycles = new Set(origins.map((run) => run.cycleId));
    const run = await this.runs.create(tx, {
      id: uuidv7(),
      kind: 'off-cycle',
      cycleId: cycles.size === 1 ? origin.cycleId : null,
      period: origin.period,
      currency: origin.currency,
      planCode: origin.planCode,
      planVersion: origin.planVersion,
      chain: origin.chain,
      finalDecider: origin.finalDecider,
      reason,
      createdAt: await this.org.now(tx),
      batchId: null,
    });
    if (run === undefined) throw new Error('An off-cycle run collides with nothing');
    return run;
  }

  async #lines(
    tx: Tx,
    run: RunRow,
    payouts: readonly PayoutWithLine[],
  ): Promise<Omit<LineRow, 'version' | 'listId'>[]> {
    const old = new Map(
      (
        await this.lines.ofIds(
          tx,
          payouts.map((payout) => payout.lineId),
        )
      ).map((line) => [line.id, line]),
    );
    return payouts.flatMap((payout) => {
      const line = old.get(payout.lineId);
      if (line === undefined) return [];
      const { version, listId, ...same } = line;
      void version;
      void listId;
      const amountMinor = payout.amountMinor;
      return [
        {
          ...same,
          id: uuidv7(),
          runId: run.id,
          amountMinor,
          state: 'ready' as const,
          heldReason: null,
          replaces: payout.id,
        },
      ];
    });
  }

  /** No cycle starts it, so the run's own creation does. */
  #start(tx: Tx, run: RunRow): void {
    const input: PayoutInput = { tenantId: tx.tenantId, runId: run.id, cycleId: run.cycleId };
    tx.tell({
      kind: 'start',
      workflow: 'payout',
      workflowId: payoutWorkflowId(input),
      input,
      searchAttributes: {
        [SEARCH_ATTRIBUTES.tenant]: tx.tenantId,
        [SEARCH_ATTRIBUTES.subject]: 'payout',
        ...(run.cycleId === null ? {} : { [SEARCH_ATTRIBUTES.cycle]: run.cycleId }),
      },
      summary: `Off-cycle payout run ${run.id}`,
    });
  }
}
