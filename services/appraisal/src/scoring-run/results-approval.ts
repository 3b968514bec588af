import { Injectable } from '@nestjs/common';
import type {
  ApprovalOutcome,
  ClosedApproval,
  ClosingDetail,
  SubjectHandler,
} from '@goalbeat/approvals/subject-handler';
import type { Tx } from '@goalbeat/service-kit/db/tx';
import { type RunState, ScoringRunRepository } from './scoring-run.repository.js';

const NEXT: Record<ApprovalOutcome, RunState> = {
  approved: 'approved',
  returned: 'returned',
  rejected: 'returned',
  withdrawn: 'returned',
};

/** The release of a cycle's results: approved ones are published, others wait to be submitted again. */
@Injectable()
export class ResultsApproval implements SubjectHandler {
  readonly subjectKinds = ['results'];

  constructor(private readonly runs: ScoringRunRepository) {}

  async onClosed(tx: Tx, approval: ClosedApproval, outcome: ApprovalOutcome, _detail: ClosingDetail): Promise<void> {
    await this.runs.advance(tx, approval.subjectId, ['in-approval'], NEXT[outcome]);
  }
}
