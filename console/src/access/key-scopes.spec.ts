import { describe, expect, it } from '@jest/globals';
import { keyState } from './key-state.js';
import { scopesForKeys, USUAL_KEYS } from './key-scopes.js';

describe('what a key may open', () => {
  it('is a noun or an action, and nothing that is for people', () => {
    const scopes = scopesForKeys();
    expect(scopes).toEqual(
      expect.arrayContaining(['payroll.payout', 'payroll.answer', 'goals.reading.write', 'directory.people']),
    );
    expect(
      scopes.filter((scope) => /api-keys|accounts|roles|sessions|password|sign-in|installation/.test(scope)),
    ).toEqual([]);
    expect(scopes).not.toContain('approvals.decide');
    expect(new Set(scopes).size).toBe(scopes.length);
  });

  it('has what usual machines need', () => {
    const scopes = scopesForKeys();
    expect(
      Object.values(USUAL_KEYS)
        .flat()
        .filter((scope) => !scopes.includes(scope)),
    ).toEqual([]);
  });
});

describe('a key', () => {
  const now = Date.parse('2026-11-23T06:00:00.000Z');
  it.each([
    [{ revokedAt: null, expiresAt: null }, 'open'],
    [{ revokedAt: null, expiresAt: '2026-11-23T06:00:00.000Z' }, 'expired'],
    [{ revokedAt: null, expiresAt: '2026-11-23T06:00:00.001Z' }, 'open'],
    [{ revokedAt: '2026-11-01T00:00:00.000Z', expiresAt: null }, 'ended'],
  ] as const)('%j is %s', (key, state) => {
    expect(keyState(key, now)).toBe(state);
  });
});
