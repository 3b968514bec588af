import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { CorrectionView, CorrectPayments } from '@goalbeat/contracts/payroll/correction-http';
import { requireMay } from '@goalbeat/domain/access/policy';
import { DomainError } from '@goalbeat/domain/errors/domain-error';
import { OrgCopy } from '@goalbeat/org-copy/org-copy';
import { type CommandRequest, stableJson } from '@goalbeat/service-kit/db/command-request';
import type { Tx } from '@goalbeat/service-kit/db/tx';
import { UnitOfWork } from '@goalbeat/service-kit/db/unit-of-work';
import { actorOf } from '@goalbeat/service-kit/process-log/actor';
import { v7 as uuidv7 } from 'uuid';
import type { z } from 'zod';
import { CycleCopyRepository } from '../cycle-copy/cycle-copy.repository.js';
import { MoneyAuthority } from '../organisation/money-authority.js';
import { correctionView } from './correction.view.js';
import { CorrectionEffects } from './correction-effects.js';
import { CorrectionRepository } from './correction.repository.js';
import { CorrectionTable, type Table } from './correction-table.js';

type Body = z.infer<typeof CorrectPayments>;

/** A score or a plan of a cycle was wrong: the difference is paid, or kept back, and nothing else. */
@Injectable()
export class CorrectionService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly org: OrgCopy,
    private readonly cycles: CycleCopyRepository,
    private readonly corrections: CorrectionRepository,
    private readonly table: CorrectionTable,
    private readonly effects: CorrectionEffects,
    private readonly authority: MoneyAuthority,
  ) {}

  /**
   * A dry run changes nothing; the correction itself wants the dry run's fingerprint. Differences above 0 go on lists that finance
   * signs; those below 0 are posted, and kept back from the next list.
   * @throws not-found, forbidden, four-eyes, validation, wrong-state (an earlier correction waits for its signature), stale-version, unavailable
   */
  async correct(asked: CommandRequest, body: Body): Promise<z.infer<typeof CorrectionView>> {
    const command = await this.authority.confirm(asked, 'payroll.correction.write');
    const { principal } = command;
    requireMay(principal, 'payroll.correction.write', { tenantId: principal.tenantId });
    const own = body.scores.findIndex((score) => score.personId === principal.personId);
    if (own >= 0)
      throw new DomainError('four-eyes', 'It is your own score: somebody else has to correct it.', {
        field: `scores.${own}.personId`,
      });
    if (!body.dryRun && body.fingerprint === undefined)
      throw new DomainError('validation', 'Make a dry run first and send its fingerprint.', { field: 'fingerprint' });
    return this.uow.command(command, async (tx) => {
      await this.cycles.lock(tx, body.cycleId);
      const table = await this.table.of(tx, body);
      const fingerprint = fingerprintOf(body.cycleId, table);
      if (body.dryRun) {
        tx.changedNothing();
        return correctionView({ id: null, cycleId: body.cycleId, fingerprint, runIds: [] }, table);
      }
      if (fingerprint !== body.fingerprint) {
        throw new DomainError(
          'stale-version',
          'It would change other amounts than the dry run said: look at them again.',
          {
            field: 'fingerprint',
            details: { fingerprint },
          },
        );
      }
      await this.#requireNoneOpen(tx, body.cycleId);
      await this.#requireNonePaidAgain(tx, table);
      const row = {
        id: uuidv7(),
        cycleId: body.cycleId,
        no: table.no,
        reason: body.reason,
        fingerprint,
        planCode: table.plan.code,
        planVersion: table.plan.version,
        scores: body.scores,
        byId: principal.personId ?? principal.id,
        at: await this.org.now(tx),
      };
      const runIds = await this.effects.apply(tx, principal, row, table);
      tx.log({
        subjectKind: 'cycle',
        subjectId: body.cycleId,
        cycleId: body.cycleId,
        action: 'payments-corrected',
        ...actorOf(principal),
        at: row.at,
        reason: body.reason,
        ruleVersion: `pay-plan/${row.planCode}@${row.planVersion}`,
        details: { correctionId: row.id, no: row.no, fingerprint, runIds, scores: body.scores, counts: table.counts },
      });
      return correctionView({ id: row.id, cycleId: body.cycleId, fingerprint, runIds }, table);
    });
  }

  /** Two at once would each pay the whole difference. */
  async #requireNoneOpen(tx: Tx, cycleId: string): Promise<void> {
    const runId = await this.corrections.underWay(tx, cycleId);
    if (runId === null) return;
    throw new DomainError(
      'wrong-state',
      'An earlier correction of this cycle waits for its signature: decide that first.',
      {
        details: { runId },
      },
    );
  }

  /** What is paid again is less by what was taken off before its list was made, not while it waits for its signature. */
  async #requireNonePaidAgain(tx: Tx, { judged }: Table): Promise<void> {
    const less = judged.filter(({ difference }) => difference < 0n).map(({ claim }) => claim.claimId);
    const again = await this.corrections.payingAgain(tx, less);
    if (again === null) return;
    throw new DomainError(
      'wrong-state',
      'Money that this takes off is on a list that pays a rejected payout again, or what was held, and waits for its signature: decide that first.',
      { details: { ...again } },
    );
  }
}

function fingerprintOf(cycleId: string, { plan, no, judged }: Table): string {
  const lines = judged.map(({ claim, worth, back }) => [
    claim.claimId,
    claim.accruedMinor,
    worth.toString(),
    back.toString(),
  ]);
  return createHash('sha256')
    .update(stableJson({ cycleId, no, plan: [plan.code, plan.version], lines }))
    .digest('hex');
}
