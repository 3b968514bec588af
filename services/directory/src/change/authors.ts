import { may } from '@goalbeat/domain/access/policy';
import type { Principal } from '@goalbeat/domain/access/roles';
import { localOf } from '@goalbeat/domain/calendar/zone';
import type { Tx } from '@goalbeat/service-kit/db/tx';
import { validate } from 'uuid';
import { findPeople, type PersonRow } from '../person/person.repository.js';
import { loadTenant } from '../tenant/tenant.repository.js';
import type { PersonPatch } from '../timeline/person-patch.js';
import type { SubjectKind } from '../timeline/timeline.repository.js';
import type { ChangeRow } from './change.repository.js';
import { LAST_ADMINISTRATOR, authorOf, losesAdministrator, refusalOf, selfAsManager } from './person-authority.js';

const NO_RIGHT = 'whoever asked for it has left, or has no right to it any more';

/**
 * A plan is carried out by the rights that its author has on the day, not by those of the day on which it was made.
 * @param now business time
 * @returns for each person or unit whose plan must not be carried out, why
 */
export async function refusedNow(
  tx: Tx,
  kind: SubjectKind,
  group: readonly ChangeRow[],
  now: string,
): Promise<Map<string, string>> {
  const today = localOf(now, (await loadTenant(tx)).zone).date;
  const authors = await authorsNow(tx, group, today);
  const problems = new Map<string, string>();
  if (kind === 'unit') {
    for (const { subjectId, requestedBy } of group) {
      const author = authors.get(requestedBy ?? '');
      if (author === undefined || !may(author, 'directory.units.write', { tenantId: tx.tenantId }))
        problems.set(subjectId, NO_RIGHT);
    }
    return problems;
  }
  const people = await byId(
    tx,
    group.map(({ subjectId }) => subjectId),
  );
  const managers = await byId(
    tx,
    group.flatMap(({ set }) => (typeof set['managerId'] === 'string' ? [set['managerId']] : [])),
  );
  const paths = await pathsOf(tx, group, people);
  const staying = await stayingAdministrators(tx);
  for (const { subjectId, requestedBy, set } of group) {
    const person = people.get(subjectId);
    const author = authors.get(requestedBy ?? '');
    if (person === undefined) continue;
    const patch = set as PersonPatch;
    const problem =
      author === undefined || !mayStill(author, person, patch, paths)
        ? NO_RIGHT
        : (refusalOf(authorOf(author), person, patch, today) ?? selfAsManager(authorOf(author), person, patch))
            ?.message;
    const managerLeft = managers.get(patch.managerId ?? '')?.leftOn ?? today;
    if (problem !== undefined) problems.set(subjectId, problem);
    else if (managerLeft < today) problems.set(subjectId, `the manager it names left on ${managerLeft}`);
    else if (losesAdministrator(person, patch) && staying.delete(subjectId) && staying.size === 0) {
      staying.add(subjectId);
      problems.set(subjectId, LAST_ADMINISTRATOR.message);
    }
  }
  return problems;
}

type Paths = ReadonlyMap<string, readonly string[]>;

function mayStill(author: Principal, person: PersonRow, patch: PersonPatch, paths: Paths): boolean {
  const { tenantId } = author;
  const roles = patch.grant !== undefined || patch.remove !== undefined;
  if (roles && !may(author, 'directory.roles.write', { tenantId })) return false;
  // What a file planned was asked for by the right to import.
  if (may(author, 'directory.people.import', { tenantId })) return true;
  return [person.unitId, patch.unitId ?? person.unitId].every((unit) =>
    may(author, 'directory.people.write', { tenantId, unitPath: paths.get(unit) ?? [] }),
  );
}

/** By their ids; whoever has left and keys that were revoked or have ended are missing. */
async function authorsNow(tx: Tx, group: readonly ChangeRow[], today: string): Promise<Map<string, Principal>> {
  const ids = [...new Set(group.map(({ requestedBy }) => requestedBy ?? ''))].filter((id) => validate(id));
  const { tenantId } = tx;
  const authors = new Map<string, Principal>();
  for (const { id, roles, leftOn } of await findPeople(tx, ids)) {
    if (leftOn !== null && leftOn < today) continue;
    authors.set(id, { kind: 'person', tenantId, id, personId: id, roles, scopes: [] });
  }
  const keys = await tx.query<{ id: string; scopes: string[] }>(
    `SELECT id, scopes FROM api_key
     WHERE id = ANY($1::uuid[]) AND revoked_at IS NULL AND (expires_at IS NULL OR expires_at > now())`,
    [ids],
  );
  for (const { id, scopes } of keys) authors.set(id, { kind: 'key', tenantId, id, personId: null, roles: [], scopes });
  return authors;
}

async function byId(tx: Tx, ids: readonly string[]): Promise<Map<string, PersonRow>> {
  const people = await findPeople(tx, [...new Set(ids)]);
  return new Map(people.map((person) => [person.id, person]));
}

async function pathsOf(tx: Tx, group: readonly ChangeRow[], people: ReadonlyMap<string, PersonRow>): Promise<Paths> {
  const units = group.flatMap(({ set }) => (typeof set['unitId'] === 'string' ? [set['unitId']] : []));
  const rows = await tx.query<{ id: string; path: string[] }>(
    'SELECT id, path FROM org_unit WHERE id = ANY($1::uuid[])',
    [[...new Set([...units, ...[...people.values()].map(({ unitId }) => unitId)])]],
  );
  return new Map(rows.map(({ id, path }) => [id, path]));
}

/** Administrators of the whole company whose leaving is not said. */
async function stayingAdministrators(tx: Tx): Promise<Set<string>> {
  const rows = await tx.query<{ id: string }>(
    `SELECT p.id FROM person p JOIN role_assignment r ON r.tenant_id = p.tenant_id AND r.person_id = p.id
     WHERE r.role = 'admin' AND r.unit_id IS NULL AND p.left_on IS NULL`,
  );
  return new Set(rows.map(({ id }) => id));
}
