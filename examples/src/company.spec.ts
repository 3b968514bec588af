import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { companyFiles, readCompany, writeCompany } from './company-files.js';
import { GENERATED_EXAMPLES, RECIPES } from './examples.js';
import { makeCompany } from './make-company.js';
import { makeLender } from './make-lender.js';

const committed = (example: string, name: string): string =>
  readFileSync(join(import.meta.dirname, '..', example, name), 'utf8');

describe('makeCompany', () => {
  it('gives the same files for the same seed, and others for another', () => {
    const files = (seed: number) => [...companyFiles(makeCompany({ people: 60, seed }))];
    expect(files(7)).toEqual(files(7));
    expect(files(7)).not.toEqual(files(8));
  });

  it.each(GENERATED_EXAMPLES)('is what is committed of the %s, drawn with seed 1', (example) => {
    const { people, rows, content } = RECIPES[example];
    const company = rows({ people, seed: 1 });
    for (const [name, text] of companyFiles(company, content(company))) {
      expect({ name, text: committed(example, name) }).toEqual({ name, text });
    }
  });

  it.each([40, 60, 200])('has teams with leads for a lender of %i people', (size) => {
    const { units, people } = makeLender({ people: size, seed: 3 });
    expect(people).toHaveLength(size);
    const byNumber = new Map(people.map((one) => [one.number, one]));
    expect(people.filter((one) => one.manager !== '' && !byNumber.has(one.manager))).toEqual([]);
    const teams = units.filter((one) => /^(LOANS|PROCESS|PRODUCT)\d/.test(one.code));
    expect(teams.length).toBeGreaterThanOrEqual(7);
    for (const team of teams) {
      expect(byNumber.get(team.head)?.unit).toBe(team.code);
      expect(people.filter((one) => one.manager === team.head).length).toBeGreaterThanOrEqual(3);
    }
    expect(units.filter((one) => ['LOANS', 'PROCESS', 'PRODUCT'].includes(one.code))).toHaveLength(3);
  });

  it.each([40, 60, 100, 260, 2000])('has leads, HR of three, finance and one reporting line for %i people', (size) => {
    const { units, people } = makeCompany({ people: size, seed: 3 });
    expect(people).toHaveLength(size);
    expect(new Set(people.map((one) => one.name)).size).toBe(size);
    const byNumber = new Map(people.map((one) => [one.number, one]));
    const roots = people.filter((one) => one.manager === '');
    expect(roots).toHaveLength(1);
    expect(people.filter((one) => one.manager !== '' && !byNumber.has(one.manager))).toEqual([]);
    const headed = units.filter((unit) => unit.kind === 'department');
    for (const unit of headed) expect(byNumber.get(unit.head)?.unit).toBe(unit.code);
    const business = headed.filter((unit) => unit.code !== 'HR' && unit.code !== 'FIN');
    expect(business.length).toBeGreaterThanOrEqual(7);
    for (const unit of business)
      expect(people.filter((one) => one.manager === unit.head).length).toBeGreaterThanOrEqual(3);
    for (const role of ['hr-lead', 'hr-partner', 'finance-reviewer', 'finance-lead']) {
      expect(people.some((one) => one.roles.includes(role))).toBe(true);
    }
    expect(people.filter((one) => one.unit === 'HR')).toHaveLength(3);
  });

  it('has 20 departments at its usual size', () => {
    const { units } = makeCompany({ people: 260, seed: 1 });
    expect(units.filter((unit) => unit.kind === 'department')).toHaveLength(20);
  });

  it('is read back as it was written, in shapes that the API takes', () => {
    const folder = mkdtempSync(join(tmpdir(), 'company-'));
    try {
      const rows = makeCompany({ people: 40, seed: 1 });
      writeCompany(folder, rows);
      const files = readCompany(folder);
      expect({ units: files.units, people: files.people }).toEqual(rows);
      for (const template of files.templates) {
        expect(template.goals.reduce((sum, goal) => sum + Number(goal.weight), 0)).toBe(100);
      }
      const grades = new Set(files.people.map((one) => one.grade));
      const plan = files.payPlan.data;
      const base = plan.version === 1 ? plan.baseByGrade : {};
      for (const grade of grades) expect(base).toHaveProperty(grade);
      expect(files.people.some((one) => one.number === files.payPlan.data.finalDecider)).toBe(true);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('refuses sizes that make no company', () => {
    expect(() => makeCompany({ people: 39, seed: 1 })).toThrow(RangeError);
    expect(() => makeCompany({ people: 40.5, seed: 1 })).toThrow(RangeError);
  });
});
