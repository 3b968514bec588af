import { Injectable } from '@nestjs/common';
import type { HandOverWay } from '@goalbeat/domain/payout/hand-over';
import type { Tx } from '@goalbeat/service-kit/db/tx';
import type { HandOverTarget } from '../hand-over.port.js';

export interface SettingRow {
  version: number;
  way: HandOverWay;
  url: string | null;
  queryUrl: string | null;
  deduplicates: boolean;
  /** Working hours within which a file should be released. */
  releaseWithinHours: number;
}

export interface SecretRow {
  sealed: string;
  madeAt: string;
  previousSealed: string | null;
  previousUntil: string | null;
}

const SETTING =
  'version::int AS version, way, url, query_url AS "queryUrl", deduplicates, release_within_hours AS "releaseWithinHours"';
// Of addresses that were put right the last one counts.
const PINNED = `SELECT p.run_id AS "runId", p.way, CASE WHEN a.n IS NULL THEN p.url ELSE a.url END AS url,
  CASE WHEN a.n IS NULL THEN p.query_url ELSE a.query_url END AS "queryUrl",
  COALESCE(a.deduplicates, p.deduplicates) AS deduplicates
FROM hand_over_pin p
LEFT JOIN LATERAL (SELECT n, url, query_url, deduplicates FROM hand_over_address WHERE run_id = p.run_id ORDER BY n DESC LIMIT 1) a ON true`;
const SECRET = 'sealed, made_at AS "madeAt", previous_sealed AS "previousSealed", previous_until AS "previousUntil"';

/** Where payouts go: the company's setting, what each run has pinned of it, and what signs. */
@Injectable()
export class HandOverTargetRepository {
  setting(tx: Tx): Promise<SettingRow | undefined> {
    return tx.maybe<SettingRow>(`SELECT ${SETTING} FROM hand_over_setting`);
  }

  lockSetting(tx: Tx): Promise<SettingRow | undefined> {
    return tx.maybe<SettingRow>(`SELECT ${SETTING} FROM hand_over_setting FOR UPDATE`);
  }

  /** The next version. Undefined when somebody else has written the first one meanwhile. */
  save(tx: Tx, setting: SettingRow, by: { personId: string; at: string }): Promise<SettingRow | undefined> {
    return tx.maybe<SettingRow>(
      `INSERT INTO hand_over_setting (tenant_id, version, way, url, query_url, deduplicates, release_within_hours, changed_by, updated_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
       ON CONFLICT (tenant_id) DO UPDATE SET version = EXCLUDED.version, way = EXCLUDED.way, url = EXCLUDED.url,
         query_url = EXCLUDED.query_url, deduplicates = EXCLUDED.deduplicates,
         release_within_hours = EXCLUDED.release_within_hours, changed_by = EXCLUDED.changed_by, updated_at = EXCLUDED.updated_at
       WHERE hand_over_setting.version = EXCLUDED.version - 1
       RETURNING ${SETTING}`,
      [
        tx.tenantId,
        setting.version,
        setting.way,
        setting.url,
        setting.queryUrl,
        setting.deduplicates,
        setting.releaseWithinHours,
        by.personId,
        by.at,
      ],
    );
  }

  secret(tx: Tx): Promise<SecretRow | undefined> {
    return tx.maybe<SecretRow>(`SELECT ${SECRET} FROM hand_over_secret`);
  }

  /** The one before signs on until then (real time). @param of.changeId by which two have agreed; null for the first one */
  async replaceSecret(
    tx: Tx,
    { sealed, now, previousUntil }: { sealed: string; now: string; previousUntil: string },
    of: { changeId: string | null; madeBy: string },
  ): Promise<SecretRow> {
    return tx.one<SecretRow>(
      `INSERT INTO hand_over_secret (tenant_id, sealed, made_at, change_id, made_by) VALUES ($1, $2, $3, $5, $6)
       ON CONFLICT (tenant_id) DO UPDATE SET previous_sealed = hand_over_secret.sealed, previous_until = $4,
         sealed = EXCLUDED.sealed, made_at = EXCLUDED.made_at, change_id = EXCLUDED.change_id, made_by = EXCLUDED.made_by
       RETURNING ${SECRET}`,
      [tx.tenantId, sealed, now, previousUntil, of.changeId, of.madeBy],
    );
  }

  /** The way of a run, fixed by its last signature (whoever comes later holds the run's lock and changes nothing). */
  async pin(tx: Tx, runId: string, at: string): Promise<HandOverTarget> {
    await tx.execute(
      `INSERT INTO hand_over_pin (run_id, tenant_id, way, url, query_url, deduplicates, pinned_at)
       SELECT $1, $2, COALESCE(s.way, 'rabbitmq'), s.url, s.query_url, COALESCE(s.deduplicates, true), $3
       FROM (SELECT 1) AS one LEFT JOIN hand_over_setting s ON s.tenant_id = $2
       ON CONFLICT DO NOTHING`,
      [runId, tx.tenantId, at],
    );
    return (await this.pinned(tx, [runId])).get(runId) ?? byBroker(runId);
  }

  /** Run → its way. */
  async pinned(tx: Tx, runIds: readonly string[]): Promise<Map<string, HandOverTarget>> {
    const rows = await tx.query<HandOverTarget>(`${PINNED} WHERE p.run_id = ANY($1::uuid[])`, [[...new Set(runIds)]]);
    return new Map(rows.map((row) => [row.runId, row]));
  }

  /** Whether anything of the company's was signed to go to payroll. */
  async hasPinned(tx: Tx): Promise<boolean> {
    return (await tx.one<{ some: boolean }>('SELECT EXISTS (SELECT FROM hand_over_pin) AS some')).some;
  }

  /** What is not with payroll yet goes there from now on. */
  async correct(
    tx: Tx,
    address: { runId: string; url: string; queryUrl: string | null; deduplicates: boolean },
    of: { changeId: string; at: string },
  ): Promise<void> {
    await tx.execute(
      `INSERT INTO hand_over_address (run_id, n, tenant_id, url, query_url, deduplicates, change_id, confirmed_at)
       SELECT $1, COALESCE(max(n), 0) + 1, $2, $3, $4, $5, $6, $7 FROM hand_over_address WHERE run_id = $1`,
      [address.runId, tx.tenantId, address.url, address.queryUrl, address.deduplicates, of.changeId, of.at],
    );
  }
}

/** How runs went that began before there was anything to choose. */
export const byBroker = (runId: string): HandOverTarget => ({
  runId,
  way: 'rabbitmq',
  url: null,
  queryUrl: null,
  deduplicates: true,
});
