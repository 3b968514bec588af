import { Injectable } from '@nestjs/common';
import type { BundleView, DecideBundleBody, DecideBundleResult } from '@goalbeat/contracts/approvals/bundle-http';
import type { Principal } from '@goalbeat/domain/access/roles';
import { effectiveAssignee } from '@goalbeat/domain/approval/delegation';
import { DomainError } from '@goalbeat/domain/errors/domain-error';
import { OrgCopy } from '@goalbeat/org-copy/org-copy';
import type { CommandRequest } from '@goalbeat/service-kit/db/command-request';
import type { Tx } from '@goalbeat/service-kit/db/tx';
import { UnitOfWork } from '@goalbeat/service-kit/db/unit-of-work';
import { BulkDecisions } from './bulk-decisions.js';

interface Member {
  approvalId: string;
  taskId: string;
  taskVersion: number;
  state: string;
  subjectKind: string;
  subjectId: string;
  title: string;
  dueAt: string | null;
  changed: boolean;
  assigneeId: string;
  cycleId: string;
  unitId: string;
  stepId: string;
  stepName: string;
  /** Of those a delegation could reach: who may not decide it. */
  refused: string[];
}

const MEMBERS = `
SELECT t.approval_id AS "approvalId", t.id AS "taskId", t.version AS "taskVersion", t.state, t.subject_kind AS "subjectKind",
  t.subject_id AS "subjectId", t.title, t.due_at AS "dueAt", COALESCE((a.facts->>'changed')::boolean, true) AS changed,
  t.assignee_id AS "assigneeId", t.cycle_id AS "cycleId", t.unit_id AS "unitId", t.step_id AS "stepId",
  (SELECT s.name FROM approval_step s WHERE s.approval_id = t.approval_id AND s.no = t.step_no) AS "stepName",
  ARRAY(SELECT x FROM unnest(a.beneficiary_ids || a.owner_id || a.requester_id) AS x WHERE x = ANY($2::uuid[]))::text[] AS refused
FROM approval_task t JOIN approval a ON a.id = t.approval_id
WHERE t.bundle_id = $1::uuid ORDER BY changed DESC, t.title, t.id`;

const MOST_SHOWN = 200;

/** All that waits for one person in a unit and a step, looked at and decided together; each one is a decision of its own. */
@Injectable()
export class Bundles {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly org: OrgCopy,
    private readonly bulk: BulkDecisions,
  ) {}

  /** @throws not-found when nothing of it is open, or it is neither one's own nor a delegator's */
  view(principal: Principal, id: string): Promise<BundleView> {
    return this.unitOfWork.read(principal.tenantId, async (tx) => {
      const members = await this.#mine(tx, principal, id);
      const open = members.filter((one) => one.state === 'open');
      const [first] = open;
      if (first === undefined) throw gone();
      const { subjectKind, cycleId, unitId, stepId, stepName, assigneeId } = first;
      const due = open.flatMap((one) => one.dueAt ?? []).toSorted();
      return {
        id,
        subjectKind,
        cycleId,
        unitId,
        stepId,
        stepName,
        onBehalfOf: assigneeId === principal.personId ? null : assigneeId,
        dueAt: due[0] ?? null,
        open: open.length,
        changed: open.filter((one) => one.changed).length,
        items: open.slice(0, MOST_SHOWN).map(itemOf),
      };
    });
  }

  /**
   * Decides what was seen and not taken out, a transaction each: a refused one leaves the others alone.
   * @throws not-found as `view`, but also answers where all of it was decided meanwhile; validation, idempotency-mismatch
   */
  async decide(command: CommandRequest, id: string, body: DecideBundleBody): Promise<DecideBundleResult> {
    const { principal } = command;
    const members = await this.unitOfWork.read(principal.tenantId, (tx) => this.#mine(tx, principal, id));
    const taskOf = new Map(members.map((one) => [one.approvalId, one.taskId]));
    const stranger = body.seen.findIndex(({ approvalId }) => !taskOf.has(approvalId));
    if (stranger >= 0) {
      throw new DomainError('validation', 'This is not one of the bundle: decide it by itself.', {
        field: `seen.${stranger}.approvalId`,
      });
    }
    const ids = body.seen.map(({ approvalId }) => approvalId);
    const twice = ids.findIndex((approvalId, n) => ids.indexOf(approvalId) < n);
    if (twice >= 0) {
      throw new DomainError('validation', 'It stands in the list already: each is decided once.', {
        field: `seen.${twice}.approvalId`,
      });
    }
    const except = new Set(body.except);
    const { decision, comment } = body;
    const decisions = body.seen
      .filter(({ approvalId }) => !except.has(approvalId))
      .map(({ approvalId, taskVersion }) => ({
        approvalId,
        taskId: taskOf.get(approvalId),
        taskVersion,
        decision,
        ...(comment === undefined ? {} : { comment }),
      }));
    if (decisions.length === 0) {
      throw new DomainError('validation', 'Everything was taken out: nothing is left to decide.', { field: 'except' });
    }
    const { results } = await this.bulk.decideMany(command, { decisions });
    const left = await this.unitOfWork.read(principal.tenantId, async (tx) => {
      const mine = await this.#membersOf(tx, principal.personId, id);
      return mine.filter((one) => one.state === 'open').length;
    });
    return { results, left };
  }

  async #mine(tx: Tx, principal: Principal, id: string): Promise<Member[]> {
    const mine = await this.#membersOf(tx, principal.personId, id);
    if (mine.length === 0) throw gone();
    return mine;
  }

  /** As the desk counts them: what a delegate may not decide is not theirs, and stays with whom it was. */
  async #membersOf(tx: Tx, me: string | null, id: string): Promise<Member[]> {
    if (me === null) return [];
    const now = await this.org.now(tx);
    const delegations = await this.org.delegations(tx, now);
    const parties = [...new Set(delegations.flatMap((one) => [one.fromId, one.toId]))];
    const members = await tx.query<Member>(MEMBERS, [id, parties]);
    return members.filter(
      ({ assigneeId, subjectKind, refused }) =>
        assigneeId === me ||
        effectiveAssignee(assigneeId, delegations, now, subjectKind, new Set(refused)).personId === me,
    );
  }
}

const gone = (): DomainError =>
  new DomainError('not-found', 'There is no such bundle on your desk, or all of it has been decided.');

function itemOf({
  approvalId,
  taskId,
  taskVersion,
  subjectId,
  title,
  dueAt,
  changed,
}: Member): BundleView['items'][number] {
  return { approvalId, taskId, taskVersion, subjectId, title, dueAt, changed };
}
