import { Injectable } from '@nestjs/common';
import type { SessionCreated, SignIn } from '@goalbeat/contracts/directory/http';
import type { SessionPage, SessionsEnded, SessionsQuery, SteppedUp } from '@goalbeat/contracts/directory/sign-in-http';
import { may, requireMay } from '@goalbeat/domain/access/policy';
import type { Principal } from '@goalbeat/domain/access/roles';
import { DomainError } from '@goalbeat/domain/errors/domain-error';
import type { CommandRequest } from '@goalbeat/service-kit/db/command-request';
import { UnitOfWork } from '@goalbeat/service-kit/db/unit-of-work';
import { decodeCursor, pageOfRows } from '@goalbeat/service-kit/http/pages';
import { RealClock } from '@goalbeat/service-kit/time/clocks';
import type { z } from 'zod';
import { revokeSessions } from '../account/account.repository.js';
import { Passwords } from '../account/passwords.js';
import { Settings } from '../config.js';
import { actorOf } from '@goalbeat/service-kit/process-log/actor';
import { personOf } from '../identity/person-of.js';
import { Lookups } from '../identity/lookups.js';
import { findPerson } from '../person/person.repository.js';
import { tenantNow } from '../tenant/tenant.repository.js';
import { succeeded } from './attempt.repository.js';
import { SessionOpener, type Visitor } from './open-session.js';
import { PasswordCheck } from './password-check.js';
import * as sessions from './session.repository.js';

@Injectable()
export class SessionService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: RealClock,
    private readonly passwords: Passwords,
    private readonly check: PasswordCheck,
    private readonly opener: SessionOpener,
    private readonly lookups: Lookups,
    private readonly settings: Settings,
  ) {}

  /**
   * @param visitor tries are counted per account and address, so nobody can lock somebody else out
   * @throws not-signed-in for whatever does not fit, without saying which; rate-limited
   */
  async signIn(
    { tenant, number, password }: z.infer<typeof SignIn>,
    visitor: Visitor,
  ): Promise<z.infer<typeof SessionCreated>> {
    const tenantId = await this.lookups.tenantOfSlug(tenant);
    if (tenantId === undefined) {
      await this.passwords.verify(undefined, password);
      throw refused();
    }
    const tried = { number, address: visitor.address };
    const subject = await this.check.check(tenantId, tried, password);
    if (subject === undefined) throw refused();
    return this.work.write(tenantId, async (tx) => {
      await succeeded(tx, tried, this.clock.instant());
      return this.opener.open(tx, subject.personId, 'password', visitor);
    });
  }

  /**
   * One's password once more, for what needs a fresh sign-in; the session stays the same.
   * @throws not-signed-in (wrong password, or no account of one's own), rate-limited
   */
  async stepUp(command: CommandRequest, password: string, visitor: Visitor): Promise<z.infer<typeof SteppedUp>> {
    const { principal } = command;
    const personId = personOf(principal);
    requireMay(principal, 'directory.sessions.write', { tenantId: principal.tenantId, personId });
    const { session } = principal;
    if (session === undefined) throw new DomainError('forbidden', 'Only a session of one’s own can be renewed.');
    const person = await this.work.read(principal.tenantId, (tx) => findPerson(tx, personId));
    const tried = { number: person?.number ?? '-', address: visitor.address };
    const subject = await this.check.check(principal.tenantId, tried, password);
    if (subject?.personId !== personId) throw new DomainError('not-signed-in', 'The password is wrong.');
    // Never answered from store: a repetition has to prove it again.
    return this.work.command({ ...command, idempotencyKey: null }, async (tx) => {
      const authenticatedAt = this.clock.instant();
      await succeeded(tx, tried, authenticatedAt);
      if (!(await sessions.renewSession(tx, session.id, personId, authenticatedAt)))
        throw new DomainError('not-signed-in', 'The sign-in has ended. Sign in again.');
      tx.log({
        ...actorOf(principal),
        subjectKind: 'person',
        subjectId: personId,
        action: 'signed-in-again',
        unseen: true,
        at: await tenantNow(tx, this.clock.now()),
      });
      return { authenticatedAt };
    });
  }

  /** Open sessions, newest first: one's own, or for administrators anybody's. @throws forbidden */
  list(principal: Principal, query: z.infer<typeof SessionsQuery>): Promise<z.infer<typeof SessionPage>> {
    const personId = query.person ?? personOf(principal);
    requireMay(principal, 'directory.sessions.read', { tenantId: principal.tenantId, personId });
    const after = query.after === undefined ? null : String(decodeCursor(query.after, 1)[0]);
    return this.work.read(principal.tenantId, async (tx) => {
      const idleSince = new Date(this.clock.now() - this.settings.sessionIdleMs).toISOString();
      const rows = await sessions.openSessions(tx, personId, {
        realNow: this.clock.instant(),
        idleSince,
        after,
        limit: query.limit + 1,
      });
      return pageOfRows(
        rows,
        query.limit,
        (row) => ({ ...row, current: row.id === principal.session?.id }),
        (row) => [row.id],
      );
    });
  }

  /** Ends the session that asks. */
  end(command: CommandRequest): Promise<void> {
    const { principal } = command;
    requireMay(principal, 'directory.sessions.write', {
      tenantId: principal.tenantId,
      personId: personOf(principal),
    });
    return this.work.command(command, async (tx) => {
      if (principal.session === undefined) return tx.changedNothing();
      await sessions.endSession(tx, principal.session.id, this.clock.instant());
      tx.log({
        ...actorOf(principal),
        subjectKind: 'person',
        subjectId: personOf(principal),
        action: 'signed-out',
        unseen: true,
        at: await tenantNow(tx, this.clock.now()),
      });
    });
  }

  /** Ends one session: one's own, or for administrators anybody's. @throws not-found, also for what is not one's own */
  endOne(command: CommandRequest, id: string): Promise<void> {
    const { principal } = command;
    return this.work.command(command, async (tx) => {
      const owner = await sessions.ownerOfSession(tx, id);
      const mine =
        owner !== undefined && may(principal, 'directory.sessions.write', { tenantId: tx.tenantId, ...owner });
      if (!mine) throw new DomainError('not-found', 'There is no such session.');
      if (!(await sessions.endSession(tx, id, this.clock.instant()))) return;
      tx.log({
        ...actorOf(principal),
        subjectKind: 'person',
        subjectId: owner.personId,
        action: 'session-ended',
        unseen: true,
        at: await tenantNow(tx, this.clock.now()),
        details: { sessionId: id },
      });
    });
  }

  /** Ends all of somebody's sessions, one's own with the one that asks. @throws not-found, forbidden */
  endAll(command: CommandRequest, whose?: string): Promise<z.infer<typeof SessionsEnded>> {
    const { principal } = command;
    const personId = whose ?? personOf(principal);
    requireMay(principal, 'directory.sessions.write', { tenantId: principal.tenantId, personId });
    return this.work.command(command, async (tx) => {
      if ((await findPerson(tx, personId)) === undefined)
        throw new DomainError('not-found', 'There is no such person.');
      const revoked = await revokeSessions(tx, [personId], this.clock.instant());
      tx.log({
        ...actorOf(principal),
        subjectKind: 'person',
        subjectId: personId,
        action: 'signed-out-everywhere',
        unseen: true,
        at: await tenantNow(tx, this.clock.now()),
      });
      return { revoked };
    });
  }
}

function refused(): DomainError {
  return new DomainError('not-signed-in', 'Company, number or password is wrong.');
}
