import { FINANCE_DEPARTMENT, HR_DEPARTMENT } from './departments.js';
import { hireFinance, hireHr, Hiring } from './hiring.js';
import { ROOT_UNIT, type CompanyRows, type PersonRow, type UnitRow } from './rows.js';
import { seeded } from './seeded.js';

export const LENDER_NAME = '惠民小额贷款有限公司（演示）';
const LEAST_PEOPLE = 40;
const SMALL = 100;
/** Somebody who joins on the second day of the demonstrated month, and somebody who left before it. */
const JOINS_IN_THE_MONTH = '2026-06-02';
const LEFT_BEFORE_THE_MONTH = '2026-05-29';
const GRADES = ['P3', 'P3', 'P4', 'P4', 'P5', 'P5', 'P6'] as const;

/** Three departments that weigh differently; each works in teams. */
const DIVISIONS = [
  { code: 'LOANS', name: '信贷部', family: 'loans' },
  { code: 'PROCESS', name: '流程运营部', family: 'process' },
  { code: 'PRODUCT', name: '产品技术部', family: 'product' },
] as const;
const MOST_TEAMS = 12;
const LEAST_TEAMS = 7;
const TEAM_SIZE = 16;

/** A lender: general manager, a director for each of three departments, their teams with a lead each, HR and finance of three. */
export function makeLender({ people, seed }: { people: number; seed: number }): CompanyRows {
  if (!Number.isInteger(people) || people < LEAST_PEOPLE || people > 50_000) {
    throw new RangeError(`people: a whole number from ${LEAST_PEOPLE} to 50000`);
  }
  const random = seeded(seed);
  const hiring = new Hiring(people, random);
  const boss = hiring.hire({ unit: ROOT_UNIT, job_family: 'management', grade: 'M3', manager: '', roles: '' });
  const directors = DIVISIONS.map(() =>
    hiring.hire({ unit: ROOT_UNIT, job_family: 'management', grade: 'M2', manager: boss.number }),
  );
  const departments: UnitRow[] = DIVISIONS.map(({ code, name }, n) =>
    unit(code, name, ROOT_UNIT, directors[n]?.number ?? boss.number),
  );
  const staff = [
    { ...HR_DEPARTMENT, head: hireHr(hiring, boss.number) },
    { ...FINANCE_DEPARTMENT, head: hireFinance(hiring, boss.number) },
  ].map(({ code, name, head }) => unit(code, name, ROOT_UNIT, head));
  const count = Math.max(LEAST_TEAMS, Math.min(MOST_TEAMS, Math.round(people / TEAM_SIZE)));
  const teams = Array.from({ length: count }, (_, n) => {
    const division = DIVISIONS[n % DIVISIONS.length] ?? DIVISIONS[0];
    const director = directors[n % DIVISIONS.length] ?? boss;
    const number = Math.floor(n / DIVISIONS.length) + 1;
    const code = `${division.code}${number}`;
    const lead = hiring.hire({ unit: code, job_family: division.family, grade: 'M1', manager: director.number });
    return { family: division.family, row: unit(code, `${division.name} ${number} 组`, division.code, lead.number) };
  });
  for (let n = 0; hiring.people.length < people; n += 1) {
    const team = teams[n % teams.length];
    if (team === undefined) break;
    hiring.hire({
      unit: team.row.code,
      job_family: team.family,
      grade: GRADES[random.whole(0, GRADES.length - 1, 'grade', n)] ?? 'P4',
      manager: team.row.head,
    });
  }
  if (people >= SMALL) comeAndGo(hiring.people);
  const root: UnitRow = {
    ...unit(ROOT_UNIT, LENDER_NAME, '', boss.number),
    kind: 'group',
    zone: 'Asia/Shanghai',
    currency: 'CNY',
    calendar: 'CN',
  };
  return { units: [root, ...departments, ...teams.map(({ row }) => row), ...staff], people: hiring.people };
}

function unit(code: string, name: string, parent: string, head: string): UnitRow {
  return { code, name, kind: 'department', parent, head, zone: '', currency: '', calendar: '' };
}

function comeAndGo(people: PersonRow[]): void {
  const joining = people.at(-1);
  const leaving = people.at(-2);
  if (joining !== undefined) joining.joined = JOINS_IN_THE_MONTH;
  if (leaving !== undefined) leaving.left = LEFT_BEFORE_THE_MONTH;
}
