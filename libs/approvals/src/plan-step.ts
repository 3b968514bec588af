import {
  chooseAssignees,
  chooseOrReplace,
  finalDecider,
  hrLeads as leadsOfHr,
  type ReplacedAssignees,
  type Replacement,
  type SkippedPerson,
} from '@goalbeat/domain/approval/assignees';
import type { Role } from '@goalbeat/domain/access/roles';
import { type Assign, type ChainStep, nextStep } from '@goalbeat/domain/approval/chain';
import { FINANCE_ROLES, isFinance } from '@goalbeat/domain/approval/money-chain';
import { chooseForMoney, nextOfFinance, signingRoles } from '@goalbeat/domain/approval/money-signers';
import { effectiveAssignee } from '@goalbeat/domain/approval/delegation';
import type { Instant } from '@goalbeat/domain/clock/instant';
import { DomainError } from '@goalbeat/domain/errors/domain-error';
import { capOf } from '@goalbeat/domain/ladder/cap-of';
import { afterAllQuiet } from '@goalbeat/domain/ladder/quiet-hours';
import type { Ladder, Rung } from '@goalbeat/domain/ladder/ladder';
import { dueAt, planRungs } from '@goalbeat/domain/ladder/plan-rungs';
import type { OrgContext, OrgRequest } from '@goalbeat/org-copy/org-types';
import { type ApprovalRow, refusedPeople } from './approval-state.js';

export type Subject = Pick<
  ApprovalRow,
  'subjectKind' | 'ownerId' | 'requesterId' | 'beneficiaryIds' | 'unitId' | 'stepCaps' | 'quietHours'
>;

/** `money`: it is decided within finance, and never goes up the reporting line. */
export type Chosen = Subject & Pick<ApprovalRow, 'chain' | 'facts'> & { money: boolean };

export interface PlannedStep {
  step: ChainStep;
  personIds: string[];
  skipped: SkippedPerson[];
  replacedBy: Replacement | null;
  dueAt: string;
  rungs: Rung[];
}

/** How far a ladder is that is planned anew. */
export interface ClimbedSoFar {
  openedAt: Instant;
  from: Instant;
  escalated: number;
}

/**
 * Until when, and what happens if nobody decides: in the working time of whoever will really decide, the delegate if there is
 * one, never after the cycle's cap. Reminders keep out of everybody's quiet hours. @throws validation, calendar-not-covered
 */
export function planLadder(
  subject: Subject,
  ladder: Ladder,
  org: OrgContext,
  personIds: readonly string[],
  so: ClimbedSoFar = { openedAt: org.now, from: org.now, escalated: 0 },
): { dueAt: Instant; rungs: Rung[] } {
  const refused = refusedPeople(subject);
  const deciders = personIds.map(
    (personId) => effectiveAssignee(personId, org.delegations, org.now, subject.subjectKind, refused).personId,
  );
  const { calendar, zone } = org.placeOf(deciders[0] ?? '');
  const quiet = deciders.flatMap((personId) => {
    const hours = org.quietHoursOf(personId) ?? subject.quietHours;
    return hours === null ? [] : [{ quiet: hours, zone: org.placeOf(personId).zone }];
  });
  const limits = {
    cap: capOf(ladder, subject.subjectKind, subject.stepCaps),
    from: so.from,
    escalated: so.escalated,
    afterQuiet: (at: Instant) => afterAllQuiet(quiet, at),
  };
  return {
    dueAt: dueAt(ladder, so.openedAt, calendar, zone, subject.stepCaps, limits),
    rungs: planRungs(ladder, so.openedAt, calendar, zone, subject.stepCaps, limits),
  };
}

/** What must be known of the organisation to open the step. */
export function orgRequest(subject: Subject, step: ChainStep | null, extra: readonly string[] = []): OrgRequest {
  const assign = step?.assign;
  return {
    personIds: [subject.ownerId, subject.requesterId, ...extra],
    unitIds: [subject.unitId],
    roles: [...new Set<Role>([...rolesAsked(assign), 'hr-lead'])],
    hr: assign !== undefined && signingRoles(assign) !== null,
    numbers: [assign?.kind === 'person' ? assign.number : undefined, step?.finalDecider].filter(
      (one) => one !== undefined,
    ),
  };
}

