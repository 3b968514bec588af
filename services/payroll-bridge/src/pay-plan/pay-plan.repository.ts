import { Injectable } from '@nestjs/common';
import type { PlanLimits } from '@goalbeat/domain/pay/check-pay-plan-v2';
import type { PayPlan } from '@goalbeat/domain/pay/pay-plan';
import type { PayPlanV2 } from '@goalbeat/domain/pay/pay-plan-v2';
import type { Tx } from '@goalbeat/service-kit/db/tx';

/** What the company wrote, in the version it was written in. */
export type StoredPlan = (PayPlan | (PayPlanV2 & PlanLimits)) & { name: string; finalDecider: string };

export interface PayPlanRow {
  id: string;
  code: string;
  version: number;
  data: StoredPlan;
  updatedAt: string;
}

const COLUMNS = 'id, code, version::int AS version, data, updated_at AS "updatedAt"';

@Injectable()
export class PayPlanRepository {
  byCode(tx: Tx, code: string): Promise<PayPlanRow | undefined> {
    return tx.maybe<PayPlanRow>(`SELECT ${COLUMNS} FROM pay_plan WHERE code = $1`, [code]);
  }

  /** A version of a plan, the newest when none is named. */
  pinned(tx: Tx, code: string, version: number | null): Promise<PayPlanRow | undefined> {
    if (version === null) return this.byCode(tx, code);
    return tx.maybe<PayPlanRow>(
      `SELECT p.id, p.code, v.version::int AS version, v.data, v.at AS "updatedAt"
       FROM pay_plan p JOIN pay_plan_version v ON v.tenant_id = p.tenant_id AND v.plan_id = p.id
       WHERE p.code = $1 AND v.version = $2`,
      [code, version],
    );
  }

  lockByCode(tx: Tx, code: string): Promise<PayPlanRow | undefined> {
    return tx.maybe<PayPlanRow>(`SELECT ${COLUMNS} FROM pay_plan WHERE code = $1 FOR UPDATE`, [code]);
  }

  /** Ordered by code; one more than the limit, so that the caller sees whether there is a next page. */
  list(tx: Tx, after: string | null, limit: number): Promise<PayPlanRow[]> {
    return tx.query<PayPlanRow>(
      `SELECT ${COLUMNS} FROM pay_plan WHERE ($1::text IS NULL OR code > $1) ORDER BY code LIMIT $2`,
      [after, limit + 1],
    );
  }

  /** Undefined when somebody else made the plan at the same moment. */
  create(tx: Tx, row: PayPlanRow): Promise<PayPlanRow | undefined> {
    return tx.maybe<PayPlanRow>(
      `INSERT INTO pay_plan (id, tenant_id, code, version, data, updated_at) VALUES ($1, $2, $3, 1, $4, $5)
       ON CONFLICT (tenant_id, code) DO NOTHING RETURNING ${COLUMNS}`,
      [row.id, tx.tenantId, row.code, JSON.stringify(row.data), row.updatedAt],
    );
  }

  /** Undefined when the version has moved on. */
  change(tx: Tx, row: PayPlanRow): Promise<PayPlanRow | undefined> {
    return tx.maybe<PayPlanRow>(
      `UPDATE pay_plan SET version = version + 1, data = $3, updated_at = $4 WHERE id = $1 AND version = $2 RETURNING ${COLUMNS}`,
      [row.id, row.version, JSON.stringify(row.data), row.updatedAt],
    );
  }

  async keepVersion(tx: Tx, row: PayPlanRow, byId: string): Promise<void> {
    await tx.execute(
      'INSERT INTO pay_plan_version (tenant_id, plan_id, version, data, at, by_id) VALUES ($1, $2, $3, $4, $5, $6)',
      [tx.tenantId, row.id, row.version, JSON.stringify(row.data), row.updatedAt, byId],
    );
  }
}
