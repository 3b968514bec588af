import type { PersonChanged } from '@goalbeat/contracts/directory/events';
import type { Principal, RoleGrant } from '@goalbeat/domain/access/roles';
import { id, officeCalendar, type Organisation, personOf, tenantAt, unitOf } from './organisation.js';
import { personPrincipal } from './principals.js';

/** A small company: two departments under one root, six with a task, and as many workers as a spec wants. */
export const TENANT = id(1);
export const OTHER_TENANT = id(2);
export const ROOT = id(10);
export const SALES = id(11);
export const DESIGN = id(12);
/** Monday morning in Shanghai. */
export const NOW = '2026-11-23T02:30:00.000Z';

/** People with a task; the boss manages everybody. */
export const STAFF = {
  boss: id(100),
  hr: id(101),
  hr2: id(102),
  partner: id(103),
  reviewer: id(104),
  lead: id(105),
};
export type Staff = keyof typeof STAFF;
/** Person id of a worker; even ones are of sales, odd ones of design. */
export const worker = (n: number): string => id(1000 + n);
export const unitOfWorker = (n: number): string => (n % 2 === 0 ? SALES : DESIGN);

const ROLES: Record<Staff, RoleGrant[]> = {
  boss: [],
  hr: [{ role: 'hr-lead', unitId: null }],
  hr2: [{ role: 'hr-partner', unitId: null }],
  partner: [{ role: 'hr-partner', unitId: SALES }],
  reviewer: [{ role: 'finance-reviewer', unitId: null }],
  lead: [{ role: 'finance-lead', unitId: null }],
};
const isStaff = (name: string): name is Staff => name in STAFF;
const NAMES = Object.keys(STAFF).filter(isStaff);

export const rolesOf = (who: Staff): RoleGrant[] => ROLES[who];
/** Roles by person id, as directory would answer; workers have none. */
export function rolesOfPerson(personId: string): RoleGrant[] {
  const who = NAMES.find((name) => STAFF[name] === personId);
  return who === undefined ? [] : ROLES[who];
}
export const staff = (who: Staff, tenantId = TENANT): Principal => personPrincipal(STAFF[who], tenantId, rolesOf(who));
export const employee = (personId: string, tenantId = TENANT): Principal => personPrincipal(personId, tenantId);

const member = (personId: string, number: string, unitId: string, roles: RoleGrant[]): PersonChanged =>
  personOf(personId, number, unitId, {
    name: `员工 ${number}`,
    managerId: personId === STAFF.boss ? null : STAFF.boss,
    roles,
  });

/** Numbers are S1 … S6 for staff, E0000 … for workers. */
export const smallCompany = (tenantId: string, workers: number): Organisation => ({
  tenant: tenantAt(tenantId, NOW),
  calendars: [officeCalendar({ from: '09:00', to: '18:00' })],
  units: [unitOf('acme', [ROOT]), unitOf('sales', [ROOT, SALES]), unitOf('design', [ROOT, DESIGN])],
  people: [
    ...NAMES.map((name, at) => member(STAFF[name], `S${at + 1}`, ROOT, ROLES[name])),
    ...Array.from({ length: workers }, (_, n) =>
      member(worker(n), `E${String(n).padStart(4, '0')}`, unitOfWorker(n), []),
    ),
  ],
});
