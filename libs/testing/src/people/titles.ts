import type { Organisation } from './organisation.js';

const ROLES: readonly (readonly [role: string, zh: string, en: string])[] = [
  ['hr-lead', '人事主管', 'HR lead'],
  ['hr-partner', '人事专员', 'HR partner'],
  ['finance-lead', '财务主管', 'finance lead'],
  ['finance-reviewer', '财务复核', 'finance reviewer'],
];

/** What somebody is, for readers who know nobody here: general manager, a role, head of or in a department. */
export function titleOf(organisation: Organisation, number: string): { zh: string; en: string } {
  const { roles } = organisation.person(number);
  if (number === organisation.boss) return { zh: '总经理', en: 'general manager' };
  const held = roles.split(';').map((role) => role.split('@')[0]);
  const role = ROLES.find(([word]) => held.includes(word));
  if (role !== undefined) return { zh: role[1], en: role[2] };
  const department = organisation.departmentOf(number);
  return organisation.departments.some((unit) => unit.head === number)
    ? { zh: `${department}负责人`, en: `head of ${department}` }
    : { zh: department, en: department };
}

/** `孙若鹏（财务复核）`, `孙若鹏 (finance reviewer)` */
export function titled(organisation: Organisation, number: string): { zh: string; en: string } {
  const name = organisation.name(number);
  const { zh, en } = titleOf(organisation, number);
  return { zh: `${name}（${zh}）`, en: `${name} (${en})` };
}
