import { Injectable } from '@nestjs/common';
import { localOf } from '@goalbeat/domain/calendar/zone';
import { virtualNow } from '@goalbeat/domain/clock/tenant-clock';
import { DomainError } from '@goalbeat/domain/errors/domain-error';
import type { Tx } from '@goalbeat/service-kit/db/tx';
import { UnitOfWork } from '@goalbeat/service-kit/db/unit-of-work';
import { RealClock } from '@goalbeat/service-kit/time/clocks';
import { Passwords } from '../account/passwords.js';
import { Settings } from '../config.js';
import { loadTenant } from '../tenant/tenant.repository.js';
import * as attempts from './attempt.repository.js';
import { findSignInSubject, type SignInSubject } from './session.repository.js';
import { OF_ACCOUNT, OF_ACCOUNT_AND_ADDRESS, OF_ADDRESS, countTry, waitSeconds } from './throttle.js';

/** The one place where a password is tried, slowed down for whoever guesses. */
@Injectable()
export class PasswordCheck {
  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: RealClock,
    private readonly passwords: Passwords,
    private readonly settings: Settings,
  ) {}

  /**
   * @returns whose account it is; undefined for whatever does not fit. The caller says `succeeded` in its transaction.
   * @throws rate-limited
   */
  async check(tenantId: string, tried: attempts.Tried, password: string): Promise<SignInSubject | undefined> {
    const subject = await this.work.write(tenantId, (tx) => this.#begin(tx, tried));
    if (await this.passwords.verify(subject?.passwordHash ?? undefined, password)) return subject;
    await this.work.write(tenantId, async (tx) => {
      const nowMs = this.clock.now();
      const account = attempts.ofAccount(tried);
      await attempts.saveAttempts(tx, account, countTry(await attempts.lockAttempts(tx, account), nowMs, OF_ACCOUNT));
      const address = attempts.ofAddress(tried);
      await attempts.saveAttempts(tx, address, countTry(await attempts.lockAttempts(tx, address), nowMs, OF_ADDRESS));
    });
    return undefined;
  }

  /** A try counts as failed until it succeeds, so that many at once do not slip through together. */
  async #begin(tx: Tx, tried: attempts.Tried): Promise<SignInSubject | undefined> {
    const nowMs = this.clock.now();
    const before = await attempts.lockAttempts(tx, tried);
    refuseFor(waitSeconds(before, nowMs));
    // Guesses from elsewhere are no reason to keep out whoever has signed in from here before.
    if (!(await attempts.isKnownAddress(tx, tried))) {
      refuseFor(waitSeconds(await attempts.findAttempts(tx, attempts.ofAccount(tried)), nowMs));
      refuseFor(waitSeconds(await attempts.findAttempts(tx, attempts.ofAddress(tried)), nowMs));
    }
    await attempts.saveAttempts(tx, tried, countTry(before, nowMs, OF_ACCOUNT_AND_ADDRESS));
    const found = await findSignInSubject(tx, tried.number);
    const { kind, clock, zone } = await loadTenant(tx);
    const today = localOf(virtualNow(clock, nowMs), zone).date;
    const gone = found?.leftOn != null && found.leftOn < today;
    // Demo passwords are known to everybody: outside demo mode they open nothing.
    return gone || (kind === 'demo' && !this.settings.demo) ? undefined : found;
  }
}

function refuseFor(seconds: number): void {
  if (seconds === 0) return;
  throw new DomainError('rate-limited', `Too many tries. Wait ${seconds} s.`, {
    details: { retryAfterSeconds: seconds },
  });
}
