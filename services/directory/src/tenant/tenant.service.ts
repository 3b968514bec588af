import { Injectable } from '@nestjs/common';
import type { CreateTenant, SetClock, TenantView } from '@goalbeat/contracts/directory/http';
import { requireMay, requireScopes } from '@goalbeat/domain/access/policy';
import type { Principal } from '@goalbeat/domain/access/roles';
import { changeRate, hold, release, virtualNow, type TenantClock } from '@goalbeat/domain/clock/tenant-clock';
import { DomainError } from '@goalbeat/domain/errors/domain-error';
import type { CommandRequest } from '@goalbeat/service-kit/db/command-request';
import { UnitOfWork } from '@goalbeat/service-kit/db/unit-of-work';
import { RealClock } from '@goalbeat/service-kit/time/clocks';
import { v7 as uuidv7 } from 'uuid';
import type { z } from 'zod';
import { Passwords } from '../account/passwords.js';
import { Settings } from '../config.js';
import { actorOf } from '@goalbeat/service-kit/process-log/actor';
import { sameSecret } from '../identity/secret.js';
import { lockChanges, takeNumbers } from '../organisation/changes.js';
import { checkNewTenant } from './check-new-tenant.js';
import { foundTenant } from './found-tenant.js';
import { loadTenant, saveTenant, type TenantRow } from './tenant.repository.js';

type View = z.infer<typeof TenantView>;

/** Every service hears of a changed clock before it takes effect: relay, broker and consumer need less than this. */
const CLOCK_NOTICE_MS = 250;

@Injectable()
export class TenantService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: RealClock,
    private readonly settings: Settings,
    private readonly passwords: Passwords,
  ) {}

  /**
   * A tenant with its root unit, its first administrator, and the calendars that ship.
   * @throws forbidden for a wrong installation key or a demo outside demo mode; validation, unknown-currency, duplicate (slug)
   */
  async create(installKey: string, wanted: z.infer<typeof CreateTenant>): Promise<View> {
    if (!sameSecret(installKey, this.settings.env.INSTALL_KEY)) {
      throw new DomainError('forbidden', 'Creating a tenant needs the installation key in x-install-key.');
    }
    checkNewTenant(wanted, this.settings.demo);
    const id = uuidv7();
    const passwordHash = await this.passwords.hash(wanted.admin.password);
    const realNow = this.clock.instant();
    return this.work.write(id, async (tx) => this.#view(await foundTenant(tx, wanted, { realNow, passwordHash })));
  }

  read(principal: Principal): Promise<View> {
    requireScopes(principal, 'directory.tenant.read');
    return this.work.read(principal.tenantId, async (tx) => this.#view(await loadTenant(tx)));
  }

  /**
   * Holds, releases or re-times business time of a demo tenant, a quarter of a second from now.
   * @throws wrong-state for a tenant that runs by real time, stale-version
   */
  setClock(command: CommandRequest, wanted: z.infer<typeof SetClock>): Promise<View> {
    const { principal } = command;
    requireMay(principal, 'directory.clock.set', { tenantId: principal.tenantId });
    return this.work.command(command, async (tx) => {
      await lockChanges(tx);
      const before = await loadTenant(tx, 'FOR UPDATE');
      if (before.kind === 'production') {
        throw new DomainError('wrong-state', 'This tenant runs by real time; only a demo has a clock to set.');
      }
      if (before.version !== wanted.version) {
        throw new DomainError('stale-version', 'The clock was set meanwhile. Read it again.', { field: 'version' });
      }
      const clock = nextClock(before.clock, wanted, this.clock.now() + CLOCK_NOTICE_MS);
      if (clock === before.clock) {
        tx.changedNothing();
        return this.#view(before);
      }
      const row = {
        ...before,
        clock: { ...clock, version: before.clock.version + 1 },
        version: before.version + 1,
        seq: await takeNumbers(tx, 1),
      };
      await saveTenant(tx, row);
      tx.log({
        ...actorOf(principal),
        subjectKind: 'tenant',
        subjectId: row.id,
        action: 'clock-set',
        at: virtualNow(row.clock, this.clock.now()),
        details: { rate: clock.rate, held: clock.heldAt !== null },
      });
      return this.#view(row);
    });
  }

  #view({ id, slug, name, zone, currency, kind, clock, version }: TenantRow): View {
    return { id, slug, name, zone, currency, kind, clock, now: virtualNow(clock, this.clock.now()), version };
  }
}

function nextClock(clock: TenantClock, wanted: z.infer<typeof SetClock>, atMs: number): TenantClock {
  const timed = wanted.rate === undefined || wanted.rate === clock.rate ? clock : changeRate(clock, wanted.rate, atMs);
  if (wanted.held === undefined) return timed;
  return wanted.held ? hold(timed, atMs) : release(timed, atMs);
}
