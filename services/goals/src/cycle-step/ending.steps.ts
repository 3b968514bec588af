import { UnitOfWork } from '@goalbeat/service-kit/db/unit-of-work';
import { Injectable } from '@nestjs/common';
import type { StepRef, StepResult } from '@goalbeat/contracts/activities';
import { APPROVAL_EVENTS, type NoticeRequested } from '@goalbeat/contracts/approvals/events';
import type { Tx } from '@goalbeat/service-kit/db/tx';
import { v7 as uuidv7 } from 'uuid';
import { WeeklyFigures } from '../weekly-report/weekly-figures.js';
import { WaitingArchive } from '../cycle/waiting-archive.js';
import type { Running } from './running.js';
import { StepRunner } from './step-runner.js';

/** The weekly report goes out, the cycle is put away. */
@Injectable()
export class EndingSteps {
  constructor(
    private readonly runner: StepRunner,
    private readonly figures: WeeklyFigures,
    private readonly waiting: WaitingArchive,
    private readonly uow: UnitOfWork,
  ) {}

  /** Tells the HR lead and partners and the heads of units that took part; the report itself is read where it lives. */
  sendWeeklyReport(ref: StepRef): Promise<StepResult> {
    return this.runner.run(ref, 'weekly-report', async (tx, running) => {
      const { people, completion } = await this.figures.total(tx, running.cycle.id);
      const readers = await this.#readers(tx, running.cycle.id);
      for (const personId of readers) this.#tell(tx, running, personId, { people: String(people), completion });
      return { counts: { readers: readers.length }, more: false };
    });
  }

  /** Not over money that is under way: put off by a day, and brought forward by the news that it has ended. */
  async archive(ref: StepRef): Promise<StepResult> {
    const waits = await this.uow.write(ref.tenantId, async (tx) => {
      const admission = await this.runner.admit(tx, ref, 'archive');
      if (!admission.admitted) return null;
      const { cycle, now, clock } = admission.running;
      const waitsFor = await this.waiting.putOff(tx, cycle, now);
      return waitsFor.length === 0 ? null : ({ outcome: 'stale', clock } satisfies StepResult);
    });
    if (waits !== null) return waits;
    return this.runner.run(ref, 'archive', async (tx, running) => ({
      counts: {
        people: (
          await tx.one<{ n: number }>('SELECT count(*)::int AS n FROM goal_sheet WHERE cycle_id = $1', [
            running.cycle.id,
          ])
        ).n,
      },
      more: false,
    }));
  }

  async #readers(tx: Tx, cycleId: string): Promise<string[]> {
    const rows = await tx.query<{ id: string }>(
      `SELECT DISTINCT r.person_id AS id FROM org_role r JOIN org_person p ON p.tenant_id = r.tenant_id AND p.id = r.person_id
         WHERE r.role IN ('hr-lead', 'hr-partner') AND p.left_on IS NULL
       UNION SELECT u.head_person_id FROM org_unit u WHERE u.head_person_id IS NOT NULL
         AND EXISTS (SELECT 1 FROM goal_sheet s WHERE s.cycle_id = $1 AND s.unit_id = u.id)`,
      [cycleId],
    );
    return rows.map((row) => row.id);
  }

  #tell(tx: Tx, { cycle, now }: Running, personId: string, figures: Record<string, string>): void {
    const data: NoticeRequested = {
      noticeId: uuidv7(),
      personId,
      kind: 'weekly-report',
      at: now,
      subjectKind: 'cycle',
      subjectId: cycle.id,
      values: { period: cycle.period, definition: cycle.data.name, ...figures },
    };
    tx.publish({ type: APPROVAL_EVENTS.notice, subject: cycle.id, data });
  }
}
