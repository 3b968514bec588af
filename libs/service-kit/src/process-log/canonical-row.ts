import { hash } from 'node:crypto';

/** Columns in the order in which they are hashed. docs/process-log.md says the same for auditors: change neither alone. */
const COLUMNS = [
  'id',
  'tenant_id',
  'subject_kind',
  'subject_id',
  'cycle_id',
  'action',
  'actor_kind',
  'actor_id',
  'on_behalf_of',
  'channel',
  'at',
  'due_at',
  'started_at',
  'rule_version',
  'reason',
  'details',
  'recorded_at',
] as const;
type Column = (typeof COLUMNS)[number];

const INSTANTS: readonly Column[] = ['at', 'due_at', 'started_at', 'recorded_at'];

/** Every column as text, as it is hashed. */
export type CanonicalRow = Readonly<Record<Column, string | null>>;

/** Instants to the microsecond in UTC, jsonb as PostgreSQL prints it: nothing of the row is lost on the way. */
export function canonicalColumns(table: string): string {
  return COLUMNS.map((column) => {
    const field = `${table}.${column}`;
    if (INSTANTS.includes(column))
      return `to_char(${field} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS ${column}`;
    return `${field}::text AS ${column}`;
  }).join(', ');
}

/** A line a column: `name=-` for NULL, else `name=<bytes>:<value>`; the length makes it unambiguous. */
export function canonicalForm(row: CanonicalRow): string {
  const lines = COLUMNS.map((column) => {
    const value = row[column];
    return value === null ? `${column}=-` : `${column}=${Buffer.byteLength(value)}:${value}`;
  });
  return `goalbeat-process-log-1\n${lines.join('\n')}\n`;
}

const sha256 = (text: string): string => hash('sha256', text, 'hex');

/** SHA-256 in lower-case hexadecimal, as all hashes of the chain. */
export const rowHash = (row: CanonicalRow): string => sha256(canonicalForm(row));

/** What the first seal is chained to: a chain cannot be moved to another service or tenant. */
export const chainStart = (schema: string, tenantId: string): string =>
  sha256(`goalbeat-chain-1\n${schema}\n${tenantId}\n`);

export const chainHash = (before: string, n: number, row: string): string => sha256(`${before}\n${n}\n${row}\n`);
