import { Injectable } from '@nestjs/common';
import type { RoleGrant } from '@goalbeat/domain/access/roles';
import { DomainError } from '@goalbeat/domain/errors/domain-error';
import { OrgCopy } from '@goalbeat/org-copy/org-copy';
import type { Tx } from '@goalbeat/service-kit/db/tx';
import { countedRoles, isLead, isOfFinance, isOfHr, type LiveRoles } from '../../organisation/counted-roles.js';
import { Organisation } from '../../organisation/organisation.service.js';
import { HandOverChangeRepository } from './hand-over-change.repository.js';

/** What is decided about: whose pay it is, and the payouts. Empty where it is about everybody's. */
export interface Concerned {
  ownerIds: readonly string[];
  payoutIds: readonly string[];
}

/**
 * Two people of finance, one of them a lead, neither about their own pay nor of HR, by our copy and by what directory says now. Of the
 * only lead's own pay, by itself, two others decide; where finance has nobody else the final decider whom the plan names is the second.
 */
@Injectable()
export class SecondPerson {
  constructor(
    private readonly org: OrgCopy,
    private readonly organisation: Organisation,
    private readonly changes: HandOverChangeRepository,
  ) {}

  /** The only lead that there is; null where there is none, or more than one. */
  async onlyLead(tx: Tx): Promise<string | null> {
    const found = await this.org.people(tx, { role: 'finance-lead', activeOn: await this.org.today(tx) });
    const [lead, ...others] = found.filter(({ roles }) => !isOfHr(roles));
    return others.length === 0 ? (lead?.id ?? null) : null;
  }

  /** Whether it is about the pay of the only lead that there is, and about nobody else's: of others' the lead decides. */
  async hasNoLead(tx: Tx, { ownerIds }: Pick<Concerned, 'ownerIds'>): Promise<boolean> {
    const lead = await this.onlyLead(tx);
    return lead !== null && ownerIds.length > 0 && ownerIds.every((id) => id === lead);
  }

  /** Who could be the second. @throws four-eyes (who asks is of HR), copy-behind, nobody-to-approve */
  async others(tx: Tx, first: { id: string; roles: readonly RoleGrant[] }, concerned: Concerned): Promise<string[]> {
    const [copied] = await this.org.people(tx, { ids: [first.id] });
    const roles = countedRoles(copied?.roles, first.roles);
    if (isOfHr(roles))
      throw new DomainError('four-eyes', 'HR does not decide where money goes: somebody of finance asks for it.');
    if (!isOfFinance(roles)) throw behind();
    const needsLead = !isLead(roles) && !(await this.hasNoLead(tx, concerned));
    const not = [first.id, ...concerned.ownerIds, ...(await this.organisation.ofHr(tx))];
    const finance = await this.organisation.financeBut(
      tx,
      not,
      needsLead ? ['finance-lead'] : ['finance-lead', 'finance-reviewer'],
    );
    if (finance.length > 0) return finance;
    const decider = needsLead ? null : await this.#finalDecider(tx, concerned);
    if (decider !== null && !not.includes(decider)) return [decider];
    if (needsLead && (await this.#concernsLead(tx, concerned))) throw byItself();
    throw new DomainError(
      'nobody-to-approve',
      'A second person of finance has to confirm it, one of the two a finance lead: give somebody else that role first.',
    );
  }

  /** @throws four-eyes, forbidden, copy-behind, wrong-state (who asked may not any more) */
  async require(tx: Tx, firstId: string, secondId: string, concerned: Concerned, live: LiveRoles): Promise<void> {
    if (firstId === secondId)
      throw new DomainError('four-eyes', 'You asked for it: somebody else of finance has to confirm.');
    await this.requireConcerned(tx, secondId, concerned, live);
    const two = await this.org.people(tx, { ids: [firstId, secondId] });
    const rolesOf = (id: string): RoleGrant[] =>
      countedRoles(two.find((person) => person.id === id)?.roles, live.get(id));
    if (!isOfFinance(rolesOf(firstId)))
      throw new DomainError('wrong-state', 'Whoever asked for it is of finance no more: ask for it again.');
    if (isLead(rolesOf(firstId)) || isLead(rolesOf(secondId))) return;
    if (await this.hasNoLead(tx, concerned)) return;
    throw new DomainError('forbidden', 'One of the two is a finance lead.');
  }

  /** Of finance, or the final decider; not about one's own pay. @throws four-eyes, forbidden */
  async requireConcerned(tx: Tx, personId: string, concerned: Concerned, live: LiveRoles): Promise<void> {
    if (concerned.ownerIds.includes(personId))
      throw new DomainError('four-eyes', 'It is about your own pay: somebody else of finance decides it.');
    const [person] = await this.org.people(tx, { ids: [personId] });
    const roles = countedRoles(person?.roles, live.get(personId));
    if (isOfFinance(roles)) return;
    if (!isOfHr(roles) && (await this.#finalDecider(tx, concerned)) === personId) return;
    throw new DomainError('forbidden', 'Finance confirms it, or the final decider whom the plan names.');
  }

  /** Whether a lead's own pay is among others'. */
  async #concernsLead(tx: Tx, { ownerIds }: Concerned): Promise<boolean> {
    if (ownerIds.length < 2) return false;
    return (await this.org.people(tx, { ids: ownerIds })).some(({ roles }) => isLead(roles));
  }

  /** HR's people stay out of where money goes, whatever an old plan names. */
  async #finalDecider(tx: Tx, { payoutIds }: Concerned): Promise<string | null> {
    const number = payoutIds.length === 0 ? null : await this.changes.finalDecider(tx, payoutIds);
    const id = number === null ? null : await this.organisation.numbered(tx, number);
    if (id === null) return null;
    const [person] = await this.org.people(tx, { ids: [id], activeOn: await this.org.today(tx) });
    return person === undefined || isOfHr(person.roles) ? null : id;
  }
}

const behind = (): DomainError =>
  new DomainError('copy-behind', 'Your role has not arrived here yet: try again in a moment.');

const byItself = (): DomainError =>
  new DomainError(
    'nobody-to-approve',
    'A finance lead’s own payouts are among them, and nobody else is a lead: ask about those by themselves.',
    { field: 'payoutIds' },
  );
