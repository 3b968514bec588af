import { Injectable } from '@nestjs/common';
import type { Principal, RoleGrant } from '@goalbeat/domain/access/roles';
import { DomainError } from '@goalbeat/domain/errors/domain-error';
import { OrgCopy } from '@goalbeat/org-copy/org-copy';
import type { Tx } from '@goalbeat/service-kit/db/tx';
import { ReconciliationResults } from '../reconciliation/reconciliation-results.js';
import type { StopRow } from './payout-stop.repository.js';

const isFinance = (roles: readonly RoleGrant[]): boolean => roles.some(({ role }) => role === 'finance-lead');
const mayRelease = (roles: readonly RoleGrant[]): boolean =>
  isFinance(roles) || roles.some(({ role }) => role === 'hr-lead');

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

  /** Who could be the second. @throws nobody-to-approve */
  async others(tx: Tx, principal: Principal): Promise<string[]> {
    const today = await this.org.today(tx);
    const finance = await this.org.people(tx, { role: 'finance-lead', activeOn: today });
    const hr = isFinance(principal.roles) ? await this.org.people(tx, { role: 'hr-lead', activeOn: today }) : [];
    const ids = [...new Set([...finance, ...hr].map(({ id }) => id))].filter((id) => id !== principal.personId);
    if (ids.length > 0) return ids;
    throw new DomainError(
      'nobody-to-approve',
      'A second person has to release payouts, one of the two a finance lead: give somebody else that role first.',
    );
  }

  /** @throws wrong-state, four-eyes, forbidden, copy-behind */
  async requireSecond(tx: Tx, stop: StopRow, principal: Principal): Promise<void> {
    const { releaseAskedBy } = stop;
    if (releaseAskedBy === null) {
      throw new DomainError('wrong-state', 'Nobody has asked for the release yet: ask first, somebody else confirms.', {
        field: 'stop',
      });
    }
    if (releaseAskedBy === principal.personId) {
      throw new DomainError('four-eyes', 'You asked for the release: somebody else has to confirm it.');
    }
    const two = await this.org.people(tx, { ids: [releaseAskedBy, principal.personId ?? releaseAskedBy] });
    const first = two.find(({ id }) => id === releaseAskedBy);
    if (!mayRelease(first?.roles ?? [])) {
      throw new DomainError('wrong-state', 'Whoever asked for the release may not any more: ask for it again.', {
        field: 'stop',
      });
    }
    if (!isFinance(principal.roles) && !isFinance(first?.roles ?? [])) {
      throw new DomainError('forbidden', 'One of the two who release payouts is a finance lead.');
    }
    // The database asks our copy.
    const second = two.find(({ id }) => id === principal.personId);
    if (!mayRelease(second?.roles ?? []) || !two.some(({ roles }) => isFinance(roles))) {
      throw new DomainError('copy-behind', 'Your role has not arrived here yet: try again in a moment.');
    }
  }
}
