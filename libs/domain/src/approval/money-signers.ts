import type { Role } from '../access/roles.js';
import {
  type ApprovalSubject,
  type Assignees,
  chooseAssignees,
  finalDecider,
  hrLeads,
  type OrgView,
  type ReplacedAssignees,
  type SkippedPerson,
  stillAsked,
} from './assignees.js';
import type { Assign, ChainStep } from './chain.js';
import { FINANCE_ROLES, isFinance } from './money-chain.js';

export type MoneyLink = Pick<ChainStep, 'assign'> & { finalDecider?: string | undefined };

/**
 * Who signs money in a link's stead: its finance role and those above it; the lead where a person is named. Null: the link is neither
 * (a manager who says yes before finance does), and is asked as any other.
 */
export function signingRoles(assign: Assign): readonly Role[] | null {
  if (assign.kind === 'person') return ['finance-lead'];
  if (assign.kind !== 'role' || !isFinance(assign.role)) return null;
  return FINANCE_ROLES.slice(FINANCE_ROLES.findIndex((role) => role === assign.role));
}

/** HR makes what is paid and signs none of it, not as the final decider nor with a role in finance besides: one pair of eyes stays one. */
const forMoney = (subject: ApprovalSubject): ApprovalSubject => ({ ...subject, isMoney: true });

/** The one whom the link names, and the named final decider, as far as they may decide this. */
const named = (link: MoneyLink, org: OrgView, subject: ApprovalSubject): string[] =>
  [link.assign.kind === 'person' ? link.assign.number : undefined, link.finalDecider].flatMap(
    (number) => finalDecider(number, org, forMoney(subject)).personIds,
  );

/** Whether the link, one of finance, still asks this person whom it asked by its own rule. */
export const stillSigns = ({ assign }: MoneyLink, org: OrgView, subject: ApprovalSubject, personId: string): boolean =>
  stillAsked(assign, org, forMoney(subject), personId);

/** Whether this person may sign the link's money now, whatever way the task came to them. */
export function maySignMoney(link: MoneyLink, org: OrgView, subject: ApprovalSubject, personId: string): boolean {
  return named(link, org, subject).includes(personId) || holdsFor(link, org, subject, personId);
}

/** Whether they may by a role of their own: what is needed to sign in somebody's stead. */
export function holdsFor({ assign }: MoneyLink, org: OrgView, subject: ApprovalSubject, personId: string): boolean {
  const roles = assign.kind === 'person' ? FINANCE_ROLES : signingRoles(assign);
  return (
    roles === null ||
    roles.some((role) => stillAsked({ kind: 'role', role, scope: 'unit' }, org, forMoney(subject), personId))
  );
}

/**
 * Who is next where those asked cannot decide or do not: the others of the role, then those above in finance, then the named final
 * decider; never the reporting line. Who signs a later link anyway (`later`) is passed over: two signatures are two people's.
 */
export function nextOfFinance(
  { assign, finalDecider: last }: MoneyLink,
  later: ReadonlySet<Role>,
  org: OrgView,
  subject: ApprovalSubject,
  asked: ReadonlySet<string>,
): Assignees & { by: 'finance' | 'final-decider' } {
  const others = { ...forMoney(subject), beneficiaryIds: new Set([...subject.beneficiaryIds, ...asked]) };
  const own = assign.kind === 'role' ? assign.role : null;
  const scope = assign.kind === 'role' ? assign.scope : 'unit';
  const skipped: SkippedPerson[] = [];
  for (const role of signingRoles(assign) ?? []) {
    if (role !== own && later.has(role)) continue;
    const found = chooseAssignees({ kind: 'role', role, scope }, org, others);
    skipped.push(...found.skipped.filter(({ personId }) => !asked.has(personId)));
    if (found.personIds.length > 0) return { personIds: found.personIds, skipped, by: 'finance' };
  }
  const found = finalDecider(last, org, others);
  skipped.push(...found.skipped.filter(({ personId }) => !asked.has(personId)));
  return { personIds: found.personIds, skipped, by: 'final-decider' };
}

/** As `chooseOrReplace`, for money: an empty link is filled from within finance. HR's lead, asked where nobody is, finds somebody. */
export function chooseForMoney(
  link: MoneyLink,
  later: ReadonlySet<Role>,
  needed: number,
  org: OrgView,
  subject: ApprovalSubject,
): ReplacedAssignees {
  const { assign } = link;
  // The reporting line above whoever is named signs no money.
  const chosen =
    assign.kind === 'person'
      ? finalDecider(assign.number, org, forMoney(subject))
      : chooseAssignees(assign, org, forMoney(subject));
  const skipped = [...chosen.skipped];
  const pass = (more: readonly SkippedPerson[]): void =>
    more.forEach((one) => {
      if (!skipped.some(({ personId, why }) => personId === one.personId && why === one.why)) skipped.push(one);
    });
  let replacedBy: ReplacedAssignees['replacedBy'] = null;
  const personIds = [...chosen.personIds];
  while (personIds.length < Math.max(1, needed)) {
    const next = nextOfFinance(link, later, org, subject, new Set(personIds));
    pass(next.skipped);
    if (next.personIds.length === 0) break;
    personIds.push(...next.personIds);
    replacedBy = next.by;
  }
  if (personIds.length > 0) return { personIds, skipped, replacedBy };
  const leads = hrLeads(org, subject);
  return { personIds: leads, skipped, replacedBy: leads.length > 0 ? 'hr-lead' : null };
}
