import type { Role } from '../access/roles.js';
import type { Assign } from './chain.js';

/** The organisation as it is at the instant of the decision. */
export interface OrgView {
  managerOf(personId: string): string | null;
  headOf(unitId: string): string | null;
  parentUnit(unitId: string): string | null;
  unitOf(personId: string): string | null;
  /** Who holds the role in exactly this unit; null = in the whole tenant. */
  holders(role: Role, unitId: string | null): string[];
  byNumber(number: string): string | null;
  active(personId: string): boolean;
  /** Whether they hold a role of HR, anywhere. */
  isHr(personId: string): boolean;
}

export interface ApprovalSubject {
  /** Whose sheet it is. */
  ownerId: string | null;
  unitId: string | null;
  /** Who made or submitted it. */
  requesterId: string | null;
  /** Who is paid by it. */
  beneficiaryIds: ReadonlySet<string>;
  /** It is finance’s signature under money: nobody of HR gives it, whatever else they are. */
  isMoney?: true | undefined;
}

export const SKIP_WHYS = ['requester', 'beneficiary', 'left', 'absent-manager', 'hr'] as const;
export type SkipWhy = (typeof SKIP_WHYS)[number];

export interface SkippedPerson {
  personId: string;
  why: SkipWhy;
}

/** Who stood in for a link that nobody else could take. */
export const REPLACEMENTS = ['finance', 'final-decider', 'hr-lead'] as const;
export type Replacement = (typeof REPLACEMENTS)[number];

export interface Assignees {
  /** Empty: nobody to approve. */
  personIds: string[];
  skipped: SkippedPerson[];
}

class Choice {
  readonly skipped: SkippedPerson[] = [];

  constructor(
    private readonly org: OrgView,
    private readonly subject: ApprovalSubject,
  ) {}

  skip(personId: string, why: SkipWhy): void {
    if (!this.skipped.some((known) => known.personId === personId && known.why === why))
      this.skipped.push({ personId, why });
  }

  /** Nobody decides on their own sheet or money, nor signs what they made. */
  eligible(personId: string): boolean {
    const { ownerId, requesterId, beneficiaryIds, isMoney } = this.subject;
    if (personId === ownerId || beneficiaryIds.has(personId)) this.skip(personId, 'beneficiary');
    else if (personId === requesterId) this.skip(personId, 'requester');
    else if (!this.org.active(personId)) this.skip(personId, 'left');
    else if (isMoney === true && this.org.isHr(personId)) this.skip(personId, 'hr');
    else return true;
    return false;
  }

  /** The unit and those above it. A set, since a broken organisation may loop. */
  unitsUp(): string[] {
    const { unitId, ownerId } = this.subject;
    const units = new Set<string>();
    let unit = unitId ?? (ownerId === null ? null : this.org.unitOf(ownerId));
    while (unit !== null && !units.has(unit)) {
      units.add(unit);
      unit = this.org.parentUnit(unit);
    }
    return [...units];
  }

  /** Managers above the person, nearest first. */
  lineAbove(personId: string): string[] {
    const line = new Set<string>();
    let manager = this.org.managerOf(personId);
    while (manager !== null && manager !== personId && !line.has(manager)) {
      line.add(manager);
      manager = this.org.managerOf(manager);
    }
    return [...line];
  }

  /** Heads from the unit up; without an owner they are the reporting line. */
  headsUp(): string[] {
    const heads = this.unitsUp().map((unit) => this.org.headOf(unit));
    return [...new Set(heads.filter((head) => head !== null))];
  }
}

function byManager(choice: Choice, subject: ApprovalSubject, level: number): string[] {
  const line = subject.ownerId === null ? choice.headsUp() : choice.lineAbove(subject.ownerId);
  const above = line.slice(level - 1).find((personId) => choice.eligible(personId));
  if (above !== undefined) return [above];
  // The line ends below the asked level, as it does near the top: the highest one left decides.
  const top = line.at(-1) ?? subject.ownerId;
  if (top !== null && line.length < level) choice.skip(top, 'absent-manager');
  const below = line
    .slice(0, level - 1)
    .reverse()
    .find((personId) => choice.eligible(personId));
  return below === undefined ? [] : [below];
}

