import { sortRoles } from '../timeline/person-patch.js';
import { ROLES, type RoleGrant } from '@goalbeat/domain/access/roles';

export const PERSON_COLUMNS_OF_FILE = {
  required: ['number', 'name', 'unit', 'job_family', 'grade', 'joined'],
  optional: ['email', 'manager', 'left', 'roles', 'effective_on'],
} as const;
export type PersonColumn = (typeof PERSON_COLUMNS_OF_FILE)['required' | 'optional'][number];
export type PersonCells = Partial<Record<PersonColumn, string>>;
type Problem = { column: string; message: string };

const CODE = /^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/;
const MAIL = /^[^\s@,;<>"]{1,64}@[^\s@,;<>"]{1,190}$/;

/** What is wrong with one row by itself. */
export function checkPersonCells(cells: PersonCells): Problem[] {
  const problems: Problem[] = [];
  const wrong = (column: PersonColumn, message: string) => problems.push({ column, message });
  if (!CODE.test(cells.number ?? '')) wrong('number', 'takes letters, digits, - and _, at most 64');
  for (const column of ['name', 'job_family', 'grade'] as const) {
    const length = (cells[column] ?? '').length;
    if (length === 0 || length > 200) wrong(column, 'takes 1 to 200 characters');
  }
  if ((cells.unit ?? '') === '') wrong('unit', 'is missing');
  if (cells.email && !MAIL.test(cells.email)) wrong('email', 'is not an e-mail address');
  if (!isDate(cells.joined ?? '')) wrong('joined', 'is not a date such as 2026-11-23');
  if (cells.left && !isDate(cells.left)) wrong('left', 'is not a date such as 2026-11-23');
  else if (cells.left && cells.joined && cells.left < cells.joined) wrong('left', 'is before the day of joining');
  if (cells.effective_on && !isDate(cells.effective_on)) wrong('effective_on', 'is not a date such as 2026-11-23');
  if (cells.manager && cells.manager === cells.number) wrong('manager', 'nobody reports to oneself');
  return problems;
}

/** A real day of the calendar: 2026-02-30 is none. */
export function isDate(text: string): boolean {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return false;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

/**
 * `hr-lead;hr-partner@SALES`: a role in the whole tenant, or in a unit and what lies below it.
 * @returns the grants in a fixed order, or what is wrong
 */
export function readRoles(cell: string, unitIds: ReadonlyMap<string, string>): RoleGrant[] | { message: string } {
  const grants = new Map<string, RoleGrant>();
  for (const word of cell
    .split(';')
    .map((part) => part.trim())
    .filter((part) => part !== '')) {
    const [name = '', unitCode, ...rest] = word.split('@');
    const role = ROLES.find((known) => known === name);
    if (role === undefined || rest.length > 0) return { message: `${word} is not a role; known: ${ROLES.join(', ')}` };
    if (role === 'hr-partner' && unitCode === undefined) return { message: 'hr-partner needs a unit: hr-partner@UNIT' };
    const unitId = unitCode === undefined ? null : unitIds.get(unitCode);
    if (unitId === undefined) return { message: `${word}: there is no unit ${unitCode}` };
    grants.set(`${role} ${unitId ?? ''}`, { role, unitId });
  }
  return sortRoles([...grants.values()]);
}
