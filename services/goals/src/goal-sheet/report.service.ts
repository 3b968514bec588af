import { Injectable } from '@nestjs/common';
import type { SubmitReport } from '@goalbeat/contracts/goals/sheet-http';
import { ApprovalEngine } from '@goalbeat/approvals/approval-engine';
import { DomainError } from '@goalbeat/domain/errors/domain-error';
import { nextSheet } from '@goalbeat/domain/sheet/lifecycle';
import { OrgCopy } from '@goalbeat/org-copy/org-copy';
import type { CommandRequest } from '@goalbeat/service-kit/db/command-request';
import type { Tx } from '@goalbeat/service-kit/db/tx';
import { UnitOfWork } from '@goalbeat/service-kit/db/unit-of-work';
import { actorOf } from '@goalbeat/service-kit/process-log/actor';
import type { z } from 'zod';
import { stepCapsOf } from '../cycle/cycle-changed.js';
import { CycleRepository } from '../cycle/cycle.repository.js';
import { toChain } from '../cycle-definition/validate-definition.js';
import { EvidenceRepository } from '../evidence/evidence.repository.js';
import { GoalDues } from './goal-dues.reader.js';
import { GoalSheetRepository, type GoalRow, type SheetRow } from './goal-sheet.repository.js';
import { requireVersion } from './goal-sheet.service.js';
import type { SheetAnswer } from './goal-sheet.view.js';
import { completionOf } from './measure.js';
import { reportGoals } from './report-items.js';
import { SheetAccess } from './sheet-access.js';
import { sheetDiff, snapshotOf } from './sheet-diff.js';
import { SheetReader } from './sheet-reader.js';

/** What a report needs beside its sheet. */
@Injectable()
export class ReportAround {
  constructor(
    readonly cycles: CycleRepository,
    readonly evidence: EvidenceRepository,
    readonly engine: ApprovalEngine,
    readonly org: OrgCopy,
    readonly dues: GoalDues,
  ) {}
}

@Injectable()
export class ReportService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly sheets: GoalSheetRepository,
    private readonly access: SheetAccess,
    private readonly reader: SheetReader,
    private readonly around: ReportAround,
  ) {}

  /**
   * Done, not done or partly, with actuals and evidence; any time from the plan's acceptance to the close of reporting, and
   * again after a return until the close of confirming.
   * @throws not-found, forbidden, stale-version, wrong-state, validation, evidence-required, nobody-to-approve
   */
  submit(command: CommandRequest, id: string, body: z.infer<typeof SubmitReport>): Promise<SheetAnswer> {
    const { principal } = command;
    const { cycles, evidence, engine, org, dues } = this.around;
    return this.uow.command(command, async (tx) => {
      const sheet = await this.sheets.lock(tx, id);
      await this.access.require(tx, principal, ['goals.sheet.write'], sheet);
      requireVersion(sheet, body.version);
      const state = nextSheet(sheet.state, 'submit-report');
      const steps = await cycles.steps(tx, sheet.cycleId);
      const closed = steps.find((step) => step.step === 'close-reporting')?.doneAt ?? null;
      if (sheet.state === 'planned' && closed !== null) {
        throw new DomainError('wrong-state', 'Reporting has closed. Ask HR to extend it.', {
          details: { closedAt: closed },
        });
      }
      const now = await org.now(tx);
      const files = await evidence.filesOf(tx, id);
      const before = await this.sheets.goals(tx, [id]);
      const reported = reportGoals(before, body.items, files);
      const goals = await dues.marked(tx, sheet, { before, after: reported, now });
      await this.sheets.saveGoals(tx, goals);
      await evidence.replaceLinks(
        tx,
        id,
        body.items.map(({ goalId, links }) => ({ goalId, links })),
        { at: now, by: principal.personId },
      );
      const { data } = await cycles.one(tx, sheet.cycleId);
      const approvalId = await engine.open(tx, {
        ...this.#subject(sheet),
        requesterId: principal.personId,
        chain: toChain(data.chains.report),
        stepCaps: stepCapsOf(steps),
        quietHours: data.notices?.quietHours ?? null,
      });
      const submitted = snapshotOf(goals);
      await this.sheets.save(tx, sheet, {
        state,
        approvalId,
        submitted,
        reportedAt: now,
        completion: completionOf(goals),
      });
      await engine.completeTodo(tx, { subjectKind: 'make-report', subjectId: id, personId: principal.personId });
      this.#log(tx, command, sheet, now, {
        approvalId,
        changes: sheetDiff(sheet.returned, submitted),
        ...lateOf(goals),
      });
      return this.reader.after(tx, id);
    });
  }

  #subject(sheet: SheetRow) {
    return {
      subjectKind: 'report',
      subjectId: sheet.id,
      title: sheet.personName,
      ownerId: sheet.personId,
      beneficiaryIds: [sheet.personId],
      unitId: sheet.unitId,
      cycleId: sheet.cycleId,
      facts: {},
    };
  }

  #log(tx: Tx, command: CommandRequest, sheet: SheetRow, at: string, details: Record<string, unknown>): void {
    tx.log({
      subjectKind: 'goal-sheet',
      subjectId: sheet.id,
      cycleId: sheet.cycleId,
      action: 'report.submitted',
      ...actorOf(command.principal),
      at,
      details,
    });
  }
}

/** Codes of goals that were reported after their own deadline, with since when. */
function lateOf(goals: readonly GoalRow[]): { late?: { goal: string; since: string }[] } {
  const late = goals.flatMap(({ code, lateSince = null }) =>
    lateSince === null ? [] : [{ goal: code, since: lateSince }],
  );
  return late.length === 0 ? {} : { late };
}
