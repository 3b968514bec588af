import { chooseAssignees, type SkippedPerson } from '@goalbeat/domain/approval/assignees';
import type { Assign, ChainStep } from '@goalbeat/domain/approval/chain';
import { effectiveAssignee } from '@goalbeat/domain/approval/delegation';
import type { Instant } from '@goalbeat/domain/clock/instant';
import { DomainError } from '@goalbeat/domain/errors/domain-error';
import { capOf } from '@goalbeat/domain/ladder/cap-of';
import type { Ladder, Rung } from '@goalbeat/domain/ladder/ladder';
import { dueAt, planRungs } from '@goalbeat/domain/ladder/plan-rungs';
import type { OrgContext, OrgRequest } from '@goalbeat/org-copy/org-types';
import { type ApprovalRow, refusedPeople } from './approval-state.js';

export type Subject = Pick<
  ApprovalRow,
  'subjectKind' | 'ownerId' | 'requesterId' | 'beneficiaryIds' | 'unitId' | 'stepCaps'
>;

export interface PlannedStep {
  step: ChainStep;
  personIds: string[];
  skipped: SkippedPerson[];
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
 * one, never after the cycle's cap. @throws validation, calendar-not-covered
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
  const limits = { cap: capOf(ladder, subject.subjectKind, subject.stepCaps), from: so.from, escalated: so.escalated };
  return {
    dueAt: dueAt(ladder, so.openedAt, calendar, zone, subject.stepCaps, limits),
    rungs: planRungs(ladder, so.openedAt, calendar, zone, subject.stepCaps, limits),
  };
}

const HR_LEAD: Assign = { kind: 'role', role: 'hr-lead', scope: 'unit' };

/** What must be known of the organisation to open the step. */
export function orgRequest(subject: Subject, step: ChainStep | null, extra: readonly string[] = []): OrgRequest {
  const assign = step?.assign;
  return {
    personIds: [subject.ownerId, subject.requesterId, ...extra],
    unitIds: [subject.unitId],
    roles: assign?.kind === 'role' ? [assign.role, 'hr-lead'] : ['hr-lead'],
    numbers: assign?.kind === 'person' ? [assign.number] : [],
  };
}

/** Holders of hr-lead who may decide this, nearest unit first. */
export function hrLeads(subject: Subject, org: OrgContext): string[] {
  return chooseAssignees(HR_LEAD, org.view, choiceOf(subject)).personIds;
}

/** Next in line above an assignee who did not decide; then hr-lead; empty when there is nobody else. */
export function nextInLine(subject: Subject, assigneeId: string, org: OrgContext): string[] {
  const above = chooseAssignees({ kind: 'manager', level: 1 }, org.view, {
    ...choiceOf(subject),
    ownerId: assigneeId,
    beneficiaryIds: refusedPeople(subject),
  }).personIds;
  return above.length > 0 ? above : hrLeads(subject, org).filter((personId) => personId !== assigneeId);
}

/**
 * Who is asked, and until when. An empty link falls to the next in line and at last to hr-lead; the ladder counts in the
 * working time of whoever will really decide, their delegate if they have one.
 * @throws nobody-to-approve, validation, calendar-not-covered
 */
export function planStep(subject: Subject, step: ChainStep, org: OrgContext): PlannedStep {
  const chosen = chooseAssignees(step.assign, org.view, choiceOf(subject));
  const personIds = chosen.personIds.length > 0 ? chosen.personIds : hrLeads(subject, org);
  const needed = typeof step.mode === 'object' ? step.mode.quorum : 1;
  if (personIds.length < Math.max(1, needed)) {
    throw new DomainError(
      'nobody-to-approve',
      `Nobody could decide the step "${step.name}". Name a manager or a holder of the role.`,
      {
        details: { stepId: step.id, needed, found: personIds.length, skipped: chosen.skipped },
      },
    );
  }
  return { step, personIds, skipped: chosen.skipped, ...planLadder(subject, step.ladder, org, personIds) };
}

function choiceOf(subject: Subject) {
  return {
    ownerId: subject.ownerId,
    unitId: subject.unitId,
    requesterId: subject.requesterId,
    beneficiaryIds: new Set(subject.beneficiaryIds),
  };
}
