import { Injectable } from '@nestjs/common';
import type { OrgSnapshot } from '@goalbeat/contracts/directory/events';
import type { AuthorizeAnswer, AuthorizeRequest, OrgVersion } from '@goalbeat/contracts/directory/http';
import { ACTIONS, scopesFor } from '@goalbeat/domain/access/policy';
import { localOf } from '@goalbeat/domain/calendar/zone';
import type { Tx } from '@goalbeat/service-kit/db/tx';
import { UnitOfWork } from '@goalbeat/service-kit/db/unit-of-work';
import type { z } from 'zod';
import { absenceChanged, listAbsences } from '../absence/absence.repository.js';
import { calendarChanged, listCalendars } from '../calendar/calendar.repository.js';
import { delegationChanged, listDelegations } from '../delegation/delegation.repository.js';
import { findPerson, listPeople, personChanged } from '../person/person.repository.js';
import { listQuietHours } from '../quiet-hours/quiet-hours.repository.js';
import { loadTenant, tenantChanged } from '../tenant/tenant.repository.js';
import { listUnits, unitChanged } from '../unit/unit.repository.js';
import { currentNumber } from './changes.js';

async function isOpenSession(tx: Tx, id: string, personId: string): Promise<boolean> {
  const row = await tx.maybe(
    'SELECT 1 FROM session WHERE id = $1 AND person_id = $2 AND revoked_at IS NULL AND expires_at > now()',
    [id, personId],
  );
  return row !== undefined;
}

/** What other services ask; never through the gateway. */
@Injectable()
export class OrganisationService {
  constructor(private readonly work: UnitOfWork) {}

  version(tenantId: string): Promise<z.infer<typeof OrgVersion>> {
    return this.work.read(tenantId, async (tx) => ({ seq: await currentNumber(tx) }));
  }

  /** Everything as of one change number: the read is one snapshot. @throws not-found */
  snapshot(tenantId: string): Promise<OrgSnapshot> {
    return this.work.read(tenantId, async (tx) => ({
      seq: await currentNumber(tx),
      tenant: tenantChanged(await loadTenant(tx)),
      units: (await listUnits(tx)).map(unitChanged),
      people: (await listPeople(tx)).map(personChanged),
      delegations: (await listDelegations(tx)).map(delegationChanged),
      calendars: (await listCalendars(tx)).map(calendarChanged),
      absences: (await listAbsences(tx)).map(absenceChanged),
      quietHours: await listQuietHours(tx),
    }));
  }

  /**
   * May this person do this, by the roles that directory knows now? Whoever has left may do nothing, nor may a
   * session that has ended. Which subject it is about (own line, four eyes) is for the asking service to check.
   */
  authorize({
    tenantId,
    personId,
    action,
    at,
    sessionId,
  }: z.infer<typeof AuthorizeRequest>): Promise<z.infer<typeof AuthorizeAnswer>> {
    return this.work.read(tenantId, async (tx) => {
      const person = await findPerson(tx, personId);
      const known = ACTIONS.find((one) => one === action);
      if (person === undefined || known === undefined) return { allowed: false, roles: [] };
      const { zone } = await loadTenant(tx);
      const today = localOf(new Date(at).toISOString(), zone).date;
      if (person.leftOn !== null && person.leftOn < today) return { allowed: false, roles: [] };
      if (sessionId !== undefined && !(await isOpenSession(tx, sessionId, personId)))
        return { allowed: false, roles: [] };
      const principal = { kind: 'person' as const, tenantId, id: personId, personId, roles: person.roles, scopes: [] };
      return { allowed: scopesFor(principal, known).length > 0, roles: person.roles };
    });
  }
}
