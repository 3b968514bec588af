import { Injectable } from '@nestjs/common';
import { ApprovalEngine } from '@goalbeat/approvals/approval-engine';
import { APPROVAL_EVENTS, type NoticeRequested } from '@goalbeat/contracts/approvals/events';
import type { PayoutAnswer } from '@goalbeat/contracts/payroll/events';
import { formatMoney } from '@goalbeat/domain/money/money';
import type { Tx } from '@goalbeat/service-kit/db/tx';
import { bothLanguages } from '@goalbeat/domain/wording/both-languages';
import { v5 as uuidv5 } from 'uuid';
import { Organisation } from '../organisation/organisation.service.js';
import { reasonWords } from '../wording/explain-words.js';
import type { PayoutWithLine } from './payout.repository.js';

export const REJECTED = 'payout-rejected';
export const UNKNOWN_PAYOUT = 'payout-not-ours';

const paidNoticeId = (payoutId: string): string => uuidv5('paid', payoutId);
const amountOf = (payout: PayoutWithLine): string =>
  formatMoney({ minor: BigInt(payout.amountMinor), currency: payout.currency }).amount;

/** Who hears what of payroll's answers. */
@Injectable()
export class PayoutNotices {
  constructor(
    private readonly organisation: Organisation,
    private readonly engine: ApprovalEngine,
  ) {}

  /**
   * The transition into `paid` happens once, so the notice does; its id comes from the payout's, so that a restored database says it
   * under the id that the desk knows.
   */
  paid(tx: Tx, payouts: readonly PayoutWithLine[], now: string): void {
    for (const payout of payouts) {
      const data: NoticeRequested = {
        noticeId: paidNoticeId(payout.id),
        personId: payout.personId,
        kind: 'paid',
        at: now,
        subjectKind: 'payout',
        subjectId: payout.id,
        values: {
          amount: amountOf(payout),
          currency: payout.currency,
          period: payout.period,
          paidAt: payout.paidAt ?? now,
          link: `/api/payroll/v1/payouts/${payout.id}`,
          reason: reasonWords(payout, 'zh-CN'),
          reasonEn: reasonWords(payout, 'en'),
        },
      };
      tx.publish({ type: APPROVAL_EVENTS.notice, subject: payout.personId, data });
    }
  }

  /** HR mends the cause and pays again off-cycle. */
  async rejected(tx: Tx, payouts: readonly PayoutWithLine[]): Promise<void> {
    if (payouts.length === 0) return;
    const assignees = new Map<string, string[]>();
    for (const payout of payouts) {
      if (!assignees.has(payout.unitId))
        assignees.set(payout.unitId, await this.organisation.hrFor(tx, [payout.unitPath]));
    }
    await this.engine.openTodos(
      tx,
      payouts.map((payout) => ({
        subjectKind: REJECTED,
        subjectId: payout.id,
        title: `${payout.personName} ${amountOf(payout)} ${payout.currency}：${payout.rejectionText || payout.rejectionCode || bothLanguages('被退回', 'rejected')}`,
        assigneeIds: assignees.get(payout.unitId) ?? [],
        cycleId: null,
        unitId: payout.unitId,
        dueAt: null,
      })),
    );
  }

  /** Nothing was changed: a person compares with payroll's books. */
  async notOurs(tx: Tx, answers: readonly PayoutAnswer[]): Promise<void> {
    if (answers.length === 0) return;
    const assigneeIds = await this.organisation.finance(tx);
    await this.engine.openTodos(
      tx,
      answers.map(({ payoutId, outcome }) => ({
        subjectKind: UNKNOWN_PAYOUT,
        subjectId: payoutId,
        title: `${bothLanguages('薪资系统回复了未知的发放', 'payroll answered for a payout that is not ours')} ${payoutId}：${outcome}`,
        assigneeIds,
        cycleId: null,
        unitId: null,
        dueAt: null,
      })),
    );
  }
}
