import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Role } from '../access/roles.js';
import { type ApprovalSubject, chooseAssignees, chooseOrReplace, type OrgView, stillAsked } from './assignees.js';
import { type Delegation, effectiveAssignee } from './delegation.js';

const managers: Record<string, string> = { ann: 'bo', bo: 'cy', cy: 'dan', eve: 'cy' };
const heads: Record<string, string> = { team: 'bo', dept: 'cy', group: 'dan' };
const parents: Record<string, string> = { team: 'dept', dept: 'group' };
const roles: Record<string, string[]> = {
  'hr-lead team': ['hr1'],
  'hr-lead dept': ['hr2', 'hr3'],
  'hr-lead null': ['hr9'],
  'finance-reviewer null': ['fin1', 'fin2'],
};
const org = (left: string[] = []): OrgView => ({
  managerOf: (id) => managers[id] ?? null,
  headOf: (unit) => heads[unit] ?? null,
  parentUnit: (unit) => parents[unit] ?? null,
  unitOf: () => 'team',
  holders: (role: Role, unit) => roles[`${role} ${unit ?? 'null'}`] ?? [],
  byNumber: (number) => (number === 'E1' ? 'bo' : null),
  active: (id) => !left.includes(id),
  isHr: (id) => id.startsWith('hr'),
});
const subject = (more: Partial<ApprovalSubject> = {}): ApprovalSubject => ({
  ownerId: 'ann',
  unitId: 'team',
  requesterId: 'ann',
  beneficiaryIds: new Set(),
  ...more,
});

describe('chooseAssignees', () => {
  it('follows the reporting line', () => {
    expect(chooseAssignees({ kind: 'manager', level: 1 }, org(), subject()).personIds).toEqual(['bo']);
    expect(chooseAssignees({ kind: 'manager', level: 2 }, org(), subject()).personIds).toEqual(['cy']);
  });

  it('replaces an excluded link by the next in line and says why', () => {
    expect(chooseAssignees({ kind: 'manager', level: 1 }, org(['bo']), subject())).toEqual({
      personIds: ['cy'],
      skipped: [{ personId: 'bo', why: 'left' }],
    });
    const made = subject({ requesterId: 'bo', beneficiaryIds: new Set(['cy']) });
    expect(chooseAssignees({ kind: 'manager', level: 1 }, org(), made)).toEqual({
      personIds: ['dan'],
      skipped: [
        { personId: 'bo', why: 'requester' },
        { personId: 'cy', why: 'beneficiary' },
      ],
    });
  });

  it('takes the highest one left where the line ends', () => {
    expect(
      chooseAssignees({ kind: 'manager', level: 2 }, org(), subject({ ownerId: 'cy', requesterId: 'cy' })),
    ).toEqual({
      personIds: ['dan'],
      skipped: [{ personId: 'dan', why: 'absent-manager' }],
    });
    expect(
      chooseAssignees({ kind: 'manager', level: 1 }, org(), subject({ ownerId: 'dan', requesterId: 'dan' })).personIds,
    ).toEqual([]);
  });

  it('asks the heads of a subject without an owner', () => {
    const list = subject({ ownerId: null, requesterId: 'hr1' });
    expect(chooseAssignees({ kind: 'manager', level: 1 }, org(), list).personIds).toEqual(['bo']);
    expect(chooseAssignees({ kind: 'unit-head' }, org(['bo']), list).personIds).toEqual(['cy']);
  });

  it('looks for a role in the unit, then above, then in the tenant', () => {
    const assign = { kind: 'role', role: 'hr-lead', scope: 'unit' } as const;
    expect(chooseAssignees(assign, org(), subject()).personIds).toEqual(['hr1']);
    expect(chooseAssignees(assign, org(), subject({ requesterId: 'hr1' })).personIds).toEqual(['hr2', 'hr3']);
    expect(chooseAssignees(assign, org(['hr1', 'hr2', 'hr3']), subject()).personIds).toEqual(['hr9']);
    expect(chooseAssignees({ ...assign, scope: 'tenant' }, org(), subject()).personIds).toEqual(['hr9']);
  });

  it('never asks a reviewer about their own line', () => {
    const list = subject({ ownerId: null, requesterId: 'hr1', beneficiaryIds: new Set(['fin1', 'ann']) });
    expect(chooseAssignees({ kind: 'role', role: 'finance-reviewer', scope: 'tenant' }, org(), list)).toEqual({
      personIds: ['fin2'],
      skipped: [{ personId: 'fin1', why: 'beneficiary' }],
    });
  });

  it('asks a named person, else who is above them', () => {
    expect(chooseAssignees({ kind: 'person', number: 'E1' }, org(), subject()).personIds).toEqual(['bo']);
    expect(chooseAssignees({ kind: 'person', number: 'E1' }, org(['bo']), subject()).personIds).toEqual(['cy']);
    expect(chooseAssignees({ kind: 'person', number: 'E9' }, org(), subject()).personIds).toEqual([]);
  });

  it('keeps four eyes and ends whatever the organisation looks like', () => {
    const id = fc.constantFrom('a', 'b', 'c', 'd', 'e');
    const edges = fc.dictionary(id, id);
    fc.assert(
      fc.property(
        edges,
        edges,
        edges,
        id,
        id,
        fc.array(id),
        fc.integer({ min: 1, max: 4 }),
        (line, tree, head, owner, requester, paid, level) => {
          const broken: OrgView = {
            managerOf: (person) => line[person] ?? null,
            headOf: (unit) => head[unit] ?? null,
            parentUnit: (unit) => tree[unit] ?? null,
            unitOf: () => 'a',
            holders: () => ['a', 'b', 'c'],
            byNumber: () => 'a',
            active: (person) => person !== 'e',
            isHr: () => false,
          };
          const about: ApprovalSubject = {
            ownerId: owner,
            unitId: null,
            requesterId: requester,
            beneficiaryIds: new Set(paid),
          };
          for (const assign of [
            { kind: 'manager', level },
            { kind: 'unit-head' },
            { kind: 'person', number: 'x' },
            { kind: 'role', role: 'hr-lead', scope: 'unit' },
          ] as const) {
            for (const person of chooseAssignees(assign, broken, about).personIds) {
              expect([owner, requester, 'e', ...paid]).not.toContain(person);
            }
          }
        },
      ),
    );
  });
});

