import { Injectable } from '@nestjs/common';
import { ApprovalEngine } from '@goalbeat/approvals/approval-engine';
import { OrgCopy } from '@goalbeat/org-copy/org-copy';
import type { Tx } from '@goalbeat/service-kit/db/tx';
import { v7 as uuidv7 } from 'uuid';
import { Organisation } from '../organisation/organisation.service.js';
import type { PayoutWithLine } from '../payout/payout.repository.js';
import { ContradictionRepository } from './contradiction.repository.js';
import { contradictionTitle } from './contradiction-words.js';
import { type Heard, hearPayroll } from './hear-payroll.js';

/** Finance's todos; the subject is the contradiction. */
export const CONTRADICTION = 'payout-contradiction';
export const CLEAR_CONTRADICTION = 'clear-contradiction';

/** What payroll says against our books: one row and one task each, gone once payroll says what we have. */
@Injectable()
export class Contradictions {
  constructor(
    private readonly rows: ContradictionRepository,
    private readonly org: OrgCopy,
    private readonly organisation: Organisation,
    private readonly engine: ApprovalEngine,
  ) {}

  /** Call with the payouts locked and the answers kept. */
  async hear(
    tx: Tx,
    heard: readonly Heard[],
    payouts: ReadonlyMap<string, PayoutWithLine>,
    now: string,
  ): Promise<void> {
    if (heard.length === 0) return;
    const open = await this.rows.open(tx, [...new Set(heard.map(({ payoutId }) => payoutId))]);
    if (open.length === 0 && heard.every(({ agrees }) => agrees)) return;
    const { opened, again, takenBack } = hearPayroll(open, heard, { now, newId: uuidv7 });
    // First: what is taken back and said anew at once is another contradiction of the same words.
    await this.rows.takenBack(tx, takenBack, now);
    await this.rows.insert(tx, opened);
    await this.rows.heardAgain(tx, again);
    await this.closeTasks(tx, takenBack);
    if (opened.length === 0) return;
    const { zone } = await this.org.tenant(tx);
    for (const row of opened) {
      const payout = payouts.get(row.payoutId);
      const said = heard.find(({ answer }) => row.answerIds.includes(answer.answerId));
      if (payout === undefined || said === undefined) continue;
      await this.engine.openTodo(tx, {
        subjectKind: CONTRADICTION,
        subjectId: row.id,
        title: contradictionTitle(payout, said, zone),
        assigneeIds: await this.organisation.financeBut(tx, [payout.personId]),
        cycleId: null,
        unitId: payout.unitId,
        dueAt: null,
      });
    }
  }

  async closeTasks(tx: Tx, ids: readonly string[]): Promise<void> {
    await this.engine.closeTodos(tx, { subjectKind: CONTRADICTION, subjectIds: ids });
    await this.engine.closeTodos(tx, { subjectKind: CLEAR_CONTRADICTION, subjectIds: ids });
  }
}
