import type { Tx } from '@goalbeat/service-kit/db/tx';
import { settleReferences, type Reference } from '../csv/settle-references.js';
import { findPeople, savePeople } from '../person/person.repository.js';
import type { PersonPatch } from '../timeline/person-patch.js';
import { foldPeople, foldUnits, replaceTimelines, type SubjectKind } from '../timeline/timeline.repository.js';
import type { UnitPatch } from '../timeline/unit-patch.js';
import { saveUnits } from '../unit/unit.repository.js';
import { refusedNow } from './authors.js';
import { dueChanges, settleChanges, type ChangeRow } from './change.repository.js';

const AT_ONCE = 2_000;

/**
 * Makes planned changes whose moment has come take effect, in order. Under the lock of the tenant's changes, so two workers
 * never apply one twice; whoever changes the organisation calls it first, so that no plan is overtaken by its own delay.
 * @param now business time
 * @returns how many were settled
 */
export async function applyDue(tx: Tx, now: string): Promise<number> {
  let settled = 0;
  for (;;) {
    const due = await dueChanges(tx, now, AT_ONCE);
    for (const group of groupsOf(due)) await applyGroup(tx, group, now);
    settled += due.length;
    if (due.length < AT_ONCE) return settled;
  }
}

/** Runs of one kind and moment, each person or unit once: a reorganisation of a thousand people is a few statements. */
function groupsOf(due: readonly ChangeRow[]): ChangeRow[][] {
  const groups: ChangeRow[][] = [];
  let seen = new Set<string>();
  for (const change of due) {
    const group = groups.at(-1);
    const first = group?.[0];
    const fits =
      first?.subjectKind === change.subjectKind &&
      first.effectiveAt === change.effectiveAt &&
      !seen.has(change.subjectId);
    if (fits && group !== undefined) group.push(change);
    else {
      groups.push([change]);
      seen = new Set();
    }
    seen.add(change.subjectId);
  }
  return groups;
}

async function applyGroup(tx: Tx, group: readonly ChangeRow[], now: string): Promise<void> {
  const kind = group[0]?.subjectKind ?? 'person';
  const problems = await problemsOf(tx, kind, group, now);
  const good = group.filter((change) => !problems.has(change.subjectId));
  await settleChanges(
    tx,
    good.map((change) => change.id),
    'applied',
    now,
  );
  for (const change of group) {
    const problem = problems.get(change.subjectId);
    if (problem !== undefined) await settleChanges(tx, [change.id], 'failed', now, problem);
  }
  if (kind === 'person') await applyToPeople(tx, group, good, now);
  else await applyToUnits(tx, group, good, now);
  for (const change of group) {
    const problem = problems.get(change.subjectId) ?? null;
    tx.log({
      actorKind: 'deadline',
      actorId: null,
      channel: 'timer',
      subjectKind: kind,
      subjectId: change.subjectId,
      action: problem === null ? 'change-applied' : 'change-failed',
      at: now,
      dueAt: change.effectiveAt,
      reason: problem,
      details: { change: change.id, effectiveOn: change.effectiveOn, requestedBy: change.requestedBy },
    });
  }
}

async function applyToPeople(tx: Tx, group: readonly ChangeRow[], good: readonly ChangeRow[], now: string) {
  const found = await findPeople(
    tx,
    group.map((change) => change.subjectId),
  );
  const people = new Map(found.map((person) => [person.id, person]));
  const entries = good.flatMap(({ subjectId: id, set, effectiveAt: from }) => {
    const before = people.get(id);
    return before === undefined ? [] : [{ id, number: before.number, before, patch: set as PersonPatch, from }];
  });
  await savePeople(tx, entries, now);
  const saved = new Set(entries.map((entry) => entry.id));
  await replaceTimelines(
    tx,
    'person',
    await foldPeople(
      tx,
      found.filter((person) => !saved.has(person.id)),
    ),
  );
}

async function applyToUnits(tx: Tx, group: readonly ChangeRow[], good: readonly ChangeRow[], now: string) {
  const entries = good.map(({ subjectId: id, set, effectiveAt: from }) => ({ id, patch: set as UnitPatch, from }));
  await saveUnits(tx, entries, now);
  const saved = new Set(entries.map((entry) => entry.id));
  const failed = group.map((change) => change.subjectId).filter((id) => !saved.has(id));
  await replaceTimelines(tx, 'unit', await foldUnits(tx, failed));
}

/** Rights and rings are looked at when a change is planned; this is the last look before it takes effect. */
async function problemsOf(
  tx: Tx,
  kind: SubjectKind,
  group: readonly ChangeRow[],
  now: string,
): Promise<Map<string, string>> {
  const problems = await refusedNow(tx, kind, group, now);
  const references = group.flatMap(({ subjectId: key, set }): Reference[] => {
    if (problems.has(key)) return [];
    const to = kind === 'person' ? set['managerId'] : set['parentId'];
    return typeof to === 'string' ? [{ key, to }] : [];
  });
  if (references.length === 0) return problems;
  const rows = await tx.query<{ id: string; to: string | null }>(
    kind === 'person' ? 'SELECT id, manager_id AS "to" FROM person' : 'SELECT id, parent_id AS "to" FROM org_unit',
  );
  const rings = settleReferences(references, { existing: new Map(rows.map((row) => [row.id, row.to])) });
  return new Map([...problems, ...rings]);
}
