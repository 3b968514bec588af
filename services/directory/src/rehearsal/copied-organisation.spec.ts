import { describe, expect, it } from '@jest/globals';
import { unknownPerson } from '../timeline/person-patch.js';
import { unknownUnit } from '../timeline/unit-patch.js';
import { copiedOrganisation } from './copied-organisation.js';

const unit = (id: string, parentId: string | null, head: string | null) => ({
  ...unknownUnit(id),
  parentId,
  headNumber: head,
  headPersonId: head,
});
const person = (id: string, managerId: string | null) => ({
  ...unknownPerson(id, id),
  email: `${id}@example.com`,
  unitId: 'sales',
  managerId,
  roles: [{ role: 'hr-partner' as const, unitId: 'sales' }],
});
const delegation = (from: string, to: string) => ({
  id: `${from}-${to}`,
  fromPersonId: from,
  toPersonId: to,
  from: '2026-11-16T00:00:00.000Z',
  until: '2026-11-20T00:00:00.000Z',
  kinds: null,
  cancelled: false,
  version: 1,
  seq: 1,
});
const absence = (number: string) => ({
  id: `away-${number}`,
  personId: number,
  number,
  from: '2026-11-16',
  to: '2026-11-17',
  kind: 'annual-leave' as const,
  cancelled: false,
  version: 1,
  seq: 1,
});
const original = {
  units: [unit('root', null, null), unit('sales', 'root', 'L1')],
  people: [person('G1', null), person('L1', 'G1'), person('S1', 'L1')],
  delegations: [delegation('L1', 'G1'), delegation('L1', 'S1')],
  absences: [absence('L1'), absence('S1')],
};
const counting = () => {
  let n = 0;
  return () => `new-${++n}`;
};

describe('a copied organisation', () => {
  it('has the same shape under other ids, and nobody’s address', () => {
    const copy = copiedOrganisation(original, null, counting());
    const [root, sales] = copy.units;
    const [boss, lead, seller] = copy.people;
    expect(
      new Set([...copy.units, ...copy.people, ...copy.delegations, ...copy.absences].map(({ id }) => id)).size,
    ).toBe(9);
    expect(copy.absences.map(({ personId }) => personId)).toEqual([lead?.id, seller?.id]);
    expect(JSON.stringify(copy)).not.toContain('@');
    expect(sales).toMatchObject({ parentId: root?.id, headPersonId: lead?.id, headNumber: 'L1' });
    expect([lead?.managerId, seller?.managerId]).toEqual([boss?.id, lead?.id]);
    expect(seller).toMatchObject({
      number: 'S1',
      unitId: sales?.id,
      roles: [{ role: 'hr-partner', unitId: sales?.id }],
    });
  });

  it('leaves out who is not wanted, wherever they are named', () => {
    const copy = copiedOrganisation(original, new Set(['G1', 'S1']), counting());
    expect(copy.people.map(({ number, managerId }) => [number, managerId])).toEqual([
      ['G1', null],
      ['S1', null],
    ]);
    expect(copy.units[1]).toMatchObject({ headPersonId: null, headNumber: null });
    expect(copy.delegations).toEqual([]);
    expect(copy.absences.map(({ number }) => number)).toEqual(['S1']);
  });
});
