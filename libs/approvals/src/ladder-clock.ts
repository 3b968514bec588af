import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import type { TenantClock } from '@goalbeat/domain/clock/tenant-clock';
import { ClockWatch } from '@goalbeat/org-copy/clock-watch';
import { OrgCopy } from '@goalbeat/org-copy/org-copy';
import type { Tx } from '@goalbeat/service-kit/db/tx';
import { stepOpened, tellWorkflow } from './approval-messages.js';
import { APPROVAL_COLUMNS, STEP_COLUMNS } from './approval-sql.js';
import type { ApprovalRow, StepRow } from './approval-state.js';
import { stepOf } from './approval.store.js';
import { APPROVALS_OPTIONS, type ApprovalsOptions } from './approvals-options.js';

const WAITING = `SELECT ${APPROVAL_COLUMNS}, row_to_json(x) AS step
FROM approval a JOIN LATERAL (SELECT ${STEP_COLUMNS} FROM approval_step s
  WHERE s.approval_id = a.id AND s.no = a.step_no AND s.due_at IS NOT NULL) x ON true
WHERE a.state = 'open' AND NOT EXISTS (SELECT 1 FROM approval_hold h WHERE h.tenant_id = a.tenant_id AND h.cycle_id = a.cycle_id)`;

const DUE = `EXISTS (SELECT 1 FROM jsonb_array_elements((x.rungs)::jsonb) AS r
  WHERE (r->>'n')::int > x.climbed AND (r->>'at')::timestamptz <= $1)`;
type Waiting = ApprovalRow & { step: StepRow };

/** Ladders that sleep by the old speed of business time are told the new one; their version says that nothing else happened. */
@Injectable()
export class LadderClock implements OnModuleInit {
  constructor(
    @Inject(APPROVALS_OPTIONS) private readonly options: ApprovalsOptions,
    private readonly clocks: ClockWatch,
    private readonly org: OrgCopy,
  ) {}

  onModuleInit(): void {
    this.clocks.onRateChanged((tx, clock) => this.#tell(tx, clock));
  }

  /**
   * Tells the ladders whose next rung has come: for whoever sets the clock and knows that it has, so that they need not ask each
   * second. @returns how many
   */
  async tellDue(tx: Tx): Promise<number> {
    const { clock } = await this.org.tenant(tx);
    return this.#tellThem(tx, clock, await tx.query<Waiting>(`${WAITING} AND ${DUE}`, [this.org.at(clock)]));
  }

  async #tell(tx: Tx, clock: TenantClock): Promise<void> {
    this.#tellThem(tx, clock, await tx.query<Waiting>(WAITING));
  }

  #tellThem(tx: Tx, clock: TenantClock, waiting: readonly Waiting[]): number {
    for (const { step: row, ...approval } of waiting) {
      const step = stepOf(row);
      if (step.dueAt === null) continue;
      tx.tell(tellWorkflow(this.options.service, tx.tenantId, approval, stepOpened(approval, step, step.dueAt, clock)));
    }
    return waiting.length;
  }
}
