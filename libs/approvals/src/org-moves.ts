import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { ChainStep } from '@goalbeat/domain/approval/chain';
import { continueRungs } from '@goalbeat/domain/ladder/shift-rungs';
import { OrgCopy } from '@goalbeat/org-copy/org-copy';
import type { OrgContext, OrgRequest } from '@goalbeat/org-copy/org-types';
import { type OrgMoves, OrgWatch } from '@goalbeat/org-copy/org-watch';
import type { Tx } from '@goalbeat/service-kit/db/tx';
import { ApprovalBatch } from './approval-batch.js';
import { ApprovalChange } from './approval-change.js';
import type { LockedApproval } from './approval-state.js';
import { orgRequest, planLadder } from './plan-step.js';
import { resettle } from './resettle.js';
import { SubjectHandlers } from './subject-handlers.js';

/**
 * Undecided approvals whose people may be others now: an assignee moved, the owner did, somebody above the owner did (a chain
 * asks up to five levels up), or the unit they belong to. $1 people, $2 units.
 */
const CONCERNED = `a.id IN (
  WITH RECURSIVE below(id, depth) AS (
    SELECT x.id, 0 FROM unnest($1::uuid[]) AS x(id)
    UNION SELECT p.id, b.depth + 1 FROM below b JOIN org_person p ON p.manager_id = b.id WHERE b.depth < 5
  )
  SELECT t.approval_id FROM approval_task t WHERE t.assignee_id = ANY($1::uuid[]) AND t.state = 'open' AND t.kind = 'decision'
  UNION SELECT o.id FROM approval o WHERE o.closed_at IS NULL AND o.owner_id IN (SELECT b.id FROM below b)
  UNION SELECT o.id FROM approval o WHERE o.closed_at IS NULL AND o.unit_id IN (SELECT u.id FROM org_unit u WHERE u.path && $2::uuid[]))`;

/** People move while something waits for them: the open step is resolved again, set-based, in the transaction of the news. */
@Injectable()
export class OrgMovesListener implements OnModuleInit {
  constructor(
    private readonly watch: OrgWatch,
    private readonly batch: ApprovalBatch,
    private readonly org: OrgCopy,
    private readonly handlers: SubjectHandlers,
  ) {}

  onModuleInit(): void {
    this.watch.onMoved((tx, moves) => this.#resettle(tx, moves));
  }

  async #resettle(tx: Tx, { personIds, unitIds }: OrgMoves): Promise<void> {
    const concerned = await this.batch.lock(tx, CONCERNED, [personIds, unitIds], 'undecided');
    if (concerned.length === 0) return;
    const org = await this.org.context(tx, requestOf(concerned));
    const changes = concerned.flatMap((locked) => {
      const change = new ApprovalChange(locked);
      const step = stepOf(locked);
      if (step === undefined) return [];
      const asked = resettle(change, step, org, this.handlers.of(locked.approval.subjectKind).money === true);
      keepTime(change, step, asked, org);
      return change.touched.size === 0 && change.newTasks.length === 0 ? [] : [change];
    });
    await this.batch.save(tx, changes);
  }
}

const stepOf = ({ approval, step }: LockedApproval): ChainStep | undefined =>
  approval.chain.find((one) => one.id === step.stepId);

/** The deadline stays, unless the working time of whoever is asked now makes it later: nobody is given less than the ladder says. */
function keepTime(change: ApprovalChange, { ladder }: ChainStep, asked: readonly string[], org: OrgContext): void {
  const { step, approval, now } = change;
  if (asked.length === 0 || step === null || step.dueAt === null || approval.state !== 'open') return;
  const escalated = step.rungs.filter((rung) => rung.n <= step.climbed && rung.action === 'escalate').length;
  const planned = planLadder(approval, ladder, org, asked, { openedAt: step.openedAt, from: now, escalated });
  if (planned.dueAt <= step.dueAt) return;
  change.reschedule(planned.dueAt, continueRungs(step.rungs, step.climbed, planned.rungs));
}

function requestOf(concerned: readonly LockedApproval[]): OrgRequest {
  const requests = concerned.map((locked) =>
    orgRequest(
      locked.approval,
      stepOf(locked) ?? null,
      locked.tasks.map((task) => task.assigneeId),
    ),
  );
  return {
    personIds: requests.flatMap((one) => one.personIds),
    unitIds: [...new Set(requests.flatMap((one) => one.unitIds))],
    roles: [...new Set(requests.flatMap((one) => one.roles))],
    numbers: [...new Set(requests.flatMap((one) => one.numbers))],
    hr: requests.some((one) => one.hr === true),
  };
}
