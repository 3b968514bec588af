import { localOf } from '@goalbeat/domain/calendar/zone';
import { DomainError } from '@goalbeat/domain/errors/domain-error';
import type { Tx } from '@goalbeat/service-kit/db/tx';
import { settleReferences } from '../csv/settle-references.js';
import { linksFrom, type SubjectKind } from '../timeline/timeline.repository.js';

/** How each is shown: number and name, or a unit's code. */
const LABELS = {
  person: `SELECT id, number || ' ' || name AS label FROM person WHERE id = ANY($1::uuid[])`,
  unit: 'SELECT id, code AS label FROM org_unit WHERE id = ANY($1::uuid[])',
};
const ID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;

/**
 * A line of managers or units that comes back to itself, from the instant on or on a later day by what is planned.
 * @throws wrong-state naming everybody in the ring
 */
export async function refuseRing(
  tx: Tx,
  kind: SubjectKind,
  link: { id: string; to: string | null; from: string; zone: string },
  field: string,
): Promise<void> {
  if (link.to === null) return;
  const { base, later } = await linksFrom(tx, kind, link.from);
  const refused = settleReferences([{ key: link.id, to: link.to }], {
    existing: base,
    later: later.map(({ id, to, at }) => ({ key: id, to, at })),
    dayOf: (at) => localOf(at, link.zone).date,
  }).get(link.id);
  if (refused === undefined) return;
  const ids = [...new Set(refused.match(ID))];
  const rows = await tx.query<{ id: string; label: string }>(LABELS[kind], [ids]);
  const labels = new Map(rows.map((row) => [row.id, row.label]));
  const words = refused.replaceAll(ID, (id) => labels.get(id) ?? id);
  throw new DomainError('wrong-state', `The line ${words}.`, { field });
}
