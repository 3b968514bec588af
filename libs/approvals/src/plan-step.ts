import { chooseAssignees, type SkippedPerson } from '@goalbeat/domain/approval/assignees';
import type { Assign, ChainStep } from '@goalbeat/domain/approval/chain';
import { effectiveAssignee } from '@goalbeat/domain/approval/delegation';
import { DomainError } from '@goalbeat/domain/errors/domain-error';
import type { Rung } from '@goalbeat/domain/ladder/ladder';
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
  const [first] = personIds;
  if (first === undefined || personIds.length < needed) {
    throw new DomainError(
      'nobody-to-approve',
      `Nobody could decide the step "${step.name}". Name a manager or a holder of the role.`,
      {
        details: { stepId: step.id, needed, found: personIds.length, skipped: chosen.skipped },
      },
    );
  }
  const decider = effectiveAssignee(first, org.delegations, org.now, subject.subjectKind, refusedPeople(subject));
  const { calendar, zone } = org.placeOf(decider.personId);
  return {
    step,
    personIds,
    skipped: chosen.skipped,
    dueAt: dueAt(step.ladder, org.now, calendar, zone, subject.stepCaps),
    rungs: planRungs(step.ladder, org.now, calendar, zone, subject.stepCaps),
  };
}

function choiceOf(subject: Subject) {
  return {
    ownerId: subject.ownerId,
    unitId: subject.unitId,
    requesterId: subject.requesterId,
    beneficiaryIds: new Set(subject.beneficiaryIds),
  };
}
