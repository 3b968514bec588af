import { businessDepartments, FINANCE_DEPARTMENT, HR_DEPARTMENT, type Department } from './departments.js';
import { makeNames } from './names.js';
import { seeded, type Seeded } from './seeded.js';

/** Rows as the customer's files have them; an empty string is an empty cell. */
export interface UnitRow {
  code: string;
  name: string;
  kind: 'group' | 'department';
  parent: string;
  head: string;
  zone: string;
  currency: string;
  calendar: string;
}
export interface PersonRow {
  number: string;
  name: string;
  email: string;
  unit: string;
  job_family: string;
  grade: string;
  manager: string;
  joined: string;
  left: string;
  roles: string;
}
export interface CompanyRows {
  units: UnitRow[];
  people: PersonRow[];
}

/** Directory's code of the unit that every tenant is founded with. */
export const ROOT_UNIT = 'ROOT';
export const COMPANY_NAME = '云集服务市场有限公司（演示）';
export const LEAST_PEOPLE = 40;
const SMALL_COMPANY = 100;

/** Somebody who joins on the Tuesday of the demonstrated week, and somebody who left on the Friday before it. */
const JOINS_IN_THE_WEEK = '2026-11-17';
const LEFT_BEFORE_THE_WEEK = '2026-11-13';

const STAFF_GRADES = ['P3', 'P3', 'P4', 'P4', 'P4', 'P5', 'P5', 'P5', 'P6', 'P7'] as const;

class Payroll {
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

/** A services marketplace: general manager, directors, business departments with a lead each, HR of three, finance of three. */
export function makeCompany({ people, seed }: { people: number; seed: number }): CompanyRows {
  if (!Number.isInteger(people) || people < LEAST_PEOPLE || people > 50_000) {
    throw new RangeError(`people: a whole number from ${LEAST_PEOPLE} to 50000`);
  }
  const random = seeded(seed);
  const payroll = new Payroll(people, random);
  const business = businessDepartments(people);
  const top = { unit: ROOT_UNIT, job_family: 'operations' };
  // Stands in where HR's lead may not decide: the lead's own sheet.
  const boss = payroll.hire({ ...top, grade: 'M3', manager: '', roles: 'hr-lead' });
  const directors = Array.from({ length: people < SMALL_COMPANY ? 2 : 4 }, () =>
    payroll.hire({ ...top, grade: 'M2', manager: boss.number }),
  );
  const heads = new Map<string, string>();
  heads.set(HR_DEPARTMENT.code, hireHr(payroll, boss.number));
  heads.set(FINANCE_DEPARTMENT.code, hireFinance(payroll, boss.number));
  business.forEach((department, n) => {
    const director = directors[n % directors.length] ?? boss;
    const lead = payroll.hire({
      unit: department.code,
      job_family: department.family,
      grade: 'M1',
      manager: director.number,
    });
    heads.set(department.code, lead.number);
  });
  for (let n = 0; payroll.people.length < people; n += 1) {
    const department = business[n % business.length] ?? HR_DEPARTMENT;
    payroll.hire({
      unit: department.code,
      job_family: department.family,
      grade: STAFF_GRADES[random.whole(0, STAFF_GRADES.length - 1, 'grade', n)] ?? 'P4',
      manager: heads.get(department.code) ?? boss.number,
    });
  }
  if (people >= SMALL_COMPANY) comeAndGo(payroll.people);
  return {
    units: unitsOf(boss.number, [...business, HR_DEPARTMENT, FINANCE_DEPARTMENT], heads),
    people: payroll.people,
  };
}

function hireHr(payroll: Payroll, boss: string): string {
  const place = { unit: HR_DEPARTMENT.code, job_family: HR_DEPARTMENT.family };
  // Named for the root unit too, so that sheets go to the lead and only the lead's own goes on to the general manager.
  const lead = payroll.hire({ ...place, grade: 'M1', manager: boss, roles: `hr-lead;hr-lead@${ROOT_UNIT}` });
  for (let n = 0; n < 2; n += 1) {
    payroll.hire({ ...place, grade: n === 0 ? 'P5' : 'P4', manager: lead.number, roles: `hr-partner@${ROOT_UNIT}` });
  }
  return lead.number;
}

function hireFinance(payroll: Payroll, boss: string): string {
  const place = { unit: FINANCE_DEPARTMENT.code, job_family: FINANCE_DEPARTMENT.family };
  const lead = payroll.hire({ ...place, grade: 'M1', manager: boss, roles: 'finance-lead' });
  payroll.hire({ ...place, grade: 'P5', manager: lead.number, roles: 'finance-reviewer' });
  payroll.hire({ ...place, grade: 'P4', manager: lead.number });
  return lead.number;
}

function comeAndGo(people: PersonRow[]): void {
  const joining = people.at(-1);
  const leaving = people.at(-2);
  if (joining !== undefined) joining.joined = JOINS_IN_THE_WEEK;
  if (leaving !== undefined) leaving.left = LEFT_BEFORE_THE_WEEK;
}

function unitsOf(boss: string, departments: readonly Department[], heads: ReadonlyMap<string, string>): UnitRow[] {
  const inherited = { zone: '', currency: '', calendar: '' };
  return [
    {
      code: ROOT_UNIT,
      name: COMPANY_NAME,
      kind: 'group',
      parent: '',
      head: boss,
      zone: 'Asia/Shanghai',
      currency: 'CNY',
      calendar: 'CN',
    },
    ...departments.map(({ code, name }): UnitRow => ({
      code,
      name,
      kind: 'department',
      parent: ROOT_UNIT,
      head: heads.get(code) ?? '',
      ...inherited,
    })),
  ];
}
