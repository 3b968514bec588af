import { Injectable } from '@nestjs/common';
import type { RoleGrant } from '@goalbeat/domain/access/roles';
import { DomainError } from '@goalbeat/domain/errors/domain-error';
import { OrgCopy } from '@goalbeat/org-copy/org-copy';
import type { Tx } from '@goalbeat/service-kit/db/tx';
import { SecondPerson } from '../hand-over/two-people/second-person.js';
import { countedRoles, isLead, isOfFinance, isOfHr, type LiveRoles } from '../organisation/counted-roles.js';
import type { ContradictionOfPayout } from './contradiction.repository.js';

type Of = Pick<ContradictionOfPayout, 'ours' | 'said' | 'personId' | 'askedBy'>;

/**
 * "Paid" of what we have as rejected: without it the payout may be paid again. The only lead's own pay: no lead is left to say it alone.
 * What two were once needed for two settle.
 */
export const needsTwo = ({ ours, said, personId, askedBy }: Of, onlyLead: string | null): boolean =>
  (ours === 'rejected' && said === 'paid') || personId === onlyLead || askedBy !== null;

const concernedBy = ({ personId, payoutId }: ContradictionOfPayout) => ({
  ownerIds: [personId],
  payoutIds: [payoutId],
});

/** One lead, or two as they decide about the hand-over: by our copy, as the database keeps it, and by directory. */
@Injectable()
export class WhoSettles {
  constructor(
    private readonly org: OrgCopy,
    private readonly second: SecondPerson,
  ) {}

  onlyLead(tx: Tx): Promise<string | null> {
    return this.second.onlyLead(tx);
  }

  /** @returns whether they are the first of two @throws four-eyes, forbidden, copy-behind, wrong-state */
  async require(
    tx: Tx,
    row: ContradictionOfPayout,
    { personId, accepts }: { personId: string; accepts: boolean },
    live: LiveRoles,
  ): Promise<{ isFirst: boolean }> {
    if (row.personId === personId)
      throw new DomainError('four-eyes', 'It is about your own pay: somebody else clears it.');
    if (row.askedBy === personId)
      throw new DomainError('four-eyes', 'You asked for it: somebody else of finance has to confirm.');
    const roles = await this.#roles(tx, [personId, row.askedBy ?? personId], live);
    const mine = roles.get(personId) ?? [];
    if (isOfHr(mine)) throw new DomainError('four-eyes', 'HR does not decide what payroll has paid: finance does.');
    if (!isOfFinance(mine) && isOfFinance(live.get(personId) ?? []))
      throw new DomainError('copy-behind', 'Your role has not arrived here yet: try again in a moment.');
    // Whose word does not count any more has asked for nothing: somebody is the first anew.
    const isSame = row.accepts === accepts && isOfFinance(roles.get(row.askedBy ?? '') ?? []);
    const isTwo = needsTwo(row, await this.second.onlyLead(tx));
    if (isTwo && isSame && row.askedBy !== null) {
      await this.second.require(tx, row.askedBy, personId, concernedBy(row), live);
      return { isFirst: false };
    }
    if (!isOfFinance(mine))
      throw new DomainError(
        'forbidden',
        'Somebody of finance asks first: the final decider only confirms what was asked.',
      );
    if (!isTwo && !isLead(mine))
      throw new DomainError('forbidden', 'A finance lead clears it, or is one of the two who do.');
    return { isFirst: isTwo };
  }

  /** Who could be the second. @throws nobody-to-approve */
  others(tx: Tx, row: ContradictionOfPayout, firstId: string, live: LiveRoles): Promise<string[]> {
    return this.second.others(tx, { id: firstId, roles: live.get(firstId) ?? [] }, concernedBy(row));
  }

  /** Person → what counts of their roles. */
  async #roles(tx: Tx, ids: readonly string[], live: LiveRoles): Promise<Map<string, RoleGrant[]>> {
    const people = await this.org.people(tx, { ids });
    return new Map(people.map(({ id, roles }) => [id, countedRoles(roles, live.get(id))]));
  }
}
