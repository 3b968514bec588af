import { describe, expect, it } from '@jest/globals';
import type { Principal } from './roles.js';
import { requireFreshSignIn, signInAgeSeconds } from './step-up.js';

const NOW = Date.parse('2026-11-23T09:00:00.400Z');
const signedIn = (secondsAgo?: number): Principal => ({
  kind: 'person',
  tenantId: 't1',
  id: 'ann',
  personId: 'ann',
  roles: [],
  scopes: [],
  ...(secondsAgo === undefined ? {} : { session: { id: 's1', authTime: Math.floor(NOW / 1000) - secondsAgo } }),
});
const refused = (principal: Principal) => {
  try {
    requireFreshSignIn(principal, NOW);
    return false;
  } catch (error) {
    expect(error).toMatchObject({ code: 'step-up-required', details: { maxAgeSeconds: 600 } });
    return true;
  }
};

describe('a fresh sign-in', () => {
  it.each([
    [0, false],
    [600, false],
    [601, true],
    [86_400, true],
    [undefined, true],
  ])('%p seconds ago is refused: %p', (secondsAgo, no) => {
    expect(refused(signedIn(secondsAgo))).toBe(no);
  });

  it('has an age, which is never negative, or none', () => {
    expect([signedIn(75), signedIn(-3), signedIn()].map((one) => signInAgeSeconds(one, NOW))).toEqual([75, 0, null]);
  });
});
