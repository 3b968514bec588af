import type { CompanyRows, PersonRow, UnitRow } from '@goalbeat/examples/make-company';
import { makeCompany, ROOT_UNIT } from '@goalbeat/examples/make-company';

/** The example company with exactly so many people who get a sheet: the general manager and one who left are extra. */
export function exampleCompany(sheets: number): CompanyRows {
  const rows = makeCompany({ people: sheets + 2, seed: 1 });
  return { ...rows, people: inOrder(rows.people) };
}

/** Leads before those they lead, so that a part of the file refers to nobody who has not come yet. */
function inOrder(people: readonly PersonRow[]): PersonRow[] {
  return people.toSorted((a, b) => a.number.localeCompare(b.number, 'en', { numeric: true }));
}

/** Job family of those whose plans are decided; leads and HR take part without sheets. */
export const STAFF_FAMILY = 'support';

export interface Department {
  code: string;
  lead: string;
  hr: string;
  staff: string[];
}

/** A company of as many departments as there are clients: each with a lead and an HR lead of its own, staff spread evenly. */
export function manyLeads(departments: number, staff: number): { rows: CompanyRows; departments: Department[] } {
  const people: PersonRow[] = [];
  const hire = (row: Pick<PersonRow, 'unit' | 'job_family' | 'grade' | 'manager' | 'roles'>): string => {
    const number = `B${String(people.length + 1).padStart(5, '0')}`;
    people.push({ number, name: `员工 ${number}`, email: '', joined: '2024-01-01', left: '', ...row });
    return number;
  };
  const boss = hire({ unit: ROOT_UNIT, job_family: 'operations', grade: 'M3', manager: '', roles: '' });
  hire({ unit: ROOT_UNIT, job_family: 'hr', grade: 'M1', manager: boss, roles: 'hr-lead' });
  // A definition is refused where nobody could sign its bonus lists.
  for (const roles of ['finance-reviewer', 'finance-lead'])
    hire({ unit: ROOT_UNIT, job_family: 'finance', grade: 'M1', manager: boss, roles });
  const made = Array.from({ length: departments }, (_, n): Department => {
    const code = `D${String(n + 1).padStart(2, '0')}`;
    const place = { unit: code, job_family: 'operations', manager: boss };
    const lead = hire({ ...place, grade: 'M1', roles: '' });
    const hr = hire({ ...place, grade: 'M1', roles: `hr-lead@${code}` });
    const size = Math.floor(staff / departments) + (n < staff % departments ? 1 : 0);
    const team = { unit: code, job_family: STAFF_FAMILY, grade: 'P4', manager: lead, roles: '' };
    return { code, lead, hr, staff: Array.from({ length: size }, () => hire(team)) };
  });
  const zone = { zone: '', currency: '', calendar: '' };
  const root: UnitRow = {
    code: ROOT_UNIT,
    name: 'Bench',
    kind: 'group',
    parent: '',
    head: boss,
    zone: 'Asia/Shanghai',
    currency: 'CNY',
    calendar: 'CN',
  };
  const units = made.map(({ code, lead }): UnitRow => ({
    code,
    name: code,
    kind: 'department',
    parent: ROOT_UNIT,
    head: lead,
    ...zone,
  }));
  return { rows: { units: [root, ...units], people }, departments: made };
}
