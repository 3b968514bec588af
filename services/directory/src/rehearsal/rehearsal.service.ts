import { Injectable } from '@nestjs/common';
import type { CloudEvent } from '@goalbeat/contracts/cloud-event';
import type {
  OpenRehearsalTenant,
  RehearsalDesk,
  RehearsalNotices,
  RehearsalTenant,
} from '@goalbeat/contracts/directory/rehearsal-http';
import { EVENTS_EXCHANGE, TENANT_REMOVED } from '@goalbeat/contracts/names';
import { isRehearsal } from '@goalbeat/domain/access/rehearsal-tenant';
import { runUntil, virtualNow, type TenantClock } from '@goalbeat/domain/clock/tenant-clock';
import { DomainError } from '@goalbeat/domain/errors/domain-error';
import { NO_TENANT } from '@goalbeat/service-kit/db/removed-tenant';
import { UnitOfWork } from '@goalbeat/service-kit/db/unit-of-work';
import { RealClock } from '@goalbeat/service-kit/time/clocks';
import { v7 as uuidv7 } from 'uuid';
import { listAbsences } from '../absence/absence.repository.js';
import { listCalendars } from '../calendar/calendar.repository.js';
import { delegationChanged, listDelegations } from '../delegation/delegation.repository.js';
import { listPeople } from '../person/person.repository.js';
import { lockChanges, takeNumbers } from '../organisation/changes.js';
import { loadTenant, saveTenant } from '../tenant/tenant.repository.js';
import { listUnits } from '../unit/unit.repository.js';
import { copiedOrganisation } from './copied-organisation.js';
import { readNotices, readTasks } from './rehearsal.repository.js';
import { writeCopy } from './write-copy.js';

/** Every service hears of a changed clock before it takes effect. */
const CLOCK_NOTICE_MS = 200;

/** Throw-away copies of companies. Goals rehearses; here is only what directory alone can do. */
@Injectable()
export class RehearsalService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: RealClock,
  ) {}

  /**
   * A copy of the company as it is now: units, people, roles, calendars, delegations and absences; no accounts, keys, sign-in or
   * planned changes. Its clock stands at the start.
   * @throws not-found, forbidden (another kind of id), wrong-state (of a rehearsal there is none)
   */
  async open({ tenantId, of, numbers, clock }: OpenRehearsalTenant): Promise<RehearsalTenant> {
    requireRehearsal(tenantId);
    if (isRehearsal(of)) throw new DomainError('wrong-state', 'A rehearsal is not rehearsed.', { field: 'of' });
    const origin = await this.work.read(of, async (tx) => ({
      tenant: await loadTenant(tx),
      calendars: await listCalendars(tx),
      organisation: {
        units: await listUnits(tx),
        people: await listPeople(tx),
        delegations: (await listDelegations(tx)).filter((one) => !one.cancelled),
        absences: (await listAbsences(tx)).filter((one) => !one.cancelled),
      },
    }));
    const copy = copiedOrganisation(origin.organisation, numbers === undefined ? null : new Set(numbers), uuidv7);
    const realNow = this.clock.instant();
    const start = new Date(clock.start).toISOString();
    const held = { rate: clock.rate, anchorReal: realNow, anchorVirtual: start, heldAt: realNow, version: 1 };
    const tenant = { ...origin.tenant, id: tenantId, kind: 'rehearsal' as const, clock: held, version: 1 };
    const seq = await this.work.write(tenantId, (tx) =>
      writeCopy(tx, { tenant, of, calendars: origin.calendars, organisation: copy }),
    );
    return { tenantId, people: copy.people.length, clock: held, seq };
  }

  /** Forgets it here and tells the others to. Safe to say again. @throws forbidden for any other tenant */
  async remove(tenantId: string): Promise<{ removed: true }> {
    requireRehearsal(tenantId);
    const event: CloudEvent = {
      specversion: '1.0',
      id: uuidv7(),
      source: 'goalbeat/directory',
      type: TENANT_REMOVED,
      subject: tenantId,
      time: this.clock.instant(),
      datacontenttype: 'application/json',
      tenantid: tenantId,
      data: { tenantId },
    };
    await this.work.write(NO_TENANT, async (tx) => {
      await tx.query('SELECT purge_rehearsal($1)', [tenantId]);
      tx.publishTo(EVENTS_EXCHANGE, TENANT_REMOVED, event);
    });
    return { removed: true };
  }

  /**
   * Business time goes on, a moment from now, and stands at the instant: whoever plays looks around there before it goes on.
   * @throws forbidden, not-found
   */
  runUntil(tenantId: string, until: string): Promise<{ clock: TenantClock }> {
    requireRehearsal(tenantId);
    return this.work.write(tenantId, async (tx) => {
      await lockChanges(tx);
      const before = await loadTenant(tx, 'FOR UPDATE');
      const clock = runUntil(before.clock, new Date(until).toISOString(), this.clock.now() + CLOCK_NOTICE_MS);
      await saveTenant(tx, { ...before, clock, version: before.version + 1, seq: await takeNumbers(tx, 1) });
      return { clock };
    });
  }

  /** @throws forbidden, not-found */
  desk(tenantId: string, state: 'open' | 'all'): Promise<RehearsalDesk> {
    requireRehearsal(tenantId);
    return this.work.read(tenantId, async (tx) => {
      const { clock } = await loadTenant(tx);
      return {
        now: virtualNow(clock, this.clock.now()),
        clock,
        tasks: await readTasks(tx, state),
        delegations: (await listDelegations(tx)).map(delegationChanged),
      };
    });
  }

  /** What people would have been told, in the order of business time. @throws forbidden */
  notices(tenantId: string): Promise<RehearsalNotices> {
    requireRehearsal(tenantId);
    return this.work.read(tenantId, async (tx) => ({ notices: await readNotices(tx) }));
  }
}

export function requireRehearsal(tenantId: string): void {
  if (!isRehearsal(tenantId)) throw new DomainError('forbidden', 'This is for rehearsals only.');
}
