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
  /** Version of the cycle's control row that this is of. */
  control: number;
  /** As HR has it now; null before goals told. */
  ruleSet: string | null;
  /** Pinned; null: the newest. */
  ruleSetVersion: number | null;
}

@Injectable()
export class CycleFactRepository {
  /** Keeps the newest; an older event that comes late changes nothing. */
  async keep(tx: Tx, cycle: CycleChanged): Promise<void> {
    await tx.execute(
      `INSERT INTO cycle_fact (tenant_id, cycle_id, version, period, state, chains, timeline, control, rule_set, rule_set_version)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
       ON CONFLICT (tenant_id, cycle_id) DO UPDATE
       SET version = excluded.version, state = excluded.state, chains = excluded.chains, timeline = excluded.timeline,
         control = excluded.control, rule_set = excluded.rule_set, rule_set_version = excluded.rule_set_version
       WHERE cycle_fact.version < excluded.version`,
      [
        tx.tenantId,
        cycle.cycleId,
        cycle.version,
        cycle.period,
        cycle.state,
        JSON.stringify(cycle.chains),
        JSON.stringify(cycle.timeline),
        cycle.control ?? 0,
        cycle.ruleSet,
        cycle.ruleSetVersion ?? null,
      ],
    );
  }

  /** @throws not-yet while goals' event is on its way. */
  async one(tx: Tx, cycleId: string): Promise<CycleFact> {
    const fact = await this.find(tx, cycleId);
    if (fact === undefined) throw new DomainError('not-yet', 'The cycle has not arrived from goals yet.');
    return fact;
  }

  async find(tx: Tx, cycleId: string): Promise<CycleFact | undefined> {
    const row = await tx.maybe<
      Pick<CycleFact, 'period' | 'state' | 'control' | 'ruleSet' | 'ruleSetVersion'> & {
        chains: { results?: Chain };
        timeline: { step: StepName; at: string }[];
      }
    >(
      `SELECT period, state, chains, timeline, control::int AS control, rule_set AS "ruleSet", rule_set_version AS "ruleSetVersion"
       FROM cycle_fact WHERE cycle_id = $1`,
      [cycleId],
    );
    if (row === undefined) return undefined;
    const { chains, timeline, ...fact } = row;
    return {
      cycleId,
      ...fact,
      resultsChain: chains.results ?? null,
      stepCaps: Object.fromEntries(timeline.map(({ step, at }) => [step, at])),
    };
  }
}
