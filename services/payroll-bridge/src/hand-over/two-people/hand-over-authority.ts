import { Injectable } from '@nestjs/common';
import { requireMay } from '@goalbeat/domain/access/policy';
import type { Principal } from '@goalbeat/domain/access/roles';
import { requireFreshSignIn } from '@goalbeat/domain/access/step-up';
import { DomainError } from '@goalbeat/domain/errors/domain-error';
import { OrgCopy } from '@goalbeat/org-copy/org-copy';
import type { CommandRequest } from '@goalbeat/service-kit/db/command-request';
import type { Tx } from '@goalbeat/service-kit/db/tx';
import { RealClock } from '@goalbeat/service-kit/time/clocks';
import { isOfHr } from '../../organisation/counted-roles.js';
import { MoneyAuthority } from '../../organisation/money-authority.js';

/** Who may say where money goes: a finance lead, by directory now and by our copy, and nobody of HR. */
@Injectable()
export class HandOverAuthority {
  constructor(
    private readonly authority: MoneyAuthority,
    private readonly org: OrgCopy,
    private readonly clock: RealClock,
  ) {}

  /** @throws step-up-required, unavailable, forbidden */
  async confirm(asked: CommandRequest): Promise<CommandRequest> {
    requireMay(asked.principal, 'payroll.hand-over.write', { tenantId: asked.principal.tenantId });
    requireFreshSignIn(asked.principal, this.clock.now());
    const command = await this.authority.confirm(asked, 'payroll.hand-over.write');
    requireMay(command.principal, 'payroll.hand-over.write', { tenantId: command.principal.tenantId });
    return command;
  }

  /** The database asks our copy who sets where money goes. @throws forbidden, four-eyes (they are of HR), copy-behind */
  async lead(tx: Tx, { personId, roles }: Principal): Promise<string> {
    if (personId === null) throw new DomainError('forbidden', 'Where payouts go is set by people.');
    const [person] = await this.org.people(tx, { ids: [personId] });
    if (isOfHr([...roles, ...(person?.roles ?? [])]))
      throw new DomainError('four-eyes', 'HR does not decide where money goes: somebody of finance asks for it.');
    if (person?.roles.some(({ role }) => role === 'finance-lead') === true) return personId;
    throw new DomainError('copy-behind', 'Your role has not arrived here yet: try again in a moment.');
  }
}
