import { Injectable } from '@nestjs/common';
import { APPROVAL_EVENTS, type NoticeRequested } from '@goalbeat/contracts/approvals/events';
import { givenUp } from '@goalbeat/domain/ledger/movement';
import type { Tx } from '@goalbeat/service-kit/db/tx';
import { v5 as uuidv5 } from 'uuid';
import { CorrectedPayNotices } from '../corrected-pay/corrected-pay-notices.js';
import type { KeptBack } from '../correction/set-offs.js';
import { Organisation } from '../organisation/organisation.service.js';
import { GIVEN_UP } from '../wording/given-up-words.js';
import { heldWords } from '../wording/held-words.js';
import type { LineRow } from './bonus-line.repository.js';
import { BonusListRepository, type ListRow } from './bonus-list.repository.js';
import { wire } from './bonus-list.view.js';
import { listTitle } from './draft-lists.js';

/** Where everybody finds their own money, with how it was reckoned. */
const MINE = '/api/payroll/v1/payouts?mine=true';
const linkOf = (listId: string): string => `/api/payroll/v1/bonus-lists/${listId}`;

/**
 * Who hears of money that does not come: its owner and HR. Ids come from what happened, so that it is told once, whoever tries again.
 */
@Injectable()
export class LineNotices {
  constructor(
    private readonly organisation: Organisation,
    private readonly lists: BonusListRepository,
    private readonly corrected: CorrectedPayNotices,
  ) {}

  /** What a correction makes somebody's money worth more, now that it is signed and posted. */
  async paidMore(tx: Tx, lines: readonly LineRow[], at: string): Promise<void> {
    await this.corrected.paidMore(
      tx,
      lines.filter(({ cause }) => cause === 'delta-up'),
      at,
    );
  }

  /**
   * A bonus that was held when its list was signed, now that the list is posted: its owner, once. What is held again on a list of its own they
   * know; what a correction adds they are told with the correction.
   */
  held(tx: Tx, lines: readonly LineRow[], at: string): void {
    for (const { id, personId, period, cause, explain, amountMinor, currency } of lines) {
      if (cause !== 'signed') continue;
      this.#tell(tx, personId, {
        noticeId: uuidv5('held', id),
        kind: 'pay-held',
        at,
        subjectKind: 'bonus-line',
        subjectId: id,
        values: {
          // What nobody could reckon is not nothing.
          ...(amountMinor === '0' ? {} : wire(amountMinor, currency)),
          period,
          reason: heldWords(explain, 'zh-CN'),
          reasonEn: heldWords(explain, 'en'),
          link: MINE,
        },
      });
    }
  }

  /**
   * A held line is given up: `minor` of it, which is what was due still. Its owner is not told where a correction had left nothing, which they
   * know, nor where payroll had sent it back: that is owed still. @param at business instant
   */
  async givenUp(
    tx: Tx,
    list: ListRow,
    line: LineRow,
    { at, reason, minor }: { at: string; reason: string; minor: bigint },
  ): Promise<void> {
    const { amount, currency } = wire(minor.toString(), line.currency);
    const values = { amount, currency, period: line.period };
    if (givenUp(line.cause)?.credit === 'bonus-expense' && (minor > 0n || line.amountMinor === '0'))
      this.#tell(tx, line.personId, {
        noticeId: uuidv5('given-up', line.id),
        kind: 'held-pay-given-up',
        at,
        subjectKind: 'bonus-line',
        subjectId: line.id,
        values: { ...values, reason: GIVEN_UP['zh-CN'], reasonEn: GIVEN_UP.en, link: MINE },
      });
    for (const personId of await this.#hr(tx, list, [line.unitPath])) {
      if (personId === line.personId) continue;
      this.#tell(tx, personId, {
        noticeId: uuidv5(`given-up/${personId}`, line.id),
        kind: 'line-given-up',
        at,
        subjectKind: 'bonus-list',
        subjectId: list.id,
        values: {
          ...values,
          title: `${line.period} ${line.personName} ${line.personNumber}`,
          reason,
          link: linkOf(list.id),
        },
      });
    }
  }

  /** What a signed run keeps back for earlier claims: each person by amount, HR by list and sum. */
  async keptBack(tx: Tx, kept: readonly KeptBack[], at: string): Promise<void> {
    for (const one of kept) {
      this.#tell(tx, one.personId, {
        noticeId: uuidv5('kept-back', one.id),
        kind: 'pay-kept-back',
        at,
        subjectKind: 'bonus-line',
        subjectId: one.lineId,
        values: { ...wire(one.minor, one.currency), period: one.period, of: one.of, link: MINE },
      });
    }
    for (const [listId, mine] of Map.groupBy(kept, (one) => one.listId)) {
      const list = await this.lists.find(tx, listId);
      const sum = mine.reduce((all, one) => all + BigInt(one.minor), 0n).toString();
      const paths = mine.map((one) => one.unitPath);
      for (const personId of await this.#hr(tx, list, paths)) {
        this.#tell(tx, personId, {
          noticeId: uuidv5(`kept-back/${personId}`, listId),
          kind: 'lines-kept-back',
          at,
          subjectKind: 'bonus-list',
          subjectId: listId,
          values: {
            ...wire(sum, list.currency),
            title: listTitle(list, list.part),
            count: String(new Set(mine.map((one) => one.personId)).size),
            link: linkOf(listId),
          },
        });
      }
    }
  }

  /** Those of HR who look after these units, and whoever made the list. */
  async #hr(tx: Tx, list: ListRow, unitPaths: readonly string[][]): Promise<Set<string>> {
    const hr = await this.organisation.hrFor(tx, unitPaths);
    return new Set(list.makerId === null ? hr : [...hr, list.makerId]);
  }

  #tell(tx: Tx, personId: string, notice: Omit<NoticeRequested, 'personId'>): void {
    tx.publish({ type: APPROVAL_EVENTS.notice, subject: personId, data: { ...notice, personId } });
  }
}
