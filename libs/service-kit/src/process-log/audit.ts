import pg from 'pg';
import { type CanonicalRow, canonicalColumns, chainHash, chainStart, rowHash } from './canonical-row.js';
import type { Checkpoint } from './checkpoint.js';

export const FINDING_KINDS = [
  'row-altered',
  'row-removed',
  'row-inserted',
  'seal-removed',
  'seal-altered',
  'seal-repeated',
  'seal-missing',
  'chain-rewritten',
  'tail-removed',
  'checkpoint-forged',
] as const;
export type FindingKind = (typeof FINDING_KINDS)[number];

/** The first thing that is wrong with one tenant's log in one service. */
export interface Finding {
  log: string;
  tenant: string;
  kind: FindingKind;
  /** Number in the chain, where there is one. */
  n: number | null;
  logId: string | null;
  says: string;
}

export interface ChainAudit {
  log: string;
  tenant: string;
  /** Sealed rows that were recomputed. */
  sealed: number;
  /** Of them, how many a signed checkpoint vouches for. */
  witnessed: number;
  /** Rows that wait for their seal. */
  unsealed: number;
  finding: Finding | null;
}

const PAGE = 5_000;

/** All that `audit` asks of the database, with a client that sees every tenant (BYPASSRLS), in one snapshot. */
export async function auditSchema(
  client: pg.Client,
  schema: string,
  witnesses: { checkpoints: readonly Checkpoint[]; forged: readonly Checkpoint[] },
  only: string | null,
): Promise<ChainAudit[]> {
  await client.query(
    `BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; SET LOCAL search_path = ${pg.escapeIdentifier(schema)}`,
  );
  try {
    const known = [...witnesses.checkpoints, ...witnesses.forged].map((checkpoint) => checkpoint.tenant);
    const { rows } = await client.query<{ id: string; unsealed: number }>(TENANTS, [known, only]);
    const audits: ChainAudit[] = [];
    for (const { id, unsealed } of rows) {
      const chain = new ChainWalk(
        schema,
        id,
        witnesses.checkpoints.filter((one) => one.tenant === id),
      );
      const finding = await firstFinding(client, chain, witnesses.forged);
      audits.push({ log: schema, tenant: id, sealed: chain.n, witnessed: chain.witnessed, unsealed, finding });
    }
    return audits;
  } finally {
    await client.query('COMMIT');
  }
}

// A rehearsal's log is not sealed: it is gone with the rehearsal.
const TENANTS = `SELECT t.id, (SELECT count(*)::int FROM process_log_unsealed q WHERE q.tenant_id = t.id) AS unsealed
FROM (
  SELECT tenant_id AS id FROM process_log UNION SELECT tenant_id FROM process_log_seal
  UNION SELECT tenant_id FROM process_log_unsealed UNION SELECT unnest($1::uuid[])
) t WHERE substr(t.id::text, 15, 1) <> '8' AND ($2::uuid IS NULL OR t.id = $2) ORDER BY t.id`;

// The canonical form prints neither an era nor infinity.
const IN_TIME = ['at', 'due_at', 'started_at', 'recorded_at']
  .map((column) => `(l.${column} IS NULL OR isfinite(l.${column}) AND l.${column} >= '1970-01-01 00:00:00+00')`)
  .join(' AND ');

const SEALS = `SELECT s.n::int AS "sealN", s.log_id::text AS "logId", encode(s.row_hash, 'hex') AS "rowHash",
  encode(s.chain_hash, 'hex') AS "chainHash", ${canonicalColumns('l')},
  NOT (${IN_TIME}) AS "outOfTime"
FROM process_log_seal s LEFT JOIN process_log l ON l.id = s.log_id
WHERE s.tenant_id = $1 AND s.n > $2 ORDER BY s.n LIMIT ${PAGE}`;

type SealRow = CanonicalRow & { sealN: number; logId: string; rowHash: string; chainHash: string; outOfTime: boolean };

