import { Injectable } from '@nestjs/common';
import type { RoleGrant } from '@goalbeat/domain/access/roles';
import { DomainError } from '@goalbeat/domain/errors/domain-error';
import { OrgCopy } from '@goalbeat/org-copy/org-copy';
import type { Tx } from '@goalbeat/service-kit/db/tx';
import { Organisation } from '../organisation/organisation.service.js';
import { HandOverChangeRepository } from './hand-over-change.repository.js';

/** What is decided about: whose pay it is, and the payouts. Empty where it is about everybody's. */
export interface Concerned {
  ownerIds: readonly string[];
  payoutIds: readonly string[];
}

const holds = (roles: readonly RoleGrant[] = [], ...wanted: string[]): boolean =>
  roles.some(({ role }) => wanted.includes(role));
const isOfFinance = (roles: readonly RoleGrant[] = []): boolean => holds(roles, 'finance-lead', 'finance-reviewer');

/**
 * Two people of finance, one of them a lead, neither about their own pay. Of the only lead's own pay two others decide; where finance
 * has nobody else the final decider whom the plan names is the second.
 */
@Injectable()
export class SecondPerson {
  constructor(
    private readonly org: OrgCopy,
    private readonly organisation: Organisation,
    private readonly changes: HandOverChangeRepository,
  ) {}

  /** Whether it is about the pay of every lead that there is. */
  async hasNoLead(tx: Tx, { ownerIds }: Pick<Concerned, 'ownerIds'>): Promise<boolean> {
    const leads = await this.org.people(tx, { role: 'finance-lead', activeOn: await this.org.today(tx) });
    return leads.length > 0 && leads.every(({ id }) => ownerIds.includes(id));
  }

  /** Who could be the second. @throws copy-behind, nobody-to-approve */
  async others(tx: Tx, firstId: string, concerned: Concerned): Promise<string[]> {
    const [first] = await this.org.people(tx, { ids: [firstId] });
    if (!isOfFinance(first?.roles)) throw behind();
    const needsLead = !holds(first?.roles, 'finance-lead') && !(await this.hasNoLead(tx, concerned));
    const not = [firstId, ...concerned.ownerIds];
    const finance = await this.organisation.financeBut(
      tx,
      not,
      needsLead ? ['finance-lead'] : ['finance-lead', 'finance-reviewer'],
    );
    if (finance.length > 0) return finance;
    const decider = needsLead ? null : await this.#finalDecider(tx, concerned);
    if (decider !== null && !not.includes(decider)) return [decider];
    throw new DomainError(
      'nobody-to-approve',
      'A second person of finance has to confirm it, one of the two a finance lead: give somebody else that role first.',
    );
  }

  /** @throws four-eyes, forbidden, copy-behind, wrong-state (who asked may not any more) */
  async require(tx: Tx, firstId: string, secondId: string, concerned: Concerned): Promise<void> {
    if (firstId === secondId)
      throw new DomainError('four-eyes', 'You asked for it: somebody else of finance has to confirm.');
    await this.requireConcerned(tx, secondId, concerned);
    const two = await this.org.people(tx, { ids: [firstId, secondId] });
    const rolesOf = (id: string): readonly RoleGrant[] => two.find((person) => person.id === id)?.roles ?? [];
    if (!isOfFinance(rolesOf(firstId)))
      throw new DomainError('wrong-state', 'Whoever asked for it is of finance no more: ask for it again.');
    if (two.some(({ roles }) => holds(roles, 'finance-lead'))) return;
    if (await this.hasNoLead(tx, concerned)) return;
    throw new DomainError('forbidden', 'One of the two is a finance lead.');
  }

  /** Of finance, or the final decider; not about one's own pay. @throws four-eyes, forbidden */
  async requireConcerned(tx: Tx, personId: string, concerned: Concerned): Promise<void> {
    if (concerned.ownerIds.includes(personId))
      throw new DomainError('four-eyes', 'It is about your own pay: somebody else of finance decides it.');
    const [person] = await this.org.people(tx, { ids: [personId] });
    if (isOfFinance(person?.roles) || (await this.#finalDecider(tx, concerned)) === personId) return;
    throw new DomainError('forbidden', 'Finance confirms it, or the final decider whom the plan names.');
  }

  /** HR's people stay out of where money goes, whatever an old plan names. */
  async #finalDecider(tx: Tx, { payoutIds }: Concerned): Promise<string | null> {
    const number = payoutIds.length === 0 ? null : await this.changes.finalDecider(tx, payoutIds);
    const id = number === null ? null : await this.organisation.numbered(tx, number);
    if (id === null) return null;
    const [person] = await this.org.people(tx, { ids: [id], activeOn: await this.org.today(tx) });
    return person === undefined || holds(person.roles, 'hr-lead', 'hr-partner') ? null : id;
  }
}

const behind = (): DomainError =>
  new DomainError('copy-behind', 'Your role has not arrived here yet: try again in a moment.');
