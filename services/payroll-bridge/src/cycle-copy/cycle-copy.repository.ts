import { Injectable } from '@nestjs/common';
import type { CycleChanged } from '@goalbeat/contracts/goals/events';
import type { Chain } from '@goalbeat/domain/approval/chain';
import type { Instant } from '@goalbeat/domain/clock/instant';
import { STEP_NAMES, type StepName } from '@goalbeat/domain/cycle/steps';
import type { Tx } from '@goalbeat/service-kit/db/tx';

export interface CycleCopy {
  cycleId: string;
  period: string;
  definitionName: string;
  timeline: { step: string; at: Instant; done: boolean }[];
  bonusChain: Chain | null;
}

@Injectable()
export class CycleCopyRepository {
  /** Events come in any order: an older state never overwrites a newer one. */
  async keepNewest(tx: Tx, cycle: CycleChanged): Promise<void> {
    await tx.execute(
      `INSERT INTO cycle_copy (cycle_id, tenant_id, version, period, definition_name, timeline, bonus_chain)
       VALUES ($1, $2, $3, $4, $5, $6, $7)
       ON CONFLICT (cycle_id) DO UPDATE SET version = excluded.version, period = excluded.period,
         definition_name = excluded.definition_name, timeline = excluded.timeline, bonus_chain = excluded.bonus_chain
       WHERE cycle_copy.version < excluded.version`,
      [
        cycle.cycleId,
        tx.tenantId,
        cycle.version,
        cycle.period,
        cycle.definitionName,
        JSON.stringify(cycle.timeline),
        JSON.stringify(cycle.chains['bonus-list'] ?? null),
      ],
    );
  }

  find(tx: Tx, cycleId: string): Promise<CycleCopy | undefined> {
    return tx.maybe<CycleCopy>(
      `SELECT cycle_id AS "cycleId", period, definition_name AS "definitionName", timeline, bonus_chain AS "bonusChain"
       FROM cycle_copy WHERE cycle_id = $1`,
      [cycleId],
    );
  }
}

/** Instants of the cycle's steps, for ladders that are due at a step. */
export function stepCaps(cycle: CycleCopy | undefined): Partial<Record<StepName, Instant>> {
  const caps: Partial<Record<StepName, Instant>> = {};
  for (const { step, at } of cycle?.timeline ?? []) {
    const name = STEP_NAMES.find((known) => known === step);
    if (name !== undefined) caps[name] = at;
  }
  return caps;
}
