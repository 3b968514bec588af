import { z } from 'zod';
import { ROLES } from '@goalbeat/domain/access/roles';
import { Id, GivenInstant, Instant, LocalDate, LongText, PageQuery, Text, Version, pageOf } from '../wire.js';
import { words } from '../wire-words.js';

const Grant = z.object({ role: z.enum(ROLES), unitId: Id.nullable() }).strict();
const Grants = z.array(Grant).min(1).max(20);
const said = (set: object) => Object.values(set).some((value) => value !== undefined);

/** What changes about a person; what is not named stays as it is. */
export const PersonSet = z
  .object({
    name: Text.optional(),
    email: z.email().max(254).nullable().optional(),
    unitId: Id.optional(),
    jobFamily: Text.optional(),
    grade: Text.optional(),
    managerId: Id.nullable().optional(),
    joinedOn: LocalDate.optional(),
    /** Last day with the company. */
    leftOn: LocalDate.nullable().optional(),
    /** Roles given and taken; needs the right to grant roles. */
    grant: Grants.optional(),
    remove: Grants.optional(),
  })
  .strict()
  .refine(said, words('name at least one thing that changes', '请至少填写一项变动'))
  .meta({ id: 'PersonSet' });
export const UnitSet = z
  .object({
    name: Text.optional(),
    parentId: Id.optional(),
    headPersonId: Id.nullable().optional(),
  })
  .strict()
  .refine(said, words('name at least one thing that changes', '请至少填写一项变动'))
  .meta({ id: 'UnitSet' });

const request = {
  /** Local day where the person works. Today or earlier takes effect at once, later ones wait for the day. */
  effectiveOn: LocalDate,
  reason: LongText.optional(),
  /** Of the person or unit as it was shown; 409 when it has changed since. */
  version: Version,
};
export const ChangePerson = z
  .object({ ...request, set: PersonSet })
  .strict()
  .meta({ id: 'ChangePerson' });
export const ChangeUnit = z
  .object({ ...request, set: UnitSet })
  .strict()
  .meta({ id: 'ChangeUnit' });

export const CHANGE_STATES = ['planned', 'applied', 'cancelled', 'failed'] as const;
export const OrgChange = z
  .object({
    id: Id,
    subjectKind: z.enum(['person', 'unit']),
    subjectId: Id,
    effectiveOn: LocalDate,
    /** The business instant from which it holds. */
    effectiveAt: Instant,
    set: z.record(z.string(), z.unknown()),
    state: z.enum(CHANGE_STATES),
    /** Why it could not take effect. */
    problem: z.string().nullable(),
    reason: z.string().nullable(),
    requestedBy: z.string().nullable(),
    requestedAt: Instant,
    settledAt: Instant.nullable(),
  })
  .meta({ id: 'OrgChange' });
export const OrgChangePage = pageOf(OrgChange);
export const OrgChangeQuery = PageQuery.extend({ state: z.enum(CHANGE_STATES).optional() });

/** How things were at a business instant; one that is still to come shows what is planned, to those who may see plans. */
export const AsOfQuery = z.object({ asOf: GivenInstant.optional() }).strict();
export const UnitsQuery = PageQuery.extend({ asOf: GivenInstant.optional() });