function rolesAsked(assign: Assign | undefined): readonly Role[] {
  if (assign?.kind === 'person') return FINANCE_ROLES;
  if (assign?.kind !== 'role') return [];
  return isFinance(assign.role) ? FINANCE_ROLES : [assign.role];
}

/** Whose signature the steps after this one ask for. */
export function laterRoles({ chain, facts }: Pick<ApprovalRow, 'chain' | 'facts'>, stepId: string | null): Set<Role> {
  const later = new Set<Role>();
  for (let next = nextStep(chain, stepId, facts); next !== null; next = nextStep(chain, next.id, facts))
    if (next.assign.kind === 'role') later.add(next.assign.role);
  return later;
}

/** Whom the step asks as the organisation is now. */
export function askedBy(subject: Chosen, step: ChainStep, org: Pick<OrgContext, 'view'>): ReplacedAssignees {
  const needed = neededFor(step);
  return subject.money && signingRoles(step.assign) !== null
    ? chooseForMoney(step, laterRoles(subject, step.id), needed, org.view, choiceOf(subject))
    : chooseOrReplace(step, needed, org.view, choiceOf(subject));
}

/** Who is asked after all those who were, in vain; empty when there is nobody else. */
export function nextAsked(
  subject: Chosen,
  step: ChainStep | undefined,
  org: OrgContext,
  asked: ReadonlySet<string>,
  assigneeId: string,
): string[] {
  if (!subject.money || step === undefined || signingRoles(step.assign) === null)
    return nextInLine(subject, assigneeId, org, step);
  return nextOfFinance(step, laterRoles(subject, step.id), org.view, choiceOf(subject), asked).personIds;
}

/** Holders of hr-lead who may decide this, nearest unit first. */
export function hrLeads(subject: Subject, org: OrgContext): string[] {
  return leadsOfHr(org.view, choiceOf(subject));
}

/** Next in line above an assignee who did not decide; then the step's final decider, then hr-lead; empty when there is nobody else. */
export function nextInLine(
  subject: Subject,
  assigneeId: string,
  org: OrgContext,
  step?: Pick<ChainStep, 'finalDecider'>,
): string[] {
  const above = chooseAssignees({ kind: 'manager', level: 1 }, org.view, {
    ...choiceOf(subject),
    ownerId: assigneeId,
    beneficiaryIds: refusedPeople(subject),
  }).personIds;
  if (above.length > 0) return above;
  const others = (people: readonly string[]) => people.filter((personId) => personId !== assigneeId);
  const last = others(finalDecider(step?.finalDecider, org.view, choiceOf(subject)).personIds);
  return last.length > 0 ? last : others(hrLeads(subject, org));
}

/** How many must agree before the step can close. */
export const neededFor = ({ mode }: Pick<ChainStep, 'mode'>): number => (typeof mode === 'object' ? mode.quorum : 1);

/**
 * Who is asked, and until when. An empty link falls to the next in line, to the step's final decider and at last to hr-lead.
 * @throws nobody-to-approve, validation, calendar-not-covered
 */
export function planStep(subject: Chosen, step: ChainStep, org: OrgContext): PlannedStep {
  const needed = neededFor(step);
  const { personIds, skipped, replacedBy } = askedBy(subject, step, org);
  if (personIds.length < Math.max(1, needed)) {
    throw new DomainError(
      'nobody-to-approve',
      `Nobody could decide the step "${step.name}". Name a manager or a holder of the role.`,
      {
        details: { stepId: step.id, needed, found: personIds.length, skipped },
      },
    );
  }
  return { step, personIds, skipped, replacedBy, ...planLadder(subject, step.ladder, org, personIds) };
}

export function choiceOf(subject: Subject) {
  return {
    ownerId: subject.ownerId,
    unitId: subject.unitId,
    requesterId: subject.requesterId,
    beneficiaryIds: new Set(subject.beneficiaryIds),
  };
}
