import { Injectable } from '@nestjs/common';
import type { SessionCreated, SignIn } from '@goalbeat/contracts/directory/http';
import { requireMay } from '@goalbeat/domain/access/policy';
import { localOf } from '@goalbeat/domain/calendar/zone';
import { virtualNow } from '@goalbeat/domain/clock/tenant-clock';
import { DomainError } from '@goalbeat/domain/errors/domain-error';
import type { CommandRequest } from '@goalbeat/service-kit/db/command-request';
import { UnitOfWork } from '@goalbeat/service-kit/db/unit-of-work';
import { RealClock } from '@goalbeat/service-kit/time/clocks';
import { v7 as uuidv7 } from 'uuid';
import type { z } from 'zod';
import { revokeSessions } from '../account/account.repository.js';
import { Passwords } from '../account/passwords.js';
import { Settings } from '../config.js';
import { actorOf, personOf } from '../identity/actor.js';
import { Lookups } from '../identity/lookups.js';
import { hashSecret, newSecret } from '../identity/secret.js';
import { loadTenant, tenantNow } from '../tenant/tenant.repository.js';
import { meOf } from './me.js';
import * as sessions from './session.repository.js';
import { countTry, waitSeconds } from './throttle.js';

/** A working day; then one signs in again. */
const SESSION_MS = 12 * 60 * 60_000;

@Injectable()
export class SessionService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: RealClock,
    private readonly passwords: Passwords,
    private readonly lookups: Lookups,
    private readonly settings: Settings,
  ) {}

  /**
   * @param address of the client: tries are counted per account and address, so nobody can lock somebody else out
   * @throws not-signed-in for whatever does not fit, without saying which; rate-limited
   */
  async signIn(
    { tenant, number, password }: z.infer<typeof SignIn>,
    address: string,
  ): Promise<z.infer<typeof SessionCreated>> {
    const tenantId = await this.lookups.tenantOfSlug(tenant);
    if (tenantId === undefined) {
      await this.passwords.verify(undefined, password);
      throw refused();
    }
    const subject = await this.work.write(tenantId, async (tx) => {
      const nowMs = this.clock.now();
      const before = await sessions.lockAttempts(tx, number, address);
      const wait = waitSeconds(before, nowMs);
      if (wait > 0) {
        throw new DomainError('rate-limited', `Too many tries. Wait ${wait} s.`, {
          details: { retryAfterSeconds: wait },
        });
      }
      await sessions.saveAttempts(tx, number, address, countTry(before, nowMs));
      const found = await sessions.findSignInSubject(tx, number);
      const { kind, clock, zone } = await loadTenant(tx);
      const today = localOf(virtualNow(clock, nowMs), zone).date;
      const gone = found?.leftOn != null && found.leftOn < today;
      // Demo passwords are known to everybody: outside demo mode they open nothing.
      return gone || (kind === 'demo' && !this.settings.demo) ? undefined : found;
    });
    const right = await this.passwords.verify(subject?.passwordHash ?? undefined, password);
    if (subject === undefined || !right) throw refused();
    return this.#open(tenantId, number, address, subject.personId);
  }

  /** Ends the session that asks. */
  end(command: CommandRequest, sessionId: string | null): Promise<void> {
    requireMay(command.principal, 'directory.sessions.write', {
      tenantId: command.principal.tenantId,
      personId: personOf(command.principal),
    });
    return this.work.command(command, async (tx) => {
      await tx.execute('UPDATE session SET revoked_at = $2 WHERE id = $1 AND revoked_at IS NULL', [
        sessionId,
        this.clock.instant(),
      ]);
    });
  }

  /** Ends all of one's sessions, this one too. */
  endAll(command: CommandRequest): Promise<{ revoked: number }> {
    const personId = personOf(command.principal);
    requireMay(command.principal, 'directory.sessions.write', { tenantId: command.principal.tenantId, personId });
    return this.work.command(command, async (tx) => {
      const revoked = await revokeSessions(tx, [personId], this.clock.instant());
      const at = await tenantNow(tx, this.clock.now());
      tx.log({
        ...actorOf(command.principal),
        subjectKind: 'person',
        subjectId: personId,
        action: 'signed-out-everywhere',
        at,
      });
      return { revoked };
    });
  }

  #open(tenantId: string, number: string, address: string, personId: string): Promise<z.infer<typeof SessionCreated>> {
    const secret = newSecret('session');
    return this.work.write(tenantId, async (tx) => {
      const createdAt = this.clock.instant();
      const expiresAt = new Date(this.clock.now() + SESSION_MS).toISOString();
      await sessions.forgetAttempts(tx, number, address, createdAt);
      await sessions.insertSession(tx, { id: uuidv7(), personId, hash: hashSecret(secret), createdAt, expiresAt });
      const me = await meOf(tx, { personId }, this.clock.now());
      tx.log({
        subjectKind: 'person',
        subjectId: personId,
        action: 'signed-in',
        actorKind: 'person',
        actorId: personId,
        channel: 'web',
        at: me.now,
      });
      return { secret, expiresAt, me };
    });
  }
}

function refused(): DomainError {
  return new DomainError('not-signed-in', 'Company, number or password is wrong.');
}
