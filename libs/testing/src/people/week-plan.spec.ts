import { describe, expect, it } from '@jest/globals';
import type { CompanyFiles } from '@goalbeat/examples/company-files';
import { makeCompany } from '@goalbeat/examples/make-company';
import { Organisation } from './organisation.js';
import { planWeek } from './week-plan.js';
import { Week } from './week.js';

const week = new Week('2026-W47', 'Asia/Shanghai');
const organisationOf = (people: number, seed: number): Organisation => {
  const rows = makeCompany({ people, seed });
  const definition = { data: { who: { except: ['E0001'] } } };
  return new Organisation({ ...rows, definition } as unknown as CompanyFiles, week.start);
};

describe('planWeek', () => {
  it.each([
    [40, 1],
    [40, 2],
    [60, 3],
    [100, 4],
    [260, 1],
    [260, 5],
  ])('tells one story for %i people and seed %i, whenever it is asked', (people, seed) => {
    const organisation = organisationOf(people, seed);
    const plan = planWeek(week, organisation, seed);
    expect(planWeek(week, organisationOf(people, seed), seed)).toEqual(plan);
    const special = [
      ...plan.stuck.map((one) => one.owner),
      ...plan.returned.map((one) => one.owner),
      ...Object.values(plan.wrongAccounts),
    ];
    expect(new Set(special).size).toBe(11);
    for (const owner of special) {
      expect(plan.employees.get(owner)?.plan.how).toBe('on-time');
      expect(plan.employees.get(owner)?.report.how).toBe('on-time');
    }
    expect(new Set(plan.stuck.map((one) => one.lead)).size).toBe(6);
    for (const one of plan.stuck) expect(organisation.person(one.owner).manager).toBe(one.lead);
    expect(plan.stuck.map((one) => one.lead)).not.toContain(plan.away.lead);
    expect(plan.away.standIn).not.toBe(plan.away.lead);
  });

  it('gives other seeds other weeks', () => {
    const organisation = organisationOf(260, 1);
    expect(planWeek(week, organisation, 1)).not.toEqual(planWeek(week, organisation, 2));
  });

  it('keeps those on time two hours before the deadlines', () => {
    const plan = planWeek(week, organisationOf(260, 1), 1);
    const intentions = [...plan.employees.values()];
    const onTime = intentions.filter((one) => one.plan.how === 'on-time');
    expect(onTime.length).toBeGreaterThan(220);
    for (const one of onTime) expect(one.plan.at <= week.at(2, '16:00')).toBe(true);
    for (const one of intentions.filter(({ report }) => report.how === 'on-time')) {
      expect(one.report.at <= week.at(5, '18:00')).toBe(true);
    }
    expect(intentions.some((one) => one.plan.how === 'late')).toBe(true);
    expect(intentions.some((one) => one.report.how === 'never')).toBe(true);
  });
});
