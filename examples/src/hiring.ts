import { FINANCE_DEPARTMENT, HR_DEPARTMENT } from './departments.js';
import { makeNames } from './names.js';
import { ROOT_UNIT, type PersonRow } from './rows.js';
import type { Seeded } from './seeded.js';

/** People as they are hired, numbered from E0001; the same for the same seed. */
export class Hiring {
  readonly people: PersonRow[] = [];
  readonly #names: string[];

  constructor(
    size: number,
    private readonly random: Seeded,
  ) {
    this.#names = makeNames(size, random);
  }

  hire(person: Pick<PersonRow, 'unit' | 'job_family' | 'grade' | 'manager'> & { roles?: string }): PersonRow {
    const n = this.people.length + 1;
    const number = `E${String(n).padStart(4, '0')}`;
    const year = this.random.whole(2019, 2025, 'year', n);
    const month = String(this.random.whole(1, 12, 'month', n)).padStart(2, '0');
    const day = String(this.random.whole(1, 28, 'day', n)).padStart(2, '0');
    const row: PersonRow = {
      number,
      name: this.#names[n - 1] ?? number,
      email: `${number.toLowerCase()}@example.com`,
      ...person,
      joined: `${year}-${month}-${day}`,
      left: '',
      roles: person.roles ?? '',
    };
    this.people.push(row);
    return row;
  }
}

/** HR of three: the lead, and two partners for the whole company. @returns the lead's number */
export function hireHr(payroll: Hiring, boss: string): string {
  const place = { unit: HR_DEPARTMENT.code, job_family: HR_DEPARTMENT.family };
  const lead = payroll.hire({ ...place, grade: 'M1', manager: boss, roles: 'hr-lead' });
  for (let n = 0; n < 2; n += 1) {
    payroll.hire({ ...place, grade: n === 0 ? 'P5' : 'P4', manager: lead.number, roles: `hr-partner@${ROOT_UNIT}` });
  }
  return lead.number;
}

/** Finance of three: the lead, a reviewer and a clerk. @returns the lead's number */
export function hireFinance(payroll: Hiring, boss: string): string {
  const place = { unit: FINANCE_DEPARTMENT.code, job_family: FINANCE_DEPARTMENT.family };
  const lead = payroll.hire({ ...place, grade: 'M1', manager: boss, roles: 'finance-lead' });
  payroll.hire({ ...place, grade: 'P5', manager: lead.number, roles: 'finance-reviewer' });
  payroll.hire({ ...place, grade: 'P4', manager: lead.number });
  return lead.number;
}
