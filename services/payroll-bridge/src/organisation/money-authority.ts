import { Injectable } from '@nestjs/common';
import type { AuthorizeAnswer, AuthorizeRequest } from '@goalbeat/contracts/directory/http';
import type { Action } from '@goalbeat/domain/access/policy';
import type { Principal } from '@goalbeat/domain/access/roles';
import { requireFreshSignIn } from '@goalbeat/domain/access/step-up';
import type { ChainStep } from '@goalbeat/domain/approval/chain';
import { DomainError } from '@goalbeat/domain/errors/domain-error';
import { OrgCopy } from '@goalbeat/org-copy/org-copy';
import type { CommandRequest } from '@goalbeat/service-kit/db/command-request';
import { UnitOfWork } from '@goalbeat/service-kit/db/unit-of-work';
import { InternalClient } from '@goalbeat/service-kit/http/internal-client';
import { RealClock } from '@goalbeat/service-kit/time/clocks';
import type { z } from 'zod';

/** What is done about money goes by what directory says now, not by our copy of it; without an answer nothing is done. */
@Injectable()
export class MoneyAuthority {
  constructor(
    private readonly internal: InternalClient,
    private readonly uow: UnitOfWork,
    private readonly org: OrgCopy,
    private readonly clock: RealClock,
  ) {}

  /**
   * The command as directory allows it now: by a person whose session is open, with the roles of this moment.
   * @throws unavailable (directory does not answer), forbidden
   */
  async confirm(command: CommandRequest, action: Action): Promise<CommandRequest> {
    return { ...command, principal: await this.confirmPrincipal(command.principal, action) };
  }

  /** @throws as `confirm` */
  async confirmPrincipal(principal: Principal, action: Action): Promise<Principal> {
    const { roles } = await this.#ask(principal, action);
    return { ...principal, roles };
  }

  /**
   * A signature: besides, the sign-in is fresh and the role that the step asks for has not been taken away.
   * @throws step-up-required, unavailable, forbidden
   */
  async requireDecision(principal: Principal, step: ChainStep | null): Promise<void> {
    requireFreshSignIn(principal, this.clock.now());
    const { roles, copied } = await this.#ask(principal, 'approvals.decide');
    if (step?.assign.kind !== 'role') return;
    // Asked because of a role that our copy still has and directory has taken away. Whoever stands in never had it.
    const { role } = step.assign;
    if (copied.includes(role) && !roles.some((grant) => grant.role === role)) {
      throw new DomainError('forbidden', 'You no longer hold the role that decides this.', { details: { role } });
    }
  }

  async #ask(principal: Principal, action: Action) {
    const { tenantId, personId, session } = principal;
    if (personId === null) throw new DomainError('forbidden', 'Money is decided by people.');
    const { now, copied } = await this.uow.read(tenantId, async (tx) => ({
      now: await this.org.now(tx),
      copied: (await this.org.people(tx, { ids: [personId] })).flatMap((person) =>
        person.roles.map((grant) => grant.role),
      ),
    }));
    const question: z.infer<typeof AuthorizeRequest> = {
      tenantId,
      personId,
      action,
      at: now,
      ...(session === undefined ? {} : { sessionId: session.id }),
    };
    const answer = await this.internal.post<z.infer<typeof AuthorizeAnswer>>(
      'directory',
      '/internal/v1/authorize',
      question,
      { tenantId },
    );
    if (!answer.allowed) throw new DomainError('forbidden', 'Directory does not let you do this now.');
    return { roles: answer.roles, copied };
  }
}
