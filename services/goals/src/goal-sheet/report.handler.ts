import { Injectable } from '@nestjs/common';
import type {
  ApprovalOutcome,
  ClosedApproval,
  ClosingDetail,
  SubjectHandler,
} from '@goalbeat/approvals/subject-handler';
import { nextSheet } from '@goalbeat/domain/sheet/lifecycle';
import type { Tx } from '@goalbeat/service-kit/db/tx';
import { EvidenceRepository } from '../evidence/evidence.repository.js';
import { GoalSheetRepository } from './goal-sheet.repository.js';
import { logClosing } from './log-closing.js';
import { ReturnedSheet } from './returned-sheet.js';

/** What the end of a report's round means for its sheet. */
@Injectable()
export class ReportHandler implements SubjectHandler {
  readonly subjectKinds = ['report'];

  constructor(
    private readonly sheets: GoalSheetRepository,
    private readonly evidence: EvidenceRepository,
    private readonly returned: ReturnedSheet,
  ) {}

  async onClosed(tx: Tx, approval: ClosedApproval, outcome: ApprovalOutcome, detail: ClosingDetail): Promise<void> {
    const sheet = await this.sheets.lock(tx, approval.subjectId);
    // A cancelled cycle or the close of confirming was first.
    if (sheet.state !== 'report-submitted') return;
    if (outcome === 'approved') {
      await this.sheets.save(tx, sheet, {
        state: nextSheet(sheet.state, 'confirm'),
        closedAt: detail.at,
        closedBy: detail.by.kind === 'deadline' ? 'deadline' : 'approval',
      });
      await this.evidence.freeze(tx, [sheet.id]);
    } else {
      await this.returned.giveBack(tx, sheet, {
        state: nextSheet(sheet.state, 'return-report'),
        todo: 'make-report',
        due: ['close-reporting', 'close-confirming'],
        detail,
      });
    }
    logClosing(tx, sheet, outcome === 'approved' ? 'sheet.confirmed' : `report.${outcome}`, detail);
  }
}
