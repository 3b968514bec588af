import { Injectable } from '@nestjs/common';
import type { StepRef } from '@goalbeat/contracts/activities';
import { LadderActivitiesProvider } from '@goalbeat/approvals/ladder.activities';
import type { Chain } from '@goalbeat/domain/approval/chain';
import type { StepName } from '@goalbeat/domain/cycle/steps';
import type { Rung } from '@goalbeat/domain/ladder/ladder';
import type { Tx } from '@goalbeat/service-kit/db/tx';
import { UnitOfWork } from '@goalbeat/service-kit/db/unit-of-work';
import { heartbeat } from './heartbeat.js';
import { StepRunner } from './step-runner.js';

interface OpenReport {
  approvalId: string;
  subjectId: string;
  version: number;
  stepId: string;
  rungs: Rung[];
  chain: Chain;
}

const OPEN = `SELECT a.id AS "approvalId", a.subject_id AS "subjectId", a.version::int AS version, s.step_id AS "stepId", s.rungs, a.chain
  FROM approval a JOIN approval_step s ON s.approval_id = a.id AND s.no = a.step_no`;
/** A chain has at most eight steps, each of which may end by its ladder at the same instant. */
const ROUNDS = 8;

/** Reports that nobody has decided when confirming closes. */
@Injectable()
export class OpenReports {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly ladder: LadderActivitiesProvider,
    private readonly runner: StepRunner,
  ) {}

  /**
   * Climbs the last rung of each ladder that is due, as its workflow is about to do: refused harmlessly where that was first.
   * Nothing while the step may not run.
   */
  async climbDue(ref: StepRef, step: StepName): Promise<void> {
    const ladder = this.ladder.activities();
    for (let round = 0; round < ROUNDS; round += 1) {
      const due = await this.#due(ref, step);
      if (due.length === 0) return;
      for (const { approvalId, version, stepId, last } of due) {
        await ladder.climbRung({
          tenantId: ref.tenantId,
          approvalId,
          version,
          stepId,
          rung: last.n,
          action: last.action,
        });
        heartbeat({ round });
      }
    }
  }

  /** Sheets among these whose ladder, where it stands, would return or reject them. */
  async refusedBySilence(tx: Tx, sheetIds: readonly string[]): Promise<Set<string>> {
    const open = await tx.query<OpenReport>(
      `${OPEN} WHERE a.subject_kind = 'report' AND a.state = 'open' AND a.subject_id = ANY($1::text[])`,
      [sheetIds],
    );
    return new Set(
      open
        .filter(({ chain, stepId }) => {
          const action = chain.find((step) => step.id === stepId)?.ladder.last.action;
          return action === 'return' || action === 'reject';
        })
        .map(({ subjectId }) => subjectId),
    );
  }

  #due(ref: StepRef, step: StepName): Promise<(OpenReport & { last: Rung })[]> {
    return this.uow.write(ref.tenantId, async (tx) => {
      const admission = await this.runner.admit(tx, ref, step);
      if (!admission.admitted) return [];
      const { now } = admission.running;
      const open = await tx.query<OpenReport>(
        `${OPEN} WHERE a.subject_kind = 'report' AND a.state = 'open' AND a.cycle_id = $1 ORDER BY a.id`,
        [ref.cycleId],
      );
      return open.flatMap((report) => {
        const last = report.rungs.at(-1);
        return last !== undefined && last.at <= now ? [{ ...report, last }] : [];
      });
    });
  }
}
