import { Injectable } from '@nestjs/common';
import type { Principal, RoleGrant } from '@goalbeat/domain/access/roles';
import { DomainError } from '@goalbeat/domain/errors/domain-error';
import { OrgCopy } from '@goalbeat/org-copy/org-copy';
import type { Tx } from '@goalbeat/service-kit/db/tx';
import { ReconciliationResults } from '../reconciliation/reconciliation-results.js';
import { countedRoles, isLead, type LiveRoles } from '../organisation/counted-roles.js';
import type { StopRow } from './payout-stop.repository.js';

/** What our copy and directory have of somebody. */
interface Known {
  copied: readonly RoleGrant[];
  live: readonly RoleGrant[];
}
const isHrLead = (roles: readonly RoleGrant[]): boolean => roles.some(({ role }) => role === 'hr-lead');
/** Whoever is of HR is the one of HR, whatever they hold in finance besides. */
const isOfFinance = ({ copied, live }: Known): boolean => isLead(countedRoles(copied, live));
const mayRelease = (known: Known): boolean => isOfFinance(known) || (isHrLead(known.copied) && isHrLead(known.live));

/** Who may let payouts go on, and when. */
@Injectable()
export class ReleaseRules {
  constructor(
    private readonly org: OrgCopy,
    private readonly results: ReconciliationResults,
  ) {}

  /** What a restore has undone is compared first. @throws wrong-state */
  async requireReady(tx: Tx, stop: StopRow): Promise<void> {
    if (stop.kind === 'switch') return;
    const last = await this.results.lastWhole(tx);
    const field = 'stop';
    // Ids tell the real time: business time may stand still.
    if (last === undefined || last.id < stop.id) {
      throw new DomainError('wrong-state', 'Reconcile first: nothing has been compared since the restore.', { field });
    }
    if (last.agrees) return;
    throw new DomainError('wrong-state', 'Resolve what the last reconciliation found, and reconcile again.', {
      field,
      details: { differences: last.differenceCount },
    });
  }

  /** Who could be the second. @param principal with the roles of this moment @throws nobody-to-approve, copy-behind */
  async others(tx: Tx, { personId, roles: live }: Principal): Promise<string[]> {
    const today = await this.org.today(tx);
    const [first] = personId === null ? [] : await this.org.people(tx, { ids: [personId] });
    const known = { copied: first?.roles ?? [], live };
    if (!mayRelease(known)) throw behind();
    const finance = (await this.org.people(tx, { role: 'finance-lead', activeOn: today })).filter(({ roles }) =>
      isLead(roles),
    );
    const hr = isOfFinance(known) ? await this.org.people(tx, { role: 'hr-lead', activeOn: today }) : [];
    const ids = [...new Set([...finance, ...hr].map(({ id }) => id))].filter((id) => id !== personId);
    if (ids.length > 0) return ids;
    throw new DomainError(
      'nobody-to-approve',
      'A second person has to release payouts, one of the two a finance lead: give somebody else that role first.',
    );
  }

  /**
   * Both by our copy, as the database keeps it, and by what directory says now.
   * @throws wrong-state, four-eyes, forbidden, copy-behind
   */
  async requireSecond(tx: Tx, stop: StopRow, secondId: string, live: LiveRoles): Promise<void> {
    const { releaseAskedBy } = stop;
    if (releaseAskedBy === null) {
      throw new DomainError('wrong-state', 'Nobody has asked for the release yet: ask first, somebody else confirms.', {
        field: 'stop',
      });
    }
    if (releaseAskedBy === secondId) {
      throw new DomainError('four-eyes', 'You asked for the release: somebody else has to confirm it.');
    }
    const two = await this.org.people(tx, { ids: [releaseAskedBy, secondId] });
    const knownOf = (id: string): Known => ({
      copied: two.find((person) => person.id === id)?.roles ?? [],
      live: live.get(id) ?? [],
    });
    const [first, second] = [knownOf(releaseAskedBy), knownOf(secondId)];
    if (!mayRelease(first)) {
      throw new DomainError('wrong-state', 'Whoever asked for the release may not any more: ask for it again.', {
        field: 'stop',
      });
    }
    if (!isOfFinance(first) && !isLead(second.live))
      throw new DomainError('forbidden', 'One of the two who release payouts is a finance lead.');
    if (!mayRelease(second) || (!isOfFinance(first) && !isOfFinance(second))) throw behind();
  }
}

const behind = (): DomainError =>
  new DomainError('copy-behind', 'Your role has not arrived here yet: try again in a moment.');
