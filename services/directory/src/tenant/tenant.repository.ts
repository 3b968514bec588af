import type { TenantClock } from '@goalbeat/domain/clock/tenant-clock';
import { virtualNow } from '@goalbeat/domain/clock/tenant-clock';
import { DIRECTORY_EVENTS, type TenantChanged } from '@goalbeat/contracts/directory/events';
import type { Tx } from '@goalbeat/service-kit/db/tx';

export interface TenantRow {
  id: string;
  slug: string;
  name: string;
  zone: string;
  currency: string;
  calendar: string;
  kind: TenantChanged['kind'];
  clock: TenantClock;
  version: number;
  seq: number;
}

type Flat = Omit<TenantRow, 'clock'> & Omit<TenantClock, 'version'> & { clockVersion: number };

const COLUMNS = `tenant_id AS id, slug, name, zone, currency, calendar, kind, version, seq::int AS seq,
  clock_rate AS rate, anchor_real AS "anchorReal", anchor_virtual AS "anchorVirtual", held_at AS "heldAt",
  clock_version AS "clockVersion"`;

/** Whether the transaction's tenant is a company, or a rehearsal of one. */
export const isTenant = async (tx: Tx): Promise<boolean> => (await tx.maybe('SELECT FROM tenant')) !== undefined;

/** @throws not-found */
export async function loadTenant(tx: Tx, lock: '' | 'FOR UPDATE' = ''): Promise<TenantRow> {
  return rowOf(await tx.one<Flat>(`SELECT ${COLUMNS} FROM tenant WHERE tenant_id = $1 ${lock}`, [tx.tenantId]));
}

function rowOf({ rate, anchorReal, anchorVirtual, heldAt, clockVersion, ...rest }: Flat): TenantRow {
  return { ...rest, clock: { rate: Number(rate), anchorReal, anchorVirtual, heldAt, version: clockVersion } };
}

/** Business time of the tenant at a real instant. */
export async function tenantNow(tx: Tx, realNowMs: number): Promise<string> {
  return virtualNow((await loadTenant(tx)).clock, realNowMs);
}

/**
 * Writes the row and tells everybody its whole state.
 * @param founding of which company a new tenant is a rehearsal; never changes
 */
export async function saveTenant(tx: Tx, row: TenantRow, founding: { rehearsalOf?: string } = {}): Promise<void> {
  await tx.execute(
    `INSERT INTO tenant (tenant_id, slug, name, zone, currency, calendar, kind, clock_rate, anchor_real, anchor_virtual,
       held_at, clock_version, version, seq, rehearsal_of)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14,
       coalesce($15, (SELECT t.rehearsal_of FROM tenant t WHERE t.tenant_id = $1)))
     ON CONFLICT (tenant_id) DO UPDATE SET name = excluded.name, zone = excluded.zone, currency = excluded.currency,
       calendar = excluded.calendar, clock_rate = excluded.clock_rate, anchor_real = excluded.anchor_real,
       anchor_virtual = excluded.anchor_virtual, held_at = excluded.held_at, clock_version = excluded.clock_version,
       version = excluded.version, seq = excluded.seq`,
    [
      row.id,
      row.slug,
      row.name,
      row.zone,
      row.currency,
      row.calendar,
      row.kind,
      row.clock.rate,
      row.clock.anchorReal,
      row.clock.anchorVirtual,
      row.clock.heldAt,
      row.clock.version,
      row.version,
      row.seq,
      founding.rehearsalOf ?? null,
    ],
  );
  tx.publish({ type: DIRECTORY_EVENTS.tenant, subject: row.id, data: tenantChanged(row) });
}

export function tenantChanged({ id, ...rest }: TenantRow): TenantChanged {
  return { tenantId: id, ...rest };
}
