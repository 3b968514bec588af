import { Injectable } from '@nestjs/common';
import type { CalendarView } from '@goalbeat/contracts/directory/http';
import { requireMay, requireScopes } from '@goalbeat/domain/access/policy';
import type { Principal } from '@goalbeat/domain/access/roles';
import { DomainError } from '@goalbeat/domain/errors/domain-error';
import type { CommandRequest } from '@goalbeat/service-kit/db/command-request';
import { UnitOfWork } from '@goalbeat/service-kit/db/unit-of-work';
import { RealClock } from '@goalbeat/service-kit/time/clocks';
import type { z } from 'zod';
import { actorOf } from '@goalbeat/service-kit/process-log/actor';
import { lockChanges, takeNumbers } from '../organisation/changes.js';
import { tenantNow } from '../tenant/tenant.repository.js';
import { findCalendar, listCalendars, saveCalendar, type CalendarRow } from './calendar.repository.js';
import { checkHours } from './check-hours.js';
import type { CalendarContent } from './shipped-calendars.js';

type View = z.infer<typeof CalendarView>;

@Injectable()
export class CalendarService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: RealClock,
  ) {}

  async list(principal: Principal): Promise<{ items: View[]; next: null }> {
    requireScopes(principal, 'directory.calendars.read');
    return { items: (await this.work.read(principal.tenantId, listCalendars)).map(viewOf), next: null };
  }

  /** @throws not-found */
  one(principal: Principal, code: string): Promise<View> {
    requireScopes(principal, 'directory.calendars.read');
    return this.work.read(principal.tenantId, async (tx) => viewOf(existing(await findCalendar(tx, code))));
  }

  /**
   * Adds a calendar or replaces it as a whole.
   * @param version of what is replaced; a new one needs none
   * @throws validation for hours that overlap or days beyond `coveredUntil`, stale-version
   */
  put(command: CommandRequest, code: string, content: CalendarContent, version: number | undefined): Promise<View> {
    requireMay(command.principal, 'directory.calendars.write', { tenantId: command.principal.tenantId });
    checkHours(content);
    return this.work.command(command, async (tx) => {
      await lockChanges(tx);
      const before = await findCalendar(tx, code);
      if (version !== undefined && version !== before?.version) {
        throw new DomainError('stale-version', 'Somebody changed this calendar. Read it again.', { field: 'version' });
      }
      const row = { ...content, code, version: (before?.version ?? 0) + 1, seq: await takeNumbers(tx, 1) };
      await saveCalendar(tx, row);
      tx.log({
        ...actorOf(command.principal),
        subjectKind: 'calendar',
        subjectId: code,
        action: before === undefined ? 'created' : 'changed',
        at: await tenantNow(tx, this.clock.now()),
        details: { version: row.version, coveredUntil: row.coveredUntil },
      });
      return viewOf(row);
    });
  }
}

function existing(row: CalendarRow | undefined): CalendarRow {
  if (row === undefined) throw new DomainError('not-found', 'There is no such calendar.');
  return row;
}

export function viewOf({ code, weekdays, days, coveredUntil, version }: CalendarRow): View {
  return { code, weekdays, days, coveredUntil, version };
}
