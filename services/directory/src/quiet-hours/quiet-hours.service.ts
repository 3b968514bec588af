import { Injectable } from '@nestjs/common';
import type { QuietHoursView } from '@goalbeat/contracts/directory/quiet-hours-http';
import { requireMay } from '@goalbeat/domain/access/policy';
import type { Principal } from '@goalbeat/domain/access/roles';
import type { QuietHours } from '@goalbeat/domain/ladder/quiet-hours';
import type { CommandRequest } from '@goalbeat/service-kit/db/command-request';
import { UnitOfWork } from '@goalbeat/service-kit/db/unit-of-work';
import { actorOf } from '@goalbeat/service-kit/process-log/actor';
import { RealClock } from '@goalbeat/service-kit/time/clocks';
import { personOf } from '../identity/person-of.js';
import { lockChanges, takeNumbers } from '../organisation/changes.js';
import { tenantNow } from '../tenant/tenant.repository.js';
import { findQuietHours, saveQuietHours } from './quiet-hours.repository.js';

/** One's own quiet hours; nobody sets another's. */
@Injectable()
export class QuietHoursService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: RealClock,
  ) {}

  /** @throws forbidden for a key */
  mine(principal: Principal): Promise<QuietHoursView> {
    const personId = personOf(principal);
    requireMay(principal, 'directory.notices.read', { tenantId: principal.tenantId, personId });
    return this.work.read(principal.tenantId, async (tx) => {
      const row = await findQuietHours(tx, personId);
      return { quietHours: row?.quietHours ?? null, version: row?.version ?? 0 };
    });
  }

  /**
   * Hold for reminders planned from now on.
   * @param quietHours null: back to the default of each cycle definition. @throws forbidden for a key
   */
  set(command: CommandRequest, quietHours: QuietHours | null): Promise<QuietHoursView> {
    const { principal } = command;
    const personId = personOf(principal);
    requireMay(principal, 'directory.notices.write', { tenantId: principal.tenantId, personId });
    return this.work.command(command, async (tx) => {
      await lockChanges(tx);
      const before = await findQuietHours(tx, personId);
      const was = before?.quietHours ?? null;
      if (was?.from === quietHours?.from && was?.to === quietHours?.to) {
        tx.changedNothing();
        return { quietHours: was, version: before?.version ?? 0 };
      }
      const version = (before?.version ?? 0) + 1;
      await saveQuietHours(tx, { personId, quietHours, version, seq: await takeNumbers(tx, 1) });
      tx.log({
        ...actorOf(principal),
        subjectKind: 'person',
        subjectId: personId,
        action: 'quiet-hours-set',
        at: await tenantNow(tx, this.clock.now()),
        details: { from: was, to: quietHours },
      });
      return { quietHours, version };
    });
  }
}