describe('effectiveAssignee', () => {
  const now = '2026-11-20T09:00:00.000Z';
  const link = (fromId: string, toId: string, more: Partial<Delegation> = {}): Delegation => ({
    fromId,
    toId,
    from: '2026-11-16T00:00:00.000Z',
    to: '2026-11-23T00:00:00.000Z',
    kinds: null,
    ...more,
  });
  const none = new Set<string>();

  it('moves a task and says for whom', () => {
    expect(effectiveAssignee('a', [link('a', 'b')], now, 'plan', none)).toEqual({ personId: 'b', onBehalfOf: 'a' });
    expect(effectiveAssignee('a', [link('a', 'b'), link('b', 'c')], now, 'plan', none)).toEqual({
      personId: 'c',
      onBehalfOf: 'a',
    });
    expect(effectiveAssignee('a', [], now, 'plan', none)).toEqual({ personId: 'a', onBehalfOf: null });
  });

  it('holds for its dates and kinds, the named kind first', () => {
    const over = link('a', 'b', { to: now });
    expect(effectiveAssignee('a', [over], now, 'plan', none).personId).toBe('a');
    expect(effectiveAssignee('a', [link('a', 'b', { from: now })], now, 'plan', none).personId).toBe('b');
    expect(effectiveAssignee('a', [link('a', 'b', { kinds: ['report'] })], now, 'plan', none).personId).toBe('a');
    const both = [link('a', 'b'), link('a', 'c', { kinds: ['plan'] })];
    expect(effectiveAssignee('a', both, now, 'plan', none).personId).toBe('c');
  });

  it('refuses requester and beneficiaries, and goes round no loop', () => {
    expect(effectiveAssignee('a', [link('a', 'b'), link('b', 'c')], now, 'plan', new Set(['b'])).personId).toBe('a');
    expect(effectiveAssignee('a', [link('a', 'b'), link('b', 'a')], now, 'plan', none).personId).toBe('b');
  });
});

describe('a link that nobody can take', () => {
  const review = { assign: { kind: 'role', role: 'finance-reviewer', scope: 'tenant' } as const };
  const paid = (...people: string[]) => subject({ ownerId: null, beneficiaryIds: new Set(people) });

  it('goes to the next signer, then to the final decider, then to HR; each one left out is named', () => {
    expect(chooseOrReplace({ ...review, finalDecider: 'E1' }, 1, org(), paid('fin1'))).toMatchObject({
      personIds: ['fin2'],
      replacedBy: null,
      skipped: [{ personId: 'fin1', why: 'beneficiary' }],
    });
    expect(chooseOrReplace({ ...review, finalDecider: 'E1' }, 1, org(), paid('fin1', 'fin2'))).toMatchObject({
      personIds: ['bo'],
      replacedBy: 'final-decider',
      skipped: [
        { personId: 'fin1', why: 'beneficiary' },
        { personId: 'fin2', why: 'beneficiary' },
      ],
    });
    expect(chooseOrReplace({ ...review, finalDecider: 'E1' }, 1, org(), paid('fin1', 'fin2', 'bo'))).toMatchObject({
      personIds: ['hr1'],
      replacedBy: 'hr-lead',
    });
    expect(chooseOrReplace({ ...review, finalDecider: 'E1' }, 1, org(['fin1', 'fin2', 'bo']), paid())).toMatchObject({
      personIds: ['hr1'],
      skipped: [
        { personId: 'fin1', why: 'left' },
        { personId: 'fin2', why: 'left' },
        { personId: 'bo', why: 'left' },
      ],
    });
  });

  it('lets the final decider make up a quorum, and never HR', () => {
    expect(chooseOrReplace({ ...review, finalDecider: 'E1' }, 3, org(), paid()).personIds).toEqual([
      'fin1',
      'fin2',
      'bo',
    ]);
    expect(chooseOrReplace(review, 3, org(), paid()).personIds).toEqual(['fin1', 'fin2']);
  });

  it('nobody is left: nobody is asked', () => {
    const everybody = paid('fin1', 'fin2', 'bo', 'hr1', 'hr2', 'hr3', 'hr9');
    expect(chooseOrReplace({ ...review, finalDecider: 'E1' }, 1, org(), everybody)).toMatchObject({
      personIds: [],
      replacedBy: null,
    });
  });
});

describe('a link still asks', () => {
  it('any holder of the role in reach, and of a line exactly whom it would choose', () => {
    const role = { kind: 'role', role: 'hr-lead', scope: 'unit' } as const;
    for (const holder of ['hr1', 'hr2', 'hr9']) expect(stillAsked(role, org(), subject(), holder)).toBe(true);
    expect(stillAsked({ ...role, scope: 'tenant' }, org(), subject(), 'hr1')).toBe(false);
    expect(stillAsked(role, org(['hr1']), subject(), 'hr1')).toBe(false);
    expect(stillAsked({ kind: 'manager', level: 1 }, org(), subject(), 'bo')).toBe(true);
    expect(stillAsked({ kind: 'manager', level: 1 }, org(), subject(), 'cy')).toBe(false);
  });
});
