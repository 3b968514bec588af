import { Injectable } from '@nestjs/common';
import { ApprovalEngine } from '@goalbeat/approvals/approval-engine';
import { nextSheet } from '@goalbeat/domain/sheet/lifecycle';
import { OrgCopy } from '@goalbeat/org-copy/org-copy';
import type { CommandRequest } from '@goalbeat/service-kit/db/command-request';
import { UnitOfWork } from '@goalbeat/service-kit/db/unit-of-work';
import { actorOf } from '@goalbeat/service-kit/process-log/actor';
import { approvalCapsOf } from '../cycle/cycle-changed.js';
import { CycleRepository } from '../cycle/cycle.repository.js';
import { toChain } from '../cycle-definition/validate-definition.js';
import { requireWeights100 } from '../goal-template/check-template.js';
import { GoalSheetRepository } from './goal-sheet.repository.js';
import { requireVersion } from './goal-sheet.service.js';
import type { SheetAnswer } from './goal-sheet.view.js';
import { samePlan } from './same-plan.js';
import { SheetAccess } from './sheet-access.js';
import { sheetDiff, snapshotOf } from './sheet-diff.js';
import { SheetReader } from './sheet-reader.js';

@Injectable()
export class PlanService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly sheets: GoalSheetRepository,
    private readonly cycles: CycleRepository,
    private readonly engine: ApprovalEngine,
    private readonly access: SheetAccess,
    private readonly reader: SheetReader,
    private readonly org: OrgCopy,
  ) {}

  /**
   * Hands the plan to the chain; again after it was returned, with what changed since.
   * @throws not-found, forbidden, stale-version, wrong-state, weights-not-100, nobody-to-approve
   */
  submit(command: CommandRequest, id: string, version: number): Promise<SheetAnswer> {
    const { principal } = command;
    return this.uow.command(command, async (tx) => {
      const sheet = await this.sheets.lock(tx, id);
      await this.access.require(tx, principal, ['goals.sheet.write', 'goals.sheet.adjust'], sheet);
      requireVersion(sheet, version);
      const state = nextSheet(sheet.state, 'submit-plan');
      const goals = await this.sheets.goals(tx, [id]);
      requireWeights100(
        goals.map((goal) => goal.weight),
        'goals',
      );
      const cycle = await this.cycles.one(tx, sheet.cycleId);
      const now = await this.org.now(tx);
      const submitted = snapshotOf(goals);
      const changed = !samePlan(await this.sheets.lastPlan(tx, sheet), goals);
      const approvalId = await this.engine.open(tx, {
        subjectKind: 'plan',
        subjectId: id,
        title: sheet.personName,
        ownerId: sheet.personId,
        requesterId: principal.personId,
        beneficiaryIds: [sheet.personId],
        unitId: sheet.unitId,
        cycleId: sheet.cycleId,
        chain: toChain(cycle.data.chains.plan),
        facts: { changed },
        stepCaps: approvalCapsOf(await this.cycles.steps(tx, sheet.cycleId))({ subjectKind: 'plan', openedAt: now }),
        quietHours: cycle.data.notices?.quietHours ?? null,
      });
      await this.sheets.save(tx, sheet, { state, approvalId, submitted });
      await this.engine.completeTodo(tx, { subjectKind: 'make-plan', subjectId: id, personId: principal.personId });
      tx.log({
        subjectKind: 'goal-sheet',
        subjectId: id,
        cycleId: sheet.cycleId,
        action: 'plan.submitted',
        ...actorOf(principal),
        at: now,
        details: { approvalId, changes: sheetDiff(sheet.returned, submitted) },
      });
      return this.reader.after(tx, id);
    });
  }
}
