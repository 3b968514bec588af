import { Injectable } from '@nestjs/common';
import type { CycleChanged } from '@goalbeat/contracts/goals/events';
import { DomainError } from '@goalbeat/domain/errors/domain-error';
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
  /** Version of the cycle's control row that this is of. */
  control: number;
  /** As HR has it now; null before goals told. */
  payPlan: string | null;
  /** Pinned; null: the newest. */
  payPlanVersion: number | null;
}

/** The log's word for a cycle that leaves no list. */
export const NOTHING_TO_PAY = 'nothing-to-pay';

@Injectable()
export class CycleCopyRepository {
  /** Events come in any order: an older state never overwrites a newer one. */
  async keepNewest(tx: Tx, cycle: CycleChanged): Promise<void> {
    await tx.execute(
      `INSERT INTO cycle_copy (cycle_id, tenant_id, version, period, definition_name, timeline, bonus_chain, control, pay_plan,
         pay_plan_version)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
       ON CONFLICT (cycle_id) DO UPDATE SET version = excluded.version, period = excluded.period,
         definition_name = excluded.definition_name, timeline = excluded.timeline, bonus_chain = excluded.bonus_chain,
         control = excluded.control, pay_plan = excluded.pay_plan, pay_plan_version = excluded.pay_plan_version
       WHERE cycle_copy.version < excluded.version`,
      [
        cycle.cycleId,
        tx.tenantId,
        cycle.version,
        cycle.period,
        cycle.definitionName,
        JSON.stringify(cycle.timeline),
        JSON.stringify(cycle.chains['bonus-list'] ?? null),
        cycle.control ?? 0,
        cycle.payPlan,
        cycle.payPlanVersion ?? null,
      ],
    );
  }

  async cancel(tx: Tx, cycleId: string, at: Instant, reason: string): Promise<void> {
    await tx.execute(
      'INSERT INTO cycle_cancellation (tenant_id, cycle_id, at, reason) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING',
      [tx.tenantId, cycleId, at, reason],
    );
  }

  async isCancelled(tx: Tx, cycleId: string): Promise<boolean> {
    return (await tx.maybe('SELECT 1 FROM cycle_cancellation WHERE cycle_id = $1', [cycleId])) !== undefined;
  }

  async saidNothingToPay(tx: Tx, cycleId: string): Promise<boolean> {
    const said = await tx.maybe(
      `SELECT 1 FROM process_log WHERE tenant_id = $1 AND subject_kind = 'cycle' AND subject_id = $2 AND action = $3 LIMIT 1`,
      [tx.tenantId, cycleId, NOTHING_TO_PAY],
    );
    return said !== undefined;
  }

  /** Of a cycle that goals or a run told of. @throws not-found, so that a mistyped id is no proof of anything */
  async requireKnown(tx: Tx, cycleId: string): Promise<void> {
    const known = await tx.maybe(
      'SELECT 1 FROM cycle_copy WHERE cycle_id = $1 UNION ALL SELECT 1 FROM payout_run WHERE cycle_id = $1 LIMIT 1',
      [cycleId],
    );
    if (known === undefined) throw new DomainError('not-found', 'There is no such cycle.', { field: 'cycle' });
  }

  find(tx: Tx, cycleId: string): Promise<CycleCopy | undefined> {
    return this.#read(tx, cycleId, '');
  }

  /** Whoever builds a cycle's lists holds this. */
  lock(tx: Tx, cycleId: string): Promise<CycleCopy | undefined> {
    return this.#read(tx, cycleId, 'FOR UPDATE');
  }

  #read(tx: Tx, cycleId: string, lock: '' | 'FOR UPDATE'): Promise<CycleCopy | undefined> {
    return tx.maybe<CycleCopy>(
      `SELECT cycle_id AS "cycleId", period, definition_name AS "definitionName", timeline, bonus_chain AS "bonusChain",
         control::int AS control, pay_plan AS "payPlan", pay_plan_version::int AS "payPlanVersion"
       FROM cycle_copy WHERE cycle_id = $1 ${lock}`,
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
