import { DIRECTORY_EVENTS, type DelegationChanged } from '@goalbeat/contracts/directory/events';
import type { Delegation } from '@goalbeat/domain/approval/delegation';
import type { Tx } from '@goalbeat/service-kit/db/tx';

export interface DelegationRow {
  id: string;
  fromPersonId: string;
  toPersonId: string;
  from: string;
  until: string;
  kinds: string[] | null;
  cancelled: boolean;
  version: number;
  seq: number;
}

const COLUMNS = `id, from_person_id AS "fromPersonId", to_person_id AS "toPersonId", from_at AS "from",
  until_at AS "until", kinds, cancelled, version, seq::int AS seq`;

export function listDelegations(tx: Tx): Promise<DelegationRow[]> {
  return tx.query<DelegationRow>(`SELECT ${COLUMNS} FROM delegation ORDER BY id`);
}

/** @param personId only those from or to this person; null = all */
export function pageOfDelegations(
  tx: Tx,
  filter: { personId: string | null; units: readonly string[]; limit: number; after: string | null },
): Promise<DelegationRow[]> {
  return tx.query<DelegationRow>(
    `SELECT ${COLUMNS} FROM delegation d
     WHERE ($2::uuid IS NULL OR $2 IN (from_person_id, to_person_id)
         OR EXISTS (SELECT FROM person p JOIN org_unit u ON u.id = p.unit_id
                    WHERE p.id = d.from_person_id AND u.path && $3::uuid[]))
       AND ($4::uuid IS NULL OR id > $4)
     ORDER BY id LIMIT $1`,
    [filter.limit + 1, filter.personId, filter.units, filter.after],
  );
}

/** @throws not-found */
export function lockDelegation(tx: Tx, id: string): Promise<DelegationRow> {
  return tx.one<DelegationRow>(`SELECT ${COLUMNS} FROM delegation WHERE id = $1 FOR UPDATE`, [id]);
}

/** @param at business instant */
export async function delegationsInForce(tx: Tx, at: string): Promise<Delegation[]> {
  return tx.query<Delegation>(
    `SELECT from_person_id AS "fromId", to_person_id AS "toId", from_at AS "from", until_at AS "to", kinds
     FROM delegation WHERE NOT cancelled AND from_at <= $1 AND until_at > $1`,
    [at],
  );
}

/** Those that have begun or ended and of which that was not said yet. */
export function turnsDue(tx: Tx, at: string): Promise<DelegationRow[]> {
  return tx.query<DelegationRow>(
    `SELECT ${COLUMNS} FROM delegation
     WHERE ended_told_at IS NULL AND ((begun_told_at IS NULL AND from_at <= $1) OR until_at <= $1) ORDER BY from_at, id`,
    [at],
  );
}

export async function markTold(tx: Tx, id: string, told: { begun: string; ended: string | null }): Promise<void> {
  await tx.execute(
    'UPDATE delegation SET begun_told_at = coalesce(begun_told_at, $2), ended_told_at = coalesce(ended_told_at, $3) WHERE id = $1',
    [id, told.begun, told.ended],
  );
}

/** Writes the row and tells everybody its whole state. */
export async function saveDelegation(tx: Tx, row: DelegationRow): Promise<void> {
  await tx.execute(
    `INSERT INTO delegation (tenant_id, id, from_person_id, to_person_id, from_at, until_at, kinds, cancelled, version, seq)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
     ON CONFLICT (tenant_id, id) DO UPDATE SET cancelled = excluded.cancelled, version = excluded.version, seq = excluded.seq`,
    [
      tx.tenantId,
      row.id,
      row.fromPersonId,
      row.toPersonId,
      row.from,
      row.until,
      row.kinds,
      row.cancelled,
      row.version,
      row.seq,
    ],
  );
  tx.publish({ type: DIRECTORY_EVENTS.delegation, subject: row.id, data: delegationChanged(row) });
}

export function delegationChanged({ id, until, ...rest }: DelegationRow): DelegationChanged {
  return { delegationId: id, to: until, ...rest };
}