// Written without being queued; queued and then gone; queued although it was sealed; queued and left there, for which a row
// that claims to be of later is as good.
const LOOSE = `SELECT l.id::text AS "logId", 'row-inserted' AS kind FROM process_log l
WHERE l.tenant_id = $1 AND NOT EXISTS (SELECT FROM process_log_seal s WHERE s.log_id = l.id)
  AND NOT EXISTS (SELECT FROM process_log_unsealed q WHERE q.log_id = l.id)
UNION ALL SELECT q.log_id::text, 'row-removed' FROM process_log_unsealed q
WHERE q.tenant_id = $1 AND NOT EXISTS (SELECT FROM process_log l WHERE l.id = q.log_id AND l.tenant_id = q.tenant_id)
UNION ALL SELECT q.log_id::text, 'seal-repeated' FROM process_log_unsealed q
WHERE q.tenant_id = $1 AND EXISTS (SELECT FROM process_log_seal s WHERE s.log_id = q.log_id)
UNION ALL SELECT q.log_id::text, 'seal-missing' FROM process_log_unsealed q JOIN process_log l ON l.id = q.log_id
WHERE q.tenant_id = $1 AND l.tenant_id = q.tenant_id
  AND NOT EXISTS (SELECT FROM process_log_seal s WHERE s.log_id = q.log_id)
  AND NOT l.recorded_at BETWEEN now() - interval '5 minutes' AND now() + interval '5 minutes'
ORDER BY 1 LIMIT 1`;

const LOOSE_SAYS = {
  'row-inserted': 'a row that was neither sealed nor queued for it: it did not come from the service',
  'row-removed': 'a row that was queued for its seal is gone',
  'seal-repeated': 'a sealed row is queued for its seal again',
  'seal-missing':
    'a row has waited for its seal for more than five minutes: no sealer runs, or it was kept from its work',
} as const;

async function firstFinding(
  client: pg.Client,
  chain: ChainWalk,
  forged: readonly Checkpoint[],
): Promise<Finding | null> {
  for (;;) {
    const { rows } = await client.query<SealRow>(SEALS, [chain.tenant, chain.n]);
    for (const row of rows) {
      const finding = chain.step(row);
      if (finding !== null) return finding;
    }
    if (rows.length < PAGE) break;
  }
  const missing = chain.end();
  if (missing !== null) return missing;
  const { rows } = await client.query<{ logId: string; kind: keyof typeof LOOSE_SAYS }>(LOOSE, [chain.tenant]);
  const [loose] = rows;
  if (loose !== undefined) return chain.finding(loose.kind, null, loose.logId, LOOSE_SAYS[loose.kind]);
  const lie = forged.find((one) => one.tenant === chain.tenant);
  if (lie === undefined) return null;
  return chain.finding('checkpoint-forged', lie.n, null, `the checkpoint of ${lie.at} is not signed by a known key`);
}

/** Goes along one chain and recomputes it. */
class ChainWalk {
  n = 0;
  witnessed = 0;
  #hash: string;
  readonly #witnesses = new Map<number, Checkpoint[]>();

  constructor(
    readonly log: string,
    readonly tenant: string,
    checkpoints: readonly Checkpoint[],
  ) {
    this.#hash = chainStart(log, tenant);
    for (const one of checkpoints) this.#witnesses.set(one.n, [...(this.#witnesses.get(one.n) ?? []), one]);
  }

  step(row: SealRow): Finding | null {
    const n = this.n + 1;
    if (row.sealN !== n) return this.finding('seal-removed', n, null, `seal ${n} is missing`);
    if (row.id === null) return this.finding('row-removed', n, row.logId, 'the sealed row is gone');
    if (row.outOfTime) {
      return this.finding(
        'row-altered',
        n,
        row.logId,
        `an instant of the row is infinite or before 1970 (${row.action ?? ''})`,
      );
    }
    const hash = rowHash(row);
    if (hash !== row.rowHash) {
      return this.finding('row-altered', n, row.logId, `the row is not the one that was sealed (${row.action ?? ''})`);
    }
    this.#hash = chainHash(this.#hash, n, hash);
    if (this.#hash !== row.chainHash) {
      return this.finding('seal-altered', n, row.logId, 'the seal does not follow from the one before it');
    }
    this.n = n;
    const before = this.#witnesses.get(n);
    const against = before?.find((one) => one.chainHash !== this.#hash);
    if (against !== undefined) {
      const since = this.witnessed === 0 ? 'from its start' : `after ${this.witnessed}`;
      const says = `the chain was rewritten ${since}: the checkpoint of ${against.at} saw another hash at ${n}`;
      return this.finding('chain-rewritten', n, row.logId, says);
    }
    if (before !== undefined) this.witnessed = n;
    return null;
  }

  /** After the last seal: was there ever more? */
  end(): Finding | null {
    const further = [...this.#witnesses.keys()].filter((n) => n > this.n);
    if (further.length === 0) return null;
    const says = `the chain ends at ${this.n}; a checkpoint saw ${Math.max(...further)} seals`;
    return this.finding('tail-removed', this.n + 1, null, says);
  }

  finding(kind: FindingKind, n: number | null, logId: string | null, says: string): Finding {
    return { log: this.log, tenant: this.tenant, kind, n, logId, says };
  }
}
