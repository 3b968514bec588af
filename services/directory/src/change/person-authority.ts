import { may, scopesFor } from '@goalbeat/domain/access/policy';
import type { Principal, Role, RoleGrant } from '@goalbeat/domain/access/roles';
import { DomainError, type ErrorCode } from '@goalbeat/domain/errors/domain-error';
import type { Tx } from '@goalbeat/service-kit/db/tx';
import type { PersonFields, PersonPatch } from '../timeline/person-patch.js';

/** Roles by which one reaches nobody but oneself and one's own reports. */
const ORDINARY: ReadonlySet<Role> = new Set(['employee', 'manager']);
/** Whoever holds one of these keeps the company running, or signs its money. */
const GUARDED: ReadonlySet<Role> = new Set(['admin', 'finance-reviewer', 'finance-lead']);
const NOT_ABOUT_PAY: ReadonlySet<string> = new Set(['name', 'email']);

/** Whoever changes people, and what they may do beyond that. */
export interface Author {
  personId: string | null;
  isKey: boolean;
  /** Administrators: they give roles, and so they say by what somebody signs in. */
  mayGrantRoles: boolean;
  /** May change everybody, not only the people of some units. */
  everywhere: boolean;
}

export interface Refusal {
  code: ErrorCode;
  /** What must not be said; null when nothing may be said of this person. */
  field: 'email' | 'joinedOn' | 'leftOn' | 'managerId' | null;
  message: string;
}

type Standing = Pick<PersonFields, 'id' | 'email' | 'joinedOn' | 'leftOn' | 'roles'>;

export function authorOf(principal: Principal): Author {
  return {
    personId: principal.personId,
    isKey: principal.kind === 'key',
    mayGrantRoles: may(principal, 'directory.roles.write', { tenantId: principal.tenantId }),
    everywhere: scopesFor(principal, 'directory.people.write').includes('tenant'),
  };
}

/**
 * Why this author must not change, plan or take back this of the person, beyond the right to change people at all.
 * @param person as they are now
 * @param today local day in business time
 */
export function refusalOf(author: Author, person: Standing, patch: PersonPatch, today: string): Refusal | undefined {
  const administersOwnName = author.mayGrantRoles && Object.keys(patch).every((field) => NOT_ABOUT_PAY.has(field));
  // A grade sets one's pay, a manager approves one's goals.
  if (author.personId === person.id && !administersOwnName)
    return { code: 'four-eyes', field: null, message: 'is yourself: somebody else has to do this' };
  const differs = (field: 'email' | 'joinedOn' | 'leftOn') =>
    patch[field] !== undefined && patch[field] !== person[field];
  const holds = person.roles.some(({ role }) => !ORDINARY.has(role));
  if (differs('email')) {
    // A company's identity provider may tell by it who signs in: whoever says it becomes that person.
    if (author.isKey) return forbidden('email', 'signs somebody in: only people change it, never a key');
    if (holds && !author.mayGrantRoles)
      return forbidden('email', 'signs in somebody who holds a role: only an administrator changes it');
  }
  const day = (['leftOn', 'joinedOn'] as const).find(differs);
  if (day === undefined || author.mayGrantRoles) return undefined;
  if (person.roles.some(({ role }) => GUARDED.has(role)))
    return forbidden(day, 'is of an administrator or of finance: only an administrator changes it');
  const hasLeft = person.leftOn !== null && person.leftOn < today;
  if (hasLeft && holds && day === 'leftOn')
    return forbidden(day, 'would bring somebody back with their roles: only an administrator does that');
  return undefined;
}

/** Whoever sees people of some units only would see everybody else's as their lead. */
export function selfAsManager(
  author: Author,
  person: Pick<PersonFields, 'managerId'>,
  { managerId }: PersonPatch,
): Refusal | undefined {
  const oneself = managerId != null && managerId === author.personId && managerId !== person.managerId;
  if (!oneself || author.everywhere) return undefined;
  return forbidden('managerId', 'is yourself: somebody else has to put people under you');
}

export const isAdministrator = ({ roles }: { roles: readonly RoleGrant[] }): boolean =>
  roles.some(({ role, unitId }) => role === 'admin' && unitId === null);

/** Does an administrator stop being one by this, or leave? */
export function losesAdministrator(person: { roles: readonly RoleGrant[] }, patch: PersonPatch): boolean {
  return isAdministrator(person) && (patch.leftOn != null || isAdministrator({ roles: patch.remove ?? [] }));
}

export const LAST_ADMINISTRATOR: Refusal = {
  code: 'wrong-state',
  field: null,
  message: 'is the last administrator who stays: make somebody else one first',
};

/** @throws wrong-state when by what holds now, or by what is planned, nobody is left who administers the company */
export async function requireAdministrator(tx: Tx, today: string): Promise<void> {
  const { kept } = await tx.one<{ kept: boolean }>(
    `SELECT EXISTS (
         SELECT FROM person p JOIN role_assignment r ON r.tenant_id = p.tenant_id AND r.person_id = p.id
         WHERE r.role = 'admin' AND r.unit_id IS NULL AND (p.left_on IS NULL OR p.left_on >= $1))
       AND EXISTS (
         SELECT FROM (
           SELECT DISTINCT ON (t.person_id) t.state FROM person_timeline t WHERE t.person_id IN (
             SELECT person_id FROM role_assignment WHERE role = 'admin'
             UNION SELECT subject_id FROM org_change WHERE state = 'planned' AND subject_kind = 'person' AND patch ? 'grant')
           ORDER BY t.person_id, t.valid_from DESC) AS last
         WHERE last.state->>'leftOn' IS NULL
           AND last.state->'roles' @> '[{"role": "admin", "unitId": null}]'::jsonb) AS kept`,
    [today],
  );
  if (!kept) refuse(LAST_ADMINISTRATOR);
}

/** @throws what the refusal says, at `set.<field>` */
export function refuse(refusal: Refusal | undefined): void {
  if (refusal === undefined) return;
  const { code, field, message } = refusal;
  const words = field === null ? `This person ${message}.` : `This ${message}.`;
  throw new DomainError(code, words, field === null ? {} : { field: `set.${field}` });
}

function forbidden(field: Refusal['field'], message: string): Refusal {
  return { code: 'forbidden', field, message };
}
