import { Injectable } from '@nestjs/common';
import type { Role } from '@goalbeat/domain/access/roles';
import type { Chain } from '@goalbeat/domain/approval/chain';
import { HR_ROLES, isFinance } from '@goalbeat/domain/approval/money-chain';
import { OrgCopy } from '@goalbeat/org-copy/org-copy';
import type { OrgPerson } from '@goalbeat/org-copy/org-types';
import type { Tx } from '@goalbeat/service-kit/db/tx';
import { InternalClient } from '@goalbeat/service-kit/http/internal-client';
import { isOfHr } from './counted-roles.js';

/** Questions to the organisation that only money asks. */
@Injectable()
export class Organisation {
  constructor(
    private readonly copy: OrgCopy,
    private readonly internal: InternalClient,
  ) {}

  /** Directory's change number now: whoever waits for it sees every change made before. @throws unavailable */
  async currentSeq(tenantId: string): Promise<number> {
    const answer = await this.internal.get<{ seq: number }>(
      'directory',
      `/internal/v1/org-version?tenant=${tenantId}`,
      { tenantId },
    );
    return answer.seq;
  }

  /** Active holders of the first of these roles that anybody holds, by employee number. */
  async firstHolders(tx: Tx, roles: readonly Role[]): Promise<OrgPerson[]> {
    const today = await this.copy.today(tx);
    for (const role of roles) {
      const holders = await this.copy.people(tx, { role, activeOn: today });
      if (holders.length > 0) return holders;
    }
    return [];
  }

  /** Everybody whom the chain may ask for a signature: their own lines need somebody else's. */
  async signers(tx: Tx, chain: Chain): Promise<Set<string>> {
    return new Set((await this.signersByStep(tx, chain)).flat());
  }

  /** Whom each link of the chain may ask, in its order. */
  async signersByStep(tx: Tx, chain: Chain): Promise<string[][]> {
    const found: string[][] = [];
    for (const { assign } of chain) {
      if (assign.kind === 'role') {
        found.push((await this.copy.people(tx, { role: assign.role })).map((person) => person.id));
      } else {
        const named = assign.kind === 'person' ? await this.numbered(tx, assign.number) : null;
        found.push(named === null ? [] : [named]);
      }
    }
    return found;
  }

  /** Everybody with a role of HR, anywhere. */
  async ofHr(tx: Tx): Promise<Set<string>> {
    const rows = await tx.query<{ id: string }>(
      'SELECT DISTINCT person_id AS id FROM org_role WHERE role = ANY($1::text[])',
      [HR_ROLES],
    );
    return new Set(rows.map(({ id }) => id));
  }

  /** Whose number it is now. */
  async numbered(tx: Tx, number: string): Promise<string | null> {
    const named = await tx.maybe<{ id: string }>(
      'SELECT id FROM org_person WHERE number = $1 ORDER BY version DESC LIMIT 1',
      [number],
    );
    return named?.id ?? null;
  }

  /** HR partners whose units cover all of these; null in a grant means the whole tenant. HR leads where no partner does. */
  async hrFor(tx: Tx, unitPaths: readonly (readonly string[])[]): Promise<string[]> {
    const partners = await this.firstHolders(tx, ['hr-partner']);
    const covering = partners.filter((person) => {
      const grants = person.roles.filter((grant) => grant.role === 'hr-partner');
      return unitPaths.every((path) => grants.some((grant) => grant.unitId === null || path.includes(grant.unitId)));
    });
    const chosen = covering.length > 0 ? covering : await this.firstHolders(tx, ['hr-lead', 'hr-partner']);
    return chosen.map((person) => person.id);
  }

  finance(tx: Tx): Promise<string[]> {
    return this.financeBut(tx, []);
  }

  /**
   * Who sees to payouts of these people, one entry a payout: the leads, and where one of them is paid here somebody else as well, since
   * nobody decides about their own pay. Somebody whose own payouts are all there is to see to is not asked.
   */
  async financeFor(tx: Tx, ownerIds: readonly string[]): Promise<string[]> {
    const owners = new Set(ownerIds);
    const asked = await this.finance(tx);
    if (!asked.some((id) => owners.has(id))) return asked;
    const others = await this.financeBut(tx, [...owners]);
    const rest = owners.size === 1 ? asked.filter((id) => !owners.has(id)) : asked;
    return rest.length > 0 || others.length > 0 ? [...new Set([...rest, ...others])] : asked;
  }

  /** Without these people, and those of finance who are of HR, since they decide nothing: of the first of the roles that somebody else holds. */
  async financeBut(
    tx: Tx,
    personIds: readonly string[],
    roles: readonly Role[] = ['finance-lead', 'finance-reviewer', 'hr-lead'],
  ): Promise<string[]> {
    const today = await this.copy.today(tx);
    for (const role of roles) {
      const holders = await this.copy.people(tx, { role, activeOn: today });
      const others = holders
        .filter(({ id, roles: held }) => !personIds.includes(id) && !(isFinance(role) && isOfHr(held)))
        .map(({ id }) => id);
      if (others.length > 0) return others;
    }
    return [];
  }
}
