import { describe, expect, it } from '@jest/globals';
import { isRehearsal, rehearsalTenantId } from './rehearsal-tenant.js';

describe('a rehearsal’s tenant id', () => {
  it('says so itself, and no other tenant’s does', () => {
    const production = '019aabcd-1234-7abc-8def-0123456789ab';
    expect(isRehearsal(production)).toBe(false);
    expect(isRehearsal('f47ac10b-58cc-4372-8567-0e02b2c3d479')).toBe(false);
    expect(rehearsalTenantId(production)).toBe('019aabcd-1234-8abc-8def-0123456789ab');
    expect(isRehearsal(rehearsalTenantId(production))).toBe(true);
  });
});
