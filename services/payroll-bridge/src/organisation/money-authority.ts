import { Injectable } from '@nestjs/common';
import type { AuthorizeAnswer, AuthorizeRequest } from '@goalbeat/contracts/directory/http';
import type { ChainStep } from '@goalbeat/domain/approval/chain';
import type { Principal } from '@goalbeat/domain/access/roles';
import { DomainError } from '@goalbeat/domain/errors/domain-error';
import { OrgCopy } from '@goalbeat/org-copy/org-copy';
import { UnitOfWork } from '@goalbeat/service-kit/db/unit-of-work';
import { InternalClient } from '@goalbeat/service-kit/http/internal-client';
import type { z } from 'zod';

/** Decisions about money go by what directory says now, not by our copy of it; without an answer nothing is decided. */
@Injectable()
export class MoneyAuthority {
  constructor(
    private readonly internal: InternalClient,
    private readonly uow: UnitOfWork,
    private readonly org: OrgCopy,
  ) {}

  /** @throws unavailable (directory does not answer), forbidden */
  async require(principal: Principal, step: ChainStep | null): Promise<void> {
    const { tenantId, personId } = principal;
    if (personId === null) throw new DomainError('forbidden', 'Money is decided by people.');
    const { now, copied } = await this.uow.read(tenantId, async (tx) => ({
      now: await this.org.now(tx),
      copied: (await this.org.people(tx, { ids: [personId] })).flatMap((person) =>
        person.roles.map((grant) => grant.role),
      ),
    }));
    const question: z.infer<typeof AuthorizeRequest> = { tenantId, personId, action: 'approvals.decide', at: now };
    const answer = await this.internal.post<z.infer<typeof AuthorizeAnswer>>(
      'directory',
      '/internal/v1/authorize',
      question,
      { tenantId },
    );
    if (!answer.allowed) throw new DomainError('forbidden', 'Directory does not let you decide this now.');
    if (step?.assign.kind !== 'role') return;
    // Asked because of a role that our copy still has and directory has taken away. Whoever stands in never had it.
    const { role } = step.assign;
    if (copied.includes(role) && !answer.roles.some((grant) => grant.role === role)) {
      throw new DomainError('forbidden', 'You no longer hold the role that decides this.', { details: { role } });
    }
  }
}
