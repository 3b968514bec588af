import type { Tx } from '@goalbeat/service-kit/db/tx';
import { inParts } from '../organisation/changes.js';
import { foldFacts, type Fact, type Segment } from './fold-facts.js';
import { patchPerson, unknownPerson, type PersonFields, type PersonPatch } from './person-patch.js';
import { patchUnit, unknownUnit, type UnitFields, type UnitPatch } from './unit-patch.js';

export type SubjectKind = 'person' | 'unit';
export interface SubjectFact<P> extends Fact<P> {
  id: string;
}

/** Those of whom something is known from an instant after the one given: a new fact must be fitted in before it. */
export async function withLaterSegments(
  tx: Tx,
  kind: SubjectKind,
  facts: readonly { id: string; from: string }[],
): Promise<Set<string>> {
  const rows = await tx.query<{ id: string }>(
    `SELECT DISTINCT f.id FROM jsonb_to_recordset($1::jsonb) AS f (id uuid, "from" timestamptz)
     JOIN ${kind}_timeline t ON t.${kind}_id = f.id AND t.valid_from > f."from"`,
    [JSON.stringify(facts.map(({ id, from }) => ({ id, from })))],
  );
  return new Set(rows.map((row) => row.id));
}

/** What was said and what is planned of these, in the order in which it was said; what is planned comes last. */
async function loadFacts<P>(tx: Tx, kind: SubjectKind, ids: readonly string[]): Promise<Map<string, Fact<P>[]>> {
  const rows = await tx.query<SubjectFact<P>>(
    `SELECT ${kind}_id AS id, valid_from AS "from", patch FROM (
       SELECT ${kind}_id, valid_from, patch, 0 AS planned, version, NULL::uuid AS change_id FROM ${kind}_history WHERE ${kind}_id = ANY($1::uuid[])
       UNION ALL
       SELECT subject_id, effective_at, patch, 1, 0, id FROM org_change
       WHERE subject_kind = '${kind}' AND subject_id = ANY($1::uuid[]) AND state = 'planned'
     ) AS facts ORDER BY planned, version, change_id`,
    [ids],
  );
  const facts = new Map<string, Fact<P>[]>(ids.map((id) => [id, []]));
  for (const { id, from, patch } of rows) facts.get(id)?.push({ from, patch });
  return facts;
}

export async function foldPeople(
  tx: Tx,
  people: readonly { id: string; number: string }[],
): Promise<Map<string, Segment<PersonFields>[]>> {
  const facts = await loadFacts<PersonPatch>(
    tx,
    'person',
    people.map(({ id }) => id),
  );
  return new Map(
    people.map(({ id, number }) => [id, foldFacts(facts.get(id) ?? [], unknownPerson(id, number), patchPerson)]),
  );
}

export async function foldUnits(tx: Tx, ids: readonly string[]): Promise<Map<string, Segment<UnitFields>[]>> {
  const facts = await loadFacts<UnitPatch>(tx, 'unit', ids);
  return new Map(ids.map((id) => [id, foldFacts(facts.get(id) ?? [], unknownUnit(id), patchUnit)]));
}

/** Puts the whole course of these in place of what was kept. */
export async function replaceTimelines<S>(
  tx: Tx,
  kind: SubjectKind,
  timelines: ReadonlyMap<string, readonly Segment<S>[]>,
): Promise<void> {
  if (timelines.size === 0) return;
  await tx.execute(`DELETE FROM ${kind}_timeline WHERE ${kind}_id = ANY($1::uuid[])`, [[...timelines.keys()]]);
  await addSegments(
    tx,
    kind,
    [...timelines].flatMap(([id, segments]) => segments.map((segment) => ({ id, ...segment }))),
  );
}

export async function addSegments<S>(
  tx: Tx,
  kind: SubjectKind,
  segments: readonly (Segment<S> & { id: string })[],
): Promise<void> {
  for (const part of inParts(segments)) {
    await tx.execute(
      `INSERT INTO ${kind}_timeline (tenant_id, ${kind}_id, valid_from, state)
       SELECT $1, s.id, s."from", s.state FROM jsonb_to_recordset($2::jsonb) AS s (id uuid, "from" timestamptz, state jsonb)
       ON CONFLICT (tenant_id, ${kind}_id, valid_from) DO UPDATE SET state = excluded.state`,
      [tx.tenantId, JSON.stringify(part)],
    );
  }
}

/** The course of these as it is kept. */
export async function loadTimelines<S>(
  tx: Tx,
  kind: SubjectKind,
  ids: readonly string[],
): Promise<Map<string, Segment<S>[]>> {
  const rows = await tx.query<Segment<S> & { id: string }>(
    `SELECT ${kind}_id AS id, valid_from AS "from", state FROM ${kind}_timeline
     WHERE ${kind}_id = ANY($1::uuid[]) ORDER BY valid_from`,
    [ids],
  );
  const timelines = new Map<string, Segment<S>[]>();
  for (const { id, from, state } of rows) timelines.set(id, [...(timelines.get(id) ?? []), { from, state }]);
  return timelines;
}

export interface LinkChange {
  at: string;
  id: string;
  to: string | null;
}

/**
 * Who points at whom (managers, parents) as of an instant, and how that changes after it by what is known and planned.
 * Somebody not known then points at nobody.
 */
export async function linksFrom(
  tx: Tx,
  kind: SubjectKind,
  at: string,
): Promise<{ base: Map<string, string | null>; later: LinkChange[] }> {
  const field = kind === 'person' ? 'managerId' : 'parentId';
  const base = await tx.query<{ id: string; to: string | null }>(
    `SELECT s.id, (SELECT t.state->>'${field}' FROM ${kind}_timeline t
       WHERE t.${kind}_id = s.id AND t.valid_from <= $1 ORDER BY t.valid_from DESC LIMIT 1) AS "to"
     FROM ${kind === 'person' ? 'person' : 'org_unit'} s`,
    [at],
  );
  const rows = await tx.query<LinkChange>(
    `SELECT t.${kind}_id AS id, t.valid_from AS at, t.state->>'${field}' AS "to"
     FROM ${kind}_timeline t WHERE t.valid_from > $1 ORDER BY t.valid_from`,
    [at],
  );
  const links = new Map(base.map((row) => [row.id, row.to]));
  const now = new Map(links);
  // A segment that only changes a grade says nothing new of the manager, and must not undo what is about to be said.
  const later = rows.filter(({ id, to }) => {
    const same = (now.get(id) ?? null) === to;
    now.set(id, to);
    return !same;
  });
  return { base: links, later };
}
