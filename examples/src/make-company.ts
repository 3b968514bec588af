import { businessDepartments, FINANCE_DEPARTMENT, HR_DEPARTMENT, type Department } from './departments.js';
import { hireFinance, hireHr, Hiring } from './hiring.js';
import { ROOT_UNIT, type CompanyRows, type PersonRow, type UnitRow } from './rows.js';
import { seeded } from './seeded.js';

export { ROOT_UNIT, type CompanyRows, type PersonRow, type UnitRow } from './rows.js';

export const COMPANY_NAME = '云集服务市场有限公司（演示）';
export const LEAST_PEOPLE = 40;
const SMALL_COMPANY = 100;

/** Somebody who joins on the Tuesday of the demonstrated week, and somebody who left on the Friday before it. */
const JOINS_IN_THE_WEEK = '2026-11-17';
const LEFT_BEFORE_THE_WEEK = '2026-11-13';

const STAFF_GRADES = ['P3', 'P3', 'P4', 'P4', 'P4', 'P5', 'P5', 'P5', 'P6', 'P7'] as const;

/** A services marketplace: general manager, directors, business departments with a lead each, HR of three, finance of three. */
export function makeCompany({ people, seed }: { people: number; seed: number }): CompanyRows {
  if (!Number.isInteger(people) || people < LEAST_PEOPLE || people > 50_000) {
    throw new RangeError(`people: a whole number from ${LEAST_PEOPLE} to 50000`);
  }
  const random = seeded(seed);
  const payroll = new Hiring(people, random);
  const business = businessDepartments(people);
  const top = { unit: ROOT_UNIT, job_family: 'operations' };
  // Without a role: decides about HR's own goals and the signers' own money, and so is neither of HR nor of finance.
  const boss = payroll.hire({ ...top, grade: 'M3', manager: '', roles: '' });
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