function byRole(choice: Choice, org: OrgView, role: Role, scope: 'unit' | 'tenant'): string[] {
  const places: (string | null)[] = scope === 'unit' ? [...choice.unitsUp(), null] : [null];
  for (const place of places) {
    const holders = [...new Set(org.holders(role, place))].filter((personId) => choice.eligible(personId));
    if (holders.length > 0) return holders.sort();
  }
  return [];
}

function byNumber(choice: Choice, org: OrgView, number: string): string[] {
  const named = org.byNumber(number);
  if (named === null) return [];
  const next = [named, ...choice.lineAbove(named)].find((personId) => choice.eligible(personId));
  return next === undefined ? [] : [next];
}

/**
 * Who is asked, and who was passed over and why. Excluded people are replaced by the next in line: the manager's manager, other
 * holders of the role, then holders in the units above, then tenant-wide. Delegation comes afterwards.
 */
export function chooseAssignees(assign: Assign, org: OrgView, subject: ApprovalSubject): Assignees {
  const choice = new Choice(org, subject);
  const pick = (): string[] => {
    switch (assign.kind) {
      case 'manager':
        return byManager(choice, subject, Math.max(1, assign.level));
      case 'role':
        return byRole(choice, org, assign.role, assign.scope);
      case 'unit-head': {
        const head = choice.headsUp().find((personId) => choice.eligible(personId));
        return head === undefined ? [] : [head];
      }
      case 'person':
        return byNumber(choice, org, assign.number);
    }
  };
  const personIds = pick();
  return { personIds, skipped: choice.skipped };
}

export const HR_LEAD: Assign = { kind: 'role', role: 'hr-lead', scope: 'unit' };

/** Holders of hr-lead who may decide this, nearest unit first. */
export function hrLeads(org: OrgView, subject: ApprovalSubject): string[] {
  return chooseAssignees(HR_LEAD, org, subject).personIds;
}

/** The named person, or nobody when they may not decide this or have left. */
export function finalDecider(number: string | undefined, org: OrgView, subject: ApprovalSubject): Assignees {
  const choice = new Choice(org, subject);
  const named = number === undefined ? null : org.byNumber(number);
  const personIds = named !== null && choice.eligible(named) ? [named] : [];
  return { personIds, skipped: choice.skipped };
}

export interface ReplacedAssignees extends Assignees {
  /** Null where the link itself had people enough. */
  replacedBy: Replacement | null;
}

/**
 * As `chooseAssignees`; where fewer are left than are needed, the step's final decider joins, and where nobody is left hr-lead.
 */
export function chooseOrReplace(
  step: { assign: Assign; finalDecider?: string | undefined },
  needed: number,
  org: OrgView,
  subject: ApprovalSubject,
): ReplacedAssignees {
  const chosen = chooseAssignees(step.assign, org, subject);
  if (chosen.personIds.length >= needed) return { ...chosen, replacedBy: null };
  const last = finalDecider(step.finalDecider, org, subject);
  const skipped = [
    ...chosen.skipped,
    ...last.skipped.filter((one) => !chosen.skipped.some((k) => k.personId === one.personId)),
  ];
  const personIds = [...new Set([...chosen.personIds, ...last.personIds])];
  if (personIds.length > chosen.personIds.length) return { personIds, skipped, replacedBy: 'final-decider' };
  if (personIds.length > 0) return { personIds, skipped, replacedBy: null };
  const leads = hrLeads(org, subject);
  return { personIds: leads, skipped, replacedBy: leads.length > 0 ? 'hr-lead' : null };
}

/** Whether the link still asks this person, whoever else it would ask today: a further holder takes nobody's task away. */
export function stillAsked(assign: Assign, org: OrgView, subject: ApprovalSubject, personId: string): boolean {
  const choice = new Choice(org, subject);
  if (!choice.eligible(personId)) return false;
  if (assign.kind !== 'role') return chooseAssignees(assign, org, subject).personIds.includes(personId);
  const places: (string | null)[] = assign.scope === 'unit' ? [...choice.unitsUp(), null] : [null];
  return places.some((place) => org.holders(assign.role, place).includes(personId));
}
