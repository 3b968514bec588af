import { Injectable } from '@nestjs/common';
import type { Funnel } from '@goalbeat/contracts/goals/cycle-http';
import type { Tx } from '@goalbeat/service-kit/db/tx';
import type { z } from 'zod';

export interface CycleFigures {
  funnel: z.infer<typeof Funnel>;
  /** Sheets now in each state. */
  sheets: Record<string, number>;
  skippedPeople: { personId: string; reason: string }[];
  leavers: { personId: string; sheetId: string; leftOn: string }[];
}

/** Counts by SQL: a cycle's workflow never counts anything. */
@Injectable()
export class FunnelReader {
  async of(tx: Tx, cycleId: string): Promise<CycleFigures> {
    const [states, figures, skippedPeople, leavers] = await Promise.all([
      tx.query<{ state: string; n: number }>(
        'SELECT state, count(*)::int AS n FROM goal_sheet WHERE cycle_id = $1 GROUP BY state',
        [cycleId],
      ),
      tx.one<Omit<z.infer<typeof Funnel>, 'people'>>(
        `SELECT count(*)::int AS issued, count(planned_at)::int AS planned, count(reported_at)::int AS reported,
           count(*) FILTER (WHERE state = 'confirmed')::int AS confirmed,
           (SELECT COALESCE(sum(scored), 0)::int FROM cycle_progress WHERE cycle_id = $1 AND source = 'scoring') AS scored,
           (SELECT COALESCE(sum(signed), 0)::int FROM cycle_progress WHERE cycle_id = $1 AND source = 'payout') AS signed,
           (SELECT COALESCE(sum(paid), 0)::int FROM cycle_progress WHERE cycle_id = $1 AND source = 'payout') AS paid,
           (SELECT nothing_to_pay_at FROM cycle WHERE id = $1) AS "nothingToPay"
         FROM goal_sheet WHERE cycle_id = $1 AND state <> 'cancelled'`,
        [cycleId],
      ),
      tx.query<{ personId: string; reason: string }>(
        'SELECT person_id AS "personId", reason FROM cycle_skipped_person WHERE cycle_id = $1 ORDER BY reason, person_id',
        [cycleId],
      ),
      tx.query<{ personId: string; sheetId: string; leftOn: string }>(
        `SELECT person_id AS "personId", id AS "sheetId", left_on AS "leftOn" FROM goal_sheet
         WHERE cycle_id = $1 AND left_on IS NOT NULL ORDER BY left_on, person_id`,
        [cycleId],
      ),
    ]);
    return {
      funnel: { people: figures.issued + skippedPeople.length, ...figures },
      sheets: Object.fromEntries(states.map(({ state, n }) => [state, n])),
      skippedPeople,
      leavers,
    };
  }
}
