import { chooseOrReplace, HR_LEAD, stillAsked } from '@goalbeat/domain/approval/assignees';
import { maySignMoney, signingRoles, stillSigns } from '@goalbeat/domain/approval/money-signers';
import type { ChainStep } from '@goalbeat/domain/approval/chain';
import { effectiveAssignee } from '@goalbeat/domain/approval/delegation';
import type { OrgContext } from '@goalbeat/org-copy/org-types';
import type { ApprovalChange } from './approval-change.js';
import { refusedPeople, type TaskRow } from './approval-state.js';
import { askedBy, type Chosen, choiceOf, neededFor, nextAsked } from './plan-step.js';
import { BY_ENGINE } from './progress.js';

export const MOVE_WHYS = ['left', 'role-lost', 'line-changed'] as const;
export type MoveWhy = (typeof MOVE_WHYS)[number];

/** For the notice; the log keeps the word. */
const WHY_TEXTS: Readonly<Record<MoveWhy, { reason: string; reasonEn: string }>> = {
  left: { reason: '原审批人已离职', reasonEn: 'whoever was asked before has left' },
  'role-lost': { reason: '原审批人不再担任该角色', reasonEn: 'whoever was asked before no longer has the role' },
  'line-changed': { reason: '汇报关系或部门已变动', reasonEn: 'the reporting line or the unit has changed' },
};

interface Dropped {
  task: TaskRow;
  why: MoveWhy;
}

/**
 * Gives the tasks of the open step to whoever is asked as the organisation is now. Whom the chain asked keeps their task while it
 * still would ask them; who was asked by escalation or by HR's hand loses it only by leaving, or, where it is money, with the role that
 * signs it. What was decided counts. A step is
 * never closed by somebody's leaving: the last one asked is replaced, or, where there is nobody at all, stays asked.
 * @returns who is asked anew; empty when everything is as it should be
 */
export function resettle(change: ApprovalChange, step: ChainStep, org: OrgContext, money: boolean): string[] {
  const { approval } = change;
  const handed = approval.state === 'handed-to-hr';
  const assign = handed ? HR_LEAD : step.assign;
  const needed = handed ? 1 : neededFor(step);
  const subject = { ...approval, money };
  const planned = (
    handed
      ? chooseOrReplace({ assign, finalDecider: step.finalDecider }, needed, org.view, choiceOf(approval))
      : askedBy(subject, step, org)
  ).personIds;
  const dropped = change.open().flatMap((task) => {
    const why = whyNot(task, { ...step, assign }, planned, subject, org);
    return why === null ? [] : [{ task, why }];
  });
  const [first] = dropped;
  if (first === undefined) return [];
  const live = change.tasks.filter((task) => task.stepNo === approval.stepNo && task.state !== 'superseded');
  const staying = live.filter((task) => !dropped.some((one) => one.task === task));
  const asked = new Set(live.map((task) => task.assigneeId));
  const isFree = (personId: string): boolean => !asked.has(personId);
  const wanting = assign.kind !== 'role' || staying.length < needed || !staying.some((task) => task.state === 'open');
  const chosen = wanting ? planned.filter(isFree) : [];
  const stays = staying.some((task) => task.state === 'open');
  const above = dropped.flatMap(({ task }) => nextAsked(subject, step, org, asked, task.assigneeId)).filter(isFree);
  const ask = chosen.length > 0 || stays ? chosen : [...new Set(above)];
  if (ask.length === 0 && !stays) return [];
  move(change, dropped, ask, first.why, org);
  return ask;
}

function whyNot(
  task: TaskRow,
  step: ChainStep,
  planned: readonly string[],
  subject: Chosen,
  { view }: OrgContext,
): MoveWhy | null {
  if (!view.active(task.assigneeId)) return 'left';
  const choice = choiceOf(subject);
  const byHand = task.origin === 'reassigned' || task.origin === 'escalated';
  const own = subject.chain.find(({ id }) => id === step.id);
  const signs = subject.money && own !== undefined && signingRoles(own.assign) !== null;
  if (byHand && signs) return maySignMoney(own, view, choice, task.assigneeId) ? null : 'role-lost';
  if (byHand) return null;
  const { assign } = step;
  // What was handed to HR is HR's until somebody of finance is found.
  const asks =
    signs && task.origin !== 'handed-to-hr'
      ? stillSigns(own, view, choice, task.assigneeId)
      : stillAsked(assign, view, choice, task.assigneeId);
  const right = planned.includes(task.assigneeId) || asks;
  if (right) return null;
  return assign.kind === 'role' ? 'role-lost' : 'line-changed';
}

function move(
  change: ApprovalChange,
  dropped: readonly Dropped[],
  ask: readonly string[],
  why: MoveWhy,
  org: OrgContext,
): void {
  const { approval, step } = change;
  for (const { task } of dropped) change.supersede(task);
  const dueAt = approval.state === 'handed-to-hr' ? null : (step?.dueAt ?? null);
  const origin = approval.state === 'handed-to-hr' ? 'handed-to-hr' : 'chosen';
  for (const personId of ask) change.assign(personId, origin, dueAt);
  const to = ask.length > 0 ? ask : change.open().map((task) => task.assigneeId);
  for (const { task, why: because } of dropped) {
    change.log('reassigned', BY_ENGINE, {
      startedAt: task.openedAt,
      dueAt: task.dueAt,
      reason: because,
      details: { from: task.assigneeId, to },
    });
  }
  for (const personId of ask) {
    const reader = effectiveAssignee(personId, org.delegations, org.now, approval.subjectKind, refusedPeople(approval));
    change.notify(reader.personId, 'reassigned', WHY_TEXTS[why]);
  }
}
