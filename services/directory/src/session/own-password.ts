import { Injectable } from '@nestjs/common';
import type { ChangePassword } from '@goalbeat/contracts/directory/sign-in-http';
import { requireMay } from '@goalbeat/domain/access/policy';
import { DomainError } from '@goalbeat/domain/errors/domain-error';
import type { CommandRequest } from '@goalbeat/service-kit/db/command-request';
import { UnitOfWork } from '@goalbeat/service-kit/db/unit-of-work';
import { RealClock } from '@goalbeat/service-kit/time/clocks';
import type { z } from 'zod';
import { revokeSessions, saveAccounts } from '../account/account.repository.js';
import { checkPassword } from '../account/check-password.js';
import { Passwords } from '../account/passwords.js';
import { actorOf } from '@goalbeat/service-kit/process-log/actor';
import { personOf } from '../identity/person-of.js';
import { findPerson } from '../person/person.repository.js';
import { loadTenant, tenantNow } from '../tenant/tenant.repository.js';
import { succeeded } from './attempt.repository.js';
import type { Visitor } from './open-session.js';
import { PasswordCheck } from './password-check.js';

@Injectable()
export class OwnPassword {
  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: RealClock,
    private readonly check: PasswordCheck,
    private readonly passwords: Passwords,
  ) {}

  /**
   * Changes one's own password; all other sessions end.
   * @throws not-signed-in (current), validation (next), rate-limited
   */
  async change(command: CommandRequest, body: z.infer<typeof ChangePassword>, { address }: Visitor): Promise<void> {
    const { principal } = command;
    const { tenantId } = principal;
    const personId = personOf(principal);
    requireMay(principal, 'directory.password.write', { tenantId, personId });
    const { person, slug } = await this.work.read(tenantId, async (tx) => ({
      person: await findPerson(tx, personId),
      slug: (await loadTenant(tx)).slug,
    }));
    if (person === undefined) throw new DomainError('not-found', 'There is no such person.');
    const tried = { number: person.number, address };
    const subject = await this.check.check(tenantId, tried, body.current);
    if (subject?.personId !== personId)
      throw new DomainError('not-signed-in', 'The present password is wrong.', { field: 'current' });
    checkPassword(body.next, [person.number, person.name, person.email, slug], 'next');
    if (body.next === body.current)
      throw new DomainError('validation', 'This is the present password: choose another.', { field: 'next' });
    const passwordHash = await this.passwords.hash(body.next);
    await this.work.command({ ...command, idempotencyKey: null }, async (tx) => {
      const realNow = this.clock.instant();
      await succeeded(tx, tried, realNow);
      await saveAccounts(tx, [{ personId, passwordHash }], realNow);
      await revokeSessions(tx, [personId], realNow, principal.session?.id);
      tx.log({
        ...actorOf(principal),
        subjectKind: 'person',
        subjectId: personId,
        action: 'password-changed',
        at: await tenantNow(tx, this.clock.now()),
      });
    });
  }
}
