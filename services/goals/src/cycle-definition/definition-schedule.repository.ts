import { Injectable } from '@nestjs/common';
import type { Tx } from '@goalbeat/service-kit/db/tx';

export interface DefinitionSchedule {
  /** Business instant. */
  opensFrom: string;
  pausedAt: string | null;
  heldAt: string | null;
  askedPeriod: string | null;
  /** Real time. */
  askedAt: string | null;
}

/** How activated definitions open their cycles by themselves; there is a row for each that was ever activated. */
@Injectable()
export class DefinitionScheduleRepository {
  of(tx: Tx, definitionId: string): Promise<DefinitionSchedule | undefined> {
    return tx.maybe<DefinitionSchedule>(
      `SELECT opens_from AS "opensFrom", paused_at AS "pausedAt", held_at AS "heldAt", asked_period AS "askedPeriod", asked_at AS "askedAt"
       FROM definition_schedule WHERE definition_id = $1`,
      [definitionId],
    );
  }

  /** A pause outlives the activation of a new version. */
  async activated(tx: Tx, definitionId: string, now: string): Promise<{ paused: boolean }> {
    const { pausedAt } = await tx.one<{ pausedAt: string | null }>(
      `INSERT INTO definition_schedule (tenant_id, definition_id, opens_from) VALUES ($1, $2, $3)
       ON CONFLICT (tenant_id, definition_id) DO UPDATE SET opens_from = $3 RETURNING paused_at AS "pausedAt"`,
      [tx.tenantId, definitionId, now],
    );
    return { paused: pausedAt !== null };
  }

  async pause(tx: Tx, definitionId: string, now: string): Promise<void> {
    await tx.execute('UPDATE definition_schedule SET paused_at = $2 WHERE definition_id = $1', [definitionId, now]);
  }

  async resume(tx: Tx, definitionId: string, now: string): Promise<void> {
    await tx.execute('UPDATE definition_schedule SET paused_at = NULL, opens_from = $2 WHERE definition_id = $1', [
      definitionId,
      now,
    ]);
  }

  /** @param now null when it is held no more: what was held back meanwhile stays closed */
  async held(tx: Tx, definitionId: string, heldAt: string | null, now: string): Promise<void> {
    await tx.execute(
      `UPDATE definition_schedule SET held_at = $2, opens_from = CASE WHEN $2::timestamptz IS NULL THEN $3 ELSE opens_from END
       WHERE definition_id = $1`,
      [definitionId, heldAt, now],
    );
  }

  async asked(tx: Tx, definitionId: string, period: string): Promise<void> {
    await tx.execute('UPDATE definition_schedule SET asked_period = $2, asked_at = now() WHERE definition_id = $1', [
      definitionId,
      period,
    ]);
  }
}
