import { describe, expect, it } from '@jest/globals';
import type { OrgPerson, OrgUnit } from '@goalbeat/org-copy/org-types';
import { whoIsCopied } from './who-is-copied.js';

const person = (number: string, managerId: string | null, roles: OrgPerson['roles'] = []): OrgPerson => ({
  id: number,
  number,
  name: number,
  email: null,
  unitId: 'root',
  jobFamily: 'work',
  grade: 'P',
  managerId,
  joinedOn: '2024-01-01',
  leftOn: null,
  roles,
});
const root: OrgUnit = {
  id: 'root',
  code: 'ROOT',
  name: 'Root',
  kind: 'group',
  parentId: null,
  path: ['root'],
  headPersonId: 'HEAD',
  zone: 'Asia/Shanghai',
  currency: 'CNY',
  calendar: 'CN',
};
const sellers = Array.from({ length: 60 }, (_, n) => person(`S${n}`, `L${n % 6}`));
const people = [
  person('BOSS', null),
  person('HEAD', 'BOSS'),
  person('NAMED', 'BOSS'),
  person('HR', 'BOSS', [{ role: 'hr-lead', unitId: null }]),
  ...Array.from({ length: 6 }, (_, n) => person(`L${n}`, 'BOSS')),
  ...sellers,
  person('ELSEWHERE', 'BOSS'),
];
const withSheet = new Set(sellers.map(({ id }) => id));
const copied = (seed: number, most: number) =>
  whoIsCopied({ people, units: [root] }, { withSheet, named: ['NAMED'], seed }, most);

describe('who is copied', () => {
  it('is everybody where that is not too many', () => {
    expect(copied(1, people.length)).toBeNull();
  });

  it('is in a large company whoever has a say, and a sample with all above them', () => {
    const numbers = copied(1, 30) ?? [];
    expect(numbers).toEqual(expect.arrayContaining(['BOSS', 'HEAD', 'NAMED', 'HR']));
    expect(numbers).not.toContain('ELSEWHERE');
    expect(numbers.length).toBeGreaterThanOrEqual(30);
    expect(numbers.length).toBeLessThanOrEqual(32);
    const managers = people.filter((one) => numbers.includes(one.number)).flatMap((one) => one.managerId ?? []);
    expect(numbers).toEqual(expect.arrayContaining(managers));
  });

  it('is the same under the same seed, and others under another', () => {
    expect(copied(1, 30)).toEqual(copied(1, 30));
    expect(copied(1, 30)).not.toEqual(copied(2, 30));
  });
});
