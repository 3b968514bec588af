import { Injectable } from '@nestjs/common';
import type { ApprovalInQuestion } from '@goalbeat/approvals/subject-handler';
import type { AuthorizeAnswer, AuthorizeRequest } from '@goalbeat/contracts/directory/http';
import type { Action } from '@goalbeat/domain/access/policy';
import { isFinance, isHr } from '@goalbeat/domain/approval/money-chain';
import { signingRoles } from '@goalbeat/domain/approval/money-signers';
import type { Principal, Role, RoleGrant } from '@goalbeat/domain/access/roles';
import { requireFreshSignIn } from '@goalbeat/domain/access/step-up';
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
   * A signature: besides, the sign-in is fresh, whoever stands in is of finance themselves, and the role that the step asks for has
   * not been taken away, neither from whoever decides nor from those for whom they stand in.
   * @throws step-up-required, unavailable, forbidden, four-eyes (they are of HR by now)
   */
  async requireDecision(
    principal: Principal,
    { step, askedIds, assigneeIds, isRefused }: ApprovalInQuestion,
  ): Promise<void> {
    requireFreshSignIn(principal, this.clock.now());
    const { roles, copied } = await this.#ask(principal, 'approvals.decide');
    // A role of HR that our copy does not have yet; what it has is the transaction's to refuse.
    const ofHr = (given: readonly { role: Role }[]): boolean => given.some(({ role }) => isHr(role));
    if (step !== null && signingRoles(step.assign) !== null && ofHr(roles) && !ofHr(copied)) throw notByHr();
    const standsIn = !isRefused && principal.personId !== null && !assigneeIds.includes(principal.personId);
    if (standsIn && !roles.some(({ role }) => isFinance(role)))
      throw new DomainError('forbidden', 'Money is signed in somebody’s stead by people of finance only.');
    if (step?.assign.kind !== 'role') return;
    const { role } = step.assign;
    const enough = signingRoles(step.assign) ?? [role];
    const holdsIt = (given: readonly { role: Role }[]): boolean => given.some((grant) => enough.includes(grant.role));
    const holds = holdsIt(roles);
    // A right of one's own does not mend what whoever was asked has lost.
    if (holds && !standsIn) return;
    // Asked because of a role that our copy still has and directory has taken away.
    if (!holds && holdsIt(copied)) throw lost(role);
    if (principal.personId === null || askedIds.includes(principal.personId)) return;
    const believed = (await this.#copied(principal.tenantId, askedIds)).filter((person) => holdsIt(person.roles));
    for (const { id } of believed) {
      const asked: Principal = { ...principal, id, personId: id, roles: [], session: undefined };
      if (holdsIt((await this.#answer(asked, 'approvals.decide')).roles)) return;
    }
    if (believed.length > 0) throw lost(role);
  }

  /** What directory says now of somebody else whose word counts besides; nothing of whoever may do nothing here. @throws unavailable */
  async rolesOf(principal: Principal, personId: string, action: Action): Promise<readonly RoleGrant[]> {
    const other: Principal = { ...principal, id: personId, personId, roles: [], session: undefined };
    const { allowed, roles } = await this.#answer(other, action);
    return allowed ? roles : [];
  }

  async #ask(principal: Principal, action: Action) {
    const { tenantId, personId } = principal;
    if (personId === null) throw new DomainError('forbidden', 'Money is decided by people.');
    const [person] = await this.#copied(tenantId, [personId]);
    const answer = await this.#answer(principal, action);
    if (!answer.allowed) throw new DomainError('forbidden', 'Directory does not let you do this now.');
    return { roles: answer.roles, copied: person?.roles ?? [] };
  }

  #copied(tenantId: string, ids: readonly string[]) {
    return this.uow.read(tenantId, (tx) => this.org.people(tx, { ids }));
  }

  /** What directory says now. */
  async #answer({ tenantId, personId, session }: Principal, action: Action): Promise<z.infer<typeof AuthorizeAnswer>> {
    const question: z.infer<typeof AuthorizeRequest> = {
      tenantId,
      personId: personId ?? '',
      action,
      at: await this.uow.read(tenantId, (tx) => this.org.now(tx)),
      ...(session === undefined ? {} : { sessionId: session.id }),
    };
    return this.internal.post('directory', '/internal/v1/authorize', question, { tenantId });
  }
}

const notByHr = (): DomainError =>
  new DomainError('four-eyes', 'HR does not sign money: give it to somebody of finance, return it, or withdraw it.');

function lost(role: Role): DomainError {
  return new DomainError('forbidden', 'The role that decides this has been taken away.', { details: { role } });
}
