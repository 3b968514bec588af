import type { Me } from '@goalbeat/contracts/directory/http';
import { ACTIONS, scopesFor } from '@goalbeat/domain/access/policy';
import type { Principal } from '@goalbeat/domain/access/roles';
import { localOf } from '@goalbeat/domain/calendar/zone';
import { virtualNow } from '@goalbeat/domain/clock/tenant-clock';
import type { Tx } from '@goalbeat/service-kit/db/tx';
import type { z } from 'zod';
import { findPerson, leadsAnybody } from '../person/person.repository.js';
import { loadTenant } from '../tenant/tenant.repository.js';

/** Who one is and what one may do; a key has no person. */
export async function meOf(
  tx: Tx,
  who: { personId: string } | { key: Principal },
  realNowMs: number,
): Promise<z.infer<typeof Me>> {
  const { id, slug, name, kind, zone, currency, clock } = await loadTenant(tx);
  const person = 'personId' in who ? await findPerson(tx, who.personId) : undefined;
  const principal: Principal =
    'key' in who
      ? who.key
      : {
          kind: 'person',
          tenantId: id,
          id: who.personId,
          personId: who.personId,
          roles: person?.roles ?? [],
          scopes: [],
        };
  const now = virtualNow(clock, realNowMs);
  return {
    tenant: { id, slug, name, kind, zone, currency },
    person:
      person === undefined ? null : { id: person.id, number: person.number, name: person.name, unitId: person.unitId },
    roles: principal.roles,
    leads: person !== undefined && (await leadsAnybody(tx, person.id, localOf(now, zone).date)),
    actions: ACTIONS.filter((action) => scopesFor(principal, action).length > 0),
    now,
  };
}
