import { Injectable } from '@nestjs/common';
import type { CycleChanged } from '@goalbeat/contracts/goals/events';
import type { Chain } from '@goalbeat/domain/approval/chain';
import type { StepName } from '@goalbeat/domain/cycle/steps';
import { DomainError } from '@goalbeat/domain/errors/domain-error';
import type { Tx } from '@goalbeat/service-kit/db/tx';

export interface CycleFact {
  cycleId: string;
  period: string;
  state: string;
  /** Chain for the release of results; null when scores are published at once. */
  resultsChain: Chain | null;
  stepCaps: Partial<Record<StepName, string>>;
}

@Injectable()
export class CycleFactRepository {
  /** Keeps the newest; an older event that comes late changes nothing. */
  async keep(tx: Tx, cycle: CycleChanged): Promise<void> {
    await tx.execute(
      `INSERT INTO cycle_fact (tenant_id, cycle_id, version, period, state, chains, timeline)
       VALUES ($1, $2, $3, $4, $5, $6, $7)
       ON CONFLICT (tenant_id, cycle_id) DO UPDATE
       SET version = excluded.version, state = excluded.state, chains = excluded.chains, timeline = excluded.timeline
       WHERE cycle_fact.version < excluded.version`,
      [
        tx.tenantId,
        cycle.cycleId,
        cycle.version,
        cycle.period,
        cycle.state,
        JSON.stringify(cycle.chains),
        JSON.stringify(cycle.timeline),
      ],
    );
  }

  /** @throws not-yet while goals' event is on its way. */
  async one(tx: Tx, cycleId: string): Promise<CycleFact> {
    const row = await tx.maybe<{
      period: string;
      state: string;
      chains: { results?: Chain };
      timeline: { step: StepName; at: string }[];
    }>('SELECT period, state, chains, timeline FROM cycle_fact WHERE cycle_id = $1', [cycleId]);
    if (row === undefined) throw new DomainError('not-yet', 'The cycle has not arrived from goals yet.');
    return {
      cycleId,
      period: row.period,
      state: row.state,
      resultsChain: row.chains.results ?? null,
      stepCaps: Object.fromEntries(row.timeline.map(({ step, at }) => [step, at])),
    };
  }
}
