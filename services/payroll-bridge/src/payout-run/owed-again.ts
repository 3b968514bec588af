import { Injectable } from '@nestjs/common';
import { formatMoney } from '@goalbeat/domain/money/money';
import { DomainError } from '@goalbeat/domain/errors/domain-error';
import { MOVEMENTS } from '@goalbeat/domain/ledger/movement';
import type { Tx } from '@goalbeat/service-kit/db/tx';
import { v7 as uuidv7 } from 'uuid';
import type { LineRow } from '../bonus-list/bonus-line.repository.js';
import { least } from '../correction/least.js';
import { SetOffs } from '../correction/set-offs.js';
import { LedgerRepository, type Posting } from '../ledger/ledger.repository.js';
import type { PayoutWithLine } from '../payout/payout.repository.js';

export interface Rejected {
  payout: PayoutWithLine;
  line: LineRow;
}
type Claimed = Pick<PayoutWithLine, 'id' | 'amountMinor'> & Pick<LineRow, 'claimId'>;
export type Owed = Rejected & Pick<LineRow, 'amountMinor' | 'explain'>;

/** What of a rejected payout is owed still: what a correction took off since was never paid, and is not paid now. */
@Injectable()
export class OwedAgain {
  constructor(
    private readonly setOffs: SetOffs,
    private readonly ledger: LedgerRepository,
  ) {}

  /**
   * Takes off, once and for ever, what the corrections of the claim leave no money for. The payouts are locked.
   * @throws wrong-state when nothing is left of one
   */
  async settle(tx: Tx, at: string, rejected: readonly Rejected[]): Promise<Owed[]> {
    const parts = await this.#parts(
      tx,
      rejected.map(({ payout, line }) => ({ ...payout, claimId: line.claimId })),
    );
    const postings: Posting[] = [];
    const owed = rejected.map(({ payout, line }): Owed => {
      const { off, amount } = parts.get(payout.id) ?? { off: 0n, amount: 0n };
      if (off > 0n) postings.push(takenOff(payout, off));
      if (amount === 0n) {
        throw new DomainError('wrong-state', 'A correction has left nothing of this payout: there is nothing to pay.', {
          field: 'payoutIds',
          details: { payoutId: payout.id },
        });
      }
      return {
        payout,
        line,
        amountMinor: amount.toString(),
        explain: explained(line, BigInt(payout.amountMinor) - amount, amount),
      };
    });
    await this.ledger.post(tx, at, postings);
    return owed;
  }

  /** What is owed still of each payout, in minor units; nothing is posted. Locks as `SetOffs.lock` does. */
  async left(tx: Tx, rejected: readonly Claimed[]): Promise<Map<string, bigint>> {
    return new Map([...(await this.#parts(tx, rejected))].map(([id, { amount }]) => [id, amount]));
  }

  /** What is taken off each payout now, and what is left of it. */
  async #parts(tx: Tx, rejected: readonly Claimed[]): Promise<Map<string, { off: bigint; amount: bigint }>> {
    const before = await this.takenOff(
      tx,
      rejected.map(({ id }) => id),
    );
    const short = await this.setOffs.shortsOf(
      tx,
      rejected.map(({ claimId }) => claimId),
    );
    return new Map(
      rejected.map(({ id, claimId, amountMinor }) => {
        const left = BigInt(amountMinor) - (before.get(id) ?? 0n);
        const off = least(left, short.get(claimId) ?? 0n);
        short.set(claimId, (short.get(claimId) ?? 0n) - off);
        return [id, { off, amount: left - off }];
      }),
    );
  }

  /** In minor units, of those of which a correction took off something. */
  async takenOff(tx: Tx, payoutIds: readonly string[]): Promise<Map<string, bigint>> {
    const rows = await tx.query<{ id: string; minor: string }>(
      `SELECT t.payout_id AS id, sum(e.minor)::text AS minor FROM ledger_txn t
       JOIN ledger_entry e ON e.txn_id = t.id AND e.account = 'rejected-payable'
       WHERE t.cause = 'rejected-down' AND t.payout_id = ANY($1::uuid[]) GROUP BY t.payout_id`,
      [payoutIds],
    );
    return new Map(rows.map((row) => [row.id, BigInt(row.minor)]));
  }
}

const takenOff = ({ id, runId, lineId, currency }: PayoutWithLine, minor: bigint): Posting => ({
  cause: 'rejected-down',
  refId: uuidv7(),
  runId,
  lineId,
  payoutId: id,
  currency,
  minor: minor.toString(),
  ...MOVEMENTS['rejected-down'],
});

function explained(line: LineRow, off: bigint, left: bigint): LineRow['explain'] {
  if (off === 0n) return line.explain;
  const text = (minor: bigint): string => formatMoney({ minor, currency: line.currency }).amount;
  return [...line.explain, { code: 'taken-off', values: { setOff: text(off) }, result: text(left) }];
}
