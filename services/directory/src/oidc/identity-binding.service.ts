import { Injectable } from '@nestjs/common';
import type { IdentityUnbound, IdentityView } from '@goalbeat/contracts/directory/sign-in-http';
import { requireMay } from '@goalbeat/domain/access/policy';
import type { Principal } from '@goalbeat/domain/access/roles';
import { DomainError } from '@goalbeat/domain/errors/domain-error';
import type { CommandRequest } from '@goalbeat/service-kit/db/command-request';
import type { Tx } from '@goalbeat/service-kit/db/tx';
import { UnitOfWork } from '@goalbeat/service-kit/db/unit-of-work';
import { RealClock } from '@goalbeat/service-kit/time/clocks';
import type { z } from 'zod';
import { revokeSessions } from '../account/account.repository.js';
import { actorOf } from '@goalbeat/service-kit/process-log/actor';
import { findPerson } from '../person/person.repository.js';
import { tenantNow } from '../tenant/tenant.repository.js';
import { bindingsOf, deleteBindings } from './identity-binding.repository.js';

/** By which account at the company's identity provider somebody signs in, as administrators see and loosen it. */
@Injectable()
export class IdentityBindings {
  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: RealClock,
  ) {}

  /** @throws not-found, forbidden */
  read(principal: Principal, personId: string): Promise<z.infer<typeof IdentityView>> {
    requireMay(principal, 'directory.sign-in.read', { tenantId: principal.tenantId });
    return this.work.read(principal.tenantId, async (tx) => {
      await requirePerson(tx, personId);
      return { personId, bindings: await bindingsOf(tx, personId) };
    });
  }

  /**
   * Their next sign-in by the provider is matched anew; whatever is open by the old one ends now.
   * @throws not-found, forbidden
   */
  unbind(command: CommandRequest, personId: string): Promise<z.infer<typeof IdentityUnbound>> {
    const { principal } = command;
    requireMay(principal, 'directory.sign-in.write', { tenantId: principal.tenantId });
    return this.work.command(command, async (tx) => {
      await requirePerson(tx, personId);
      const unbound = await deleteBindings(tx, personId);
      if (unbound === 0) {
        tx.changedNothing();
        return { unbound, revoked: 0 };
      }
      const revoked = await revokeSessions(tx, [personId], this.clock.instant());
      tx.log({
        ...actorOf(principal),
        subjectKind: 'person',
        subjectId: personId,
        action: 'identity-unbound',
        at: await tenantNow(tx, this.clock.now()),
        details: { unbound, sessionsEnded: revoked },
      });
      return { unbound, revoked };
    });
  }
}

async function requirePerson(tx: Tx, personId: string): Promise<void> {
  if ((await findPerson(tx, personId)) === undefined) throw new DomainError('not-found', 'There is no such person.');
}
