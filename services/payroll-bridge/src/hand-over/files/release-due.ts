import { Injectable } from '@nestjs/common';
import { RELEASE_WITHIN_HOURS } from '@goalbeat/contracts/payroll/hand-over-http';
import { addWorkingMinutes } from '@goalbeat/domain/calendar/working-time';
import { instantFromMs, instantMs } from '@goalbeat/domain/clock/instant';
import { isDomainError } from '@goalbeat/domain/errors/domain-error';
import { OrgCopy } from '@goalbeat/org-copy/org-copy';
import type { Tx } from '@goalbeat/service-kit/db/tx';
import { HandOverTargetRepository } from '../settings/hand-over-target.repository.js';

const HOUR_MS = 3_600_000;
const HOUR_MINUTES = 60;

/** Until when somebody should have released a file that is made now. */
@Injectable()
export class ReleaseDue {
  constructor(
    private readonly org: OrgCopy,
    private readonly targets: HandOverTargetRepository,
  ) {}

  /** Business time, in working hours of the company's calendar. */
  async at(tx: Tx): Promise<string> {
    const hours = (await this.targets.setting(tx))?.releaseWithinHours ?? RELEASE_WITHIN_HOURS;
    const now = await this.org.now(tx);
    try {
      const { calendar, zone } = await this.org.placeFor(tx, null);
      return addWorkingMinutes(calendar, zone, now, hours * HOUR_MINUTES);
    } catch (error) {
      // A calendar that ends must not keep anybody's pay: then hours are hours.
      if (!isDomainError(error) || error.code !== 'calendar-not-covered') throw error;
      return instantFromMs(instantMs(now) + hours * HOUR_MS);
    }
  }
}
