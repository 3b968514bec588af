import { describe, expect, it, jest } from '@jest/globals';
import { ApiProblem } from '@goalbeat/api-client/api-problem';
import type { GoalbeatClient } from '@goalbeat/api-client/goalbeat-client';
import type { SetClock, Tenant } from '@goalbeat/api-client/wire-types';
import { TenantTime } from './tenant-time.js';

const at = '2026-11-16T00:00:00.000Z';
const tenant = (rate: number, version: number): Tenant =>
  ({ clock: { rate, anchorReal: at, anchorVirtual: at, heldAt: null, version }, version }) as Tenant;

describe('the rate of the tenant’s clock', () => {
  it('is set once, and again with the version that is there when somebody was faster', async () => {
    const setClock = jest
      .fn<(wanted: SetClock) => Promise<Tenant>>()
      .mockRejectedValueOnce(new ApiProblem(409, 'stale-version', 'changed meanwhile', undefined, null))
      .mockResolvedValueOnce(tenant(1, 4));
    const admin = { setClock, tenant: () => Promise.resolve(tenant(5040, 3)) } as unknown as GoalbeatClient;
    const time = new TenantTime(admin, tenant(5040, 2));
    await time.setRate(1);
    await time.setRate(1);
    expect(setClock.mock.calls).toEqual([[{ rate: 1, version: 2 }], [{ rate: 1, version: 3 }]]);
    expect(time.rate).toBe(1);
  });
});
