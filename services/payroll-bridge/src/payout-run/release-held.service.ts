import { Injectable } from '@nestjs/common';
import type { ReleaseHeldLines, RunView } from '@goalbeat/contracts/payroll/http';
import { may } from '@goalbeat/domain/access/policy';
import type { Principal } from '@goalbeat/domain/access/roles';
import { DomainError } from '@goalbeat/domain/errors/domain-error';
import type { CommandRequest } from '@goalbeat/service-kit/db/command-request';
import type { Tx } from '@goalbeat/service-kit/db/tx';
import { UnitOfWork } from '@goalbeat/service-kit/db/unit-of-work';
import { v7 as uuidv7 } from 'uuid';
import type { z } from 'zod';
import { BonusLineRepository, type LineRow } from '../bonus-list/bonus-line.repository.js';
import { SetOffs } from '../correction/set-offs.js';
import { MoneyAuthority } from '../organisation/money-authority.js';
import { requireAllUnits } from '../organisation/reach.js';
import { continuing } from './continuing.js';
import { OffCycleRuns } from './off-cycle-runs.js';
import { PayoutRunService } from './payout-run.service.js';

type Body = z.infer<typeof ReleaseHeldLines>;

/** Held lines of signed lists go on: a run of its own, with its own list and signatures. */
@Injectable()
export class ReleaseHeldService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly lines: BonusLineRepository,
    private readonly offCycle: OffCycleRuns,
    private readonly views: PayoutRunService,
    private readonly authority: MoneyAuthority,
    private readonly setOffs: SetOffs,
  ) {}

  /**
   * Amounts stay as they were signed; a line goes on once.
   * @throws not-found, forbidden, four-eyes (one's own line), wrong-state (not held, or nothing in it), duplicate, validation (two currencies), unavailable
   */
  async release(asked: CommandRequest, body: Body): Promise<z.infer<typeof RunView>> {
    const command = await this.authority.confirm(asked, 'payroll.off-cycle.write');
    const { principal } = command;
    return this.uow.command(command, async (tx) => {
      const held = await this.#held(tx, principal, body);
      const run = await this.offCycle.open(tx, {
        principal,
        originIds: held.map((line) => line.runId),
        reason: body.reason,
        action: 'held-lines-released',
        details: { lines: held.map((line) => line.id) },
        lines: (opened) =>
          held.map((line) => ({
            ...continuing(line, opened),
            id: uuidv7(),
            cause: 'released' as const,
            releases: line.id,
          })),
      });
      return this.views.view(tx, run);
    });
  }

  async #held(tx: Tx, principal: Principal, body: Body): Promise<LineRow[]> {
    const ids = [...new Set(body.lineIds)];
    const known = (await this.lines.ofIds(tx, ids)).filter((line) =>
      may(principal, 'payroll.list.read', { tenantId: tx.tenantId, unitPath: line.unitPath }),
    );
    const found = new Set(known.map((line) => line.id));
    const field = (id: string): string => `lineIds.${body.lineIds.indexOf(id)}`;
    const missing = ids.find((id) => !found.has(id));
    if (missing !== undefined) throw new DomainError('not-found', 'There is no such line.', { field: field(missing) });
    requireAllUnits(
      principal,
      'payroll.off-cycle.write',
      known.map((line) => line.unitPath),
    );
    const own = known.find((line) => line.personId === principal.personId);
    if (own !== undefined)
      throw new DomainError('four-eyes', 'It is your own line: somebody else has to do this.', {
        field: field(own.id),
      });
    const held = await this.lines.lockHeld(tx, ids);
    // 0.00 that keeps something back pays off what it keeps back.
    const keeping = await this.setOffs.keeping(
      tx,
      held.map((line) => line.claimId),
    );
    const isEmpty = (line: LineRow): boolean => line.amountMinor === '0' && !keeping.has(line.claimId);
    const other = known.find((line) => isEmpty(line) || !held.some((one) => one.id === line.id));
    if (other !== undefined) {
      throw new DomainError(
        'wrong-state',
        'Only a held line of a signed list, with an amount, goes on in another one.',
        {
          field: field(other.id),
          details: { state: other.state },
        },
      );
    }
    for (const line of held) {
      if (line.amountMinor === '0' || (await this.setOffs.shortOf(tx, line.claimId)) < BigInt(line.amountMinor))
        continue;
      throw new DomainError('wrong-state', 'A correction has left nothing of this line: give it up instead.', {
        field: field(line.id),
      });
    }
    const [again] = await this.lines.released(tx, ids);
    if (again !== undefined)
      throw new DomainError('duplicate', 'This line goes on in another list already.', { field: field(again) });
    const foreign = held.find((line) => line.currency !== held[0]?.currency);
    if (foreign !== undefined)
      throw new DomainError('validation', 'A run has one currency.', { field: field(foreign.id) });
    return held;
  }
}
