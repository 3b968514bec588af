import { Injectable } from '@nestjs/common';
import { APPROVAL_EVENTS, type NoticeRequested } from '@goalbeat/contracts/approvals/events';
import { formatMoney } from '@goalbeat/domain/money/money';
import type { Language } from '@goalbeat/domain/wording/language';
import type { Tx } from '@goalbeat/service-kit/db/tx';
import { v5 as uuidv5 } from 'uuid';
import type { LineRow } from '../bonus-list/bonus-line.repository.js';
import { type Becomes, becomesWords, causeOf, messageWords, whyWords } from '../wording/correction-words.js';
import { CorrectedPayRepository, type CorrectedRow } from './corrected-pay.repository.js';
import { fateOfLast } from './what-becomes.js';

interface Told {
  noticeId: string;
  before: bigint;
  after: bigint;
  /** What becomes of the difference, each in minor units. */
  becomes: readonly { what: Becomes; minor: bigint }[];
}

/**
 * Nobody learns from the bank that a correction changed their pay: they are told in the transaction that posts it. What waits for its signature
 * has changed nothing yet, and is told once it is signed and posted.
 */
@Injectable()
export class CorrectedPayNotices {
  constructor(private readonly corrected: CorrectedPayRepository) {}

  /** What a correction changed at once, after it was posted. @param ids of its lines @param at business instant */
  async posted(tx: Tx, ids: readonly string[], at: string): Promise<void> {
    const rows = (await this.corrected.ofCorrectionLines(tx, ids)).filter((row) => row.onceMinor !== '0');
    if (rows.length === 0) return;
    const claims = await this.corrected.claims(
      tx,
      rows.map(({ claimId }) => claimId),
    );
    const byId = new Map(claims.map((claim) => [claim.claimId, claim]));
    for (const row of rows) {
      const [before, change] = [BigInt(row.beforeMinor), BigInt(row.onceMinor)];
      const claim = byId.get(row.claimId);
      const [short, waiting] = [BigInt(claim?.shortMinor ?? '0'), BigInt(claim?.waitingMinor ?? '0')];
      const { keptBack, takenOff } = fateOfLast(change < 0n ? -change : 0n, short, waiting);
      this.#tell(tx, row, at, {
        noticeId: uuidv5('pay-corrected', row.id),
        before,
        after: before + change,
        becomes: [
          { what: 'taken-off', minor: takenOff },
          { what: 'kept-back', minor: keptBack },
          { what: 'back', minor: change > 0n ? change : 0n },
        ],
      });
    }
  }

  /** What is paid more, after the list that pays it was posted. */
  async paidMore(tx: Tx, lines: readonly LineRow[], at: string): Promise<void> {
    if (lines.length === 0) return;
    const held = new Set(lines.flatMap(({ id, state }) => (state === 'held' ? [id] : [])));
    const rows = await this.corrected.ofPayingLines(
      tx,
      lines.map(({ id }) => id),
    );
    for (const row of rows) {
      const more = BigInt(row.moreMinor);
      if (more === 0n || row.lineId === null) continue;
      const before = BigInt(row.beforeMinor) + BigInt(row.onceMinor);
      this.#tell(tx, row, at, {
        noticeId: uuidv5('pay-corrected', row.lineId),
        before,
        after: before + more,
        becomes: [{ what: held.has(row.lineId) ? 'held' : 'more', minor: more }],
      });
    }
  }

  /** What was told as paid in addition was never sent, and is posted back: it is not paid. */
  async notSent(tx: Tx, lines: readonly LineRow[], at: string): Promise<void> {
    const more = new Map(
      lines.flatMap(({ id, cause, amountMinor }) => (cause === 'delta-up' ? [[id, BigInt(amountMinor)]] : [])),
    );
    for (const row of await this.corrected.ofPayingLines(tx, [...more.keys()])) {
      if (row.lineId === null) continue;
      const first = BigInt(row.beforeMinor) + BigInt(row.onceMinor);
      const before = first + (more.get(row.lineId) ?? 0n);
      const after = first + BigInt(row.moreMinor);
      if (before === after) continue;
      const noticeId = uuidv5('pay-not-sent', row.lineId);
      this.#tell(tx, row, at, { noticeId, before, after, becomes: [{ what: 'not-sent', minor: before - after }] });
    }
  }

  #tell(tx: Tx, row: CorrectedRow, at: string, { noticeId, before, after, becomes }: Told): void {
    const text = (minor: bigint): string => formatMoney({ minor, currency: row.currency }).amount;
    const parts = becomes
      .filter(({ minor }) => minor > 0n)
      .map(({ what, minor }) => ({ what, money: `${text(minor)} ${row.currency}` }));
    const reason = (language: Language, stop: string): string =>
      [whyWords(row, language), becomesWords(parts, language), messageWords(row.message, language)]
        .filter((one) => one !== '')
        .join(stop);
    const data: NoticeRequested = {
      noticeId,
      personId: row.personId,
      kind: 'pay-corrected',
      at,
      subjectKind: 'bonus-line',
      subjectId: row.claimId,
      values: {
        period: row.period,
        currency: row.currency,
        before: text(before),
        after: text(after),
        difference: text(after - before),
        cause: causeOf(row),
        reason: reason('zh-CN', '。'),
        reasonEn: reason('en', '. '),
        link: `/api/payroll/v1/corrected-pay?cycle=${row.cycleId}`,
      },
    };
    tx.publish({ type: APPROVAL_EVENTS.notice, subject: row.personId, data });
  }
}
