import { describe, expect, it } from '@jest/globals';
import { ACTIONS, type Action, may, POLICY, requireMay, requireScopes, scopesFor, unitsFor } from './policy.js';
import { type Principal, type Role, ROLES } from './roles.js';

const person = (id: string, ...roles: [Role, string | null][]): Principal => ({
  kind: 'person',
  tenantId: 't1',
  id: `account-${id}`,
  personId: id,
  roles: roles.map(([role, unitId]) => ({ role, unitId })),
  scopes: [],
});
const key = (...scopes: string[]): Principal => ({
  kind: 'key',
  tenantId: 't1',
  id: 'k1',
  personId: null,
  roles: [],
  scopes,
});
const annsSheet = { tenantId: 't1', personId: 'ann', managerLine: ['bo', 'cy'], unitPath: ['team', 'dept', 'group'] };

describe('policy', () => {
  it('lets a person see their own and a manager their tree', () => {
    expect(may(person('ann'), 'goals.sheet.read', annsSheet)).toBe(true);
    expect(may(person('cy'), 'goals.sheet.read', annsSheet)).toBe(true);
    expect(may(person('eve'), 'goals.sheet.read', annsSheet)).toBe(false);
    expect(may(person('bo'), 'goals.sheet.write', annsSheet)).toBe(false);
    expect(may(person('bo'), 'goals.sheet.adjust', annsSheet)).toBe(true);
    expect(may(person('bo'), 'payroll.payout.read', annsSheet)).toBe(false);
  });

  it('keeps HR to its units', () => {
    expect(may(person('hr', ['hr-partner', 'dept']), 'goals.sheet.read', annsSheet)).toBe(true);
    expect(may(person('hr', ['hr-partner', 'other']), 'goals.sheet.read', annsSheet)).toBe(false);
    expect(may(person('hr', ['hr-lead', 'other']), 'goals.cycle.control', annsSheet)).toBe(false);
    expect(may(person('hr', ['hr-lead', null]), 'goals.cycle.control', annsSheet)).toBe(true);
    expect(unitsFor(person('hr', ['hr-partner', 'dept'], ['hr-lead', 'x']), 'goals.sheet.read')).toEqual(['dept', 'x']);
    expect(scopesFor(person('hr', ['hr-partner', null]), 'goals.sheet.read')).toEqual(['self', 'tree', 'tenant']);
  });

  it('is closed to other tenants, without saying what they have', () => {
    const elsewhere = { ...annsSheet, tenantId: 't2' };
    for (const action of ACTIONS) {
      for (const role of ROLES) expect(may(person('ann', [role, null]), action, elsewhere)).toBe(false);
      expect(may(key(action), action, elsewhere)).toBe(false);
    }
    expect(() => requireMay(person('ann'), 'goals.sheet.read', elsewhere)).toThrow(
      expect.objectContaining({ code: 'not-found' }),
    );
    expect(() => requireMay(person('eve'), 'goals.sheet.read', annsSheet)).toThrow(
      expect.objectContaining({ code: 'forbidden' }),
    );
    expect(() => requireScopes(person('eve'), 'payroll.list.read')).toThrow(
      expect.objectContaining({ code: 'forbidden' }),
    );
    expect(requireScopes(person('eve'), 'goals.sheet.read')).toEqual(['self', 'tree']);
  });

  it('gives keys what they name and nothing that merely begins alike', () => {
    expect(may(key('payroll.answer'), 'payroll.answer', { tenantId: 't1' })).toBe(true);
    expect(may(key('goals.reading'), 'goals.reading.write', { tenantId: 't1' })).toBe(true);
    expect(may(key('goals.read'), 'goals.reading.write', { tenantId: 't1' })).toBe(false);
    expect(may(key('*'), 'payroll.answer', { tenantId: 't1' })).toBe(false);
    expect(may(key(''), 'payroll.answer', { tenantId: 't1' })).toBe(false);
    const stray: Principal = { ...key(), roles: [{ role: 'admin', unitId: null }] };
    expect(may(stray, 'directory.tenant.write', { tenantId: 't1' })).toBe(false);
    expect(may({ ...key('*'), kind: 'service' }, 'payroll.answer', { tenantId: 't1' })).toBe(false);
    expect(may({ ...key('payroll'), kind: 'workflow' }, 'payroll.answer', { tenantId: 't1' })).toBe(false);
  });

  it('parts making a list from paying it', () => {
    const reach = (role: Role): Action[] => ACTIONS.filter((action) => POLICY[action][role] !== undefined);
    for (const role of ['finance-reviewer', 'finance-lead', 'payroll-integration', 'ops', 'admin'] as const) {
      expect(reach(role)).not.toContain('payroll.list.edit');
      expect(reach(role)).not.toContain('payroll.list.submit');
    }
    for (const role of ['ops', 'admin'] as const) {
      for (const action of [
        'payroll.list.read',
        'payroll.payout.read',
        'goals.sheet.read',
        'appraisal.score.read',
      ] as const) {
        expect(reach(role)).not.toContain(action);
      }
    }
    expect(reach('payroll-integration')).toEqual([
      'payroll.payout.read',
      'payroll.answer',
      'payroll.hand-over.read',
      'payroll.hand-over.file',
    ]);
  });

  it('implies to everybody only what reaches themselves, their line, or is no secret', () => {
    for (const action of ACTIONS) {
      expect(['tree', undefined]).toContain(POLICY[action].manager);
      expect(POLICY[action].employee !== 'tenant' || action.endsWith('.read')).toBe(true);
    }
  });

  it('names each action once and leaves none without anybody', () => {
    expect(new Set(ACTIONS).size).toBe(ACTIONS.length);
    for (const action of ACTIONS) expect(Object.keys(POLICY[action])).not.toEqual([]);
  });
});
