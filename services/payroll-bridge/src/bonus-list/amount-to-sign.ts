import { Injectable } from '@nestjs/common';
import type { ChainFacts } from '@goalbeat/domain/approval/chain';
import type { Tx } from '@goalbeat/service-kit/db/tx';
import type { ListRow } from './bonus-list.repository.js';
import { wire } from './bonus-list.view.js';

type Amounts = Required<Pick<ChainFacts, 'amount' | 'currency' | 'amountOf'>>;

interface OfCycle {
  own: string;
  others: string;
  lists: number;
}

const CYCLES = `SELECT DISTINCT r.cycle_id AS id FROM bonus_line l JOIN bonus_line f ON f.id = l.claim_id JOIN payout_run r ON r.id = f.run_id
WHERE l.list_id = $1 AND r.cycle_id IS NOT NULL ORDER BY 1`;

// By the cycle that money was first signed for, whichever list it is on now. What payroll rejected counts where it is paid again.
const TOTALS = `SELECT COALESCE(sum(l.amount_minor) FILTER (WHERE l.list_id = $1), 0)::text AS own,
  COALESCE(sum(l.amount_minor) FILTER (WHERE l.list_id <> $1), 0)::text AS others,
  (count(DISTINCT l.list_id) FILTER (WHERE l.list_id <> $1))::int AS lists
FROM payout_run r JOIN bonus_line f ON f.run_id = r.id JOIN bonus_line l ON l.claim_id = f.id JOIN bonus_list b ON b.id = l.list_id
WHERE r.cycle_id = $2 AND r.kind = 'cycle' AND f.cause = 'signed' AND l.currency = $3 AND l.state NOT IN ('held', 'rejected', 'reversed')
  AND (l.list_id = $1 OR b.state IN ('submitted', 'signed', 'handed-over', 'settled'))`;

/**
 * The amount that a chain's limit is held against: everything of the same cycle and currency that is signed, waits for its signature
 * or is on this list, however it was split into lists.
 */
@Injectable()
export class AmountToSign {
  /** Of two lists at the same moment the later one counts the earlier: locks the cycle's amounts until the transaction ends. */
  async of(tx: Tx, list: Pick<ListRow, 'id' | 'currency' | 'totalMinor'>): Promise<Amounts> {
    const cycles = await tx.query<{ id: string }>(CYCLES, [list.id]);
    let largest: OfCycle = { own: list.totalMinor, others: '0', lists: 0 };
    for (const { id } of cycles) {
      await tx.execute(`SELECT pg_advisory_xact_lock(hashtextextended('to-sign/' || $1::text || $2::text, 0))`, [
        id,
        list.currency,
      ]);
      const found = await tx.one<OfCycle>(TOTALS, [list.id, id, list.currency]);
      if (sumOf(found) >= sumOf(largest)) largest = found;
    }
    const amount = (minor: string | bigint): string => wire(minor.toString(), list.currency).amount;
    return {
      amount: amount(sumOf(largest)),
      currency: list.currency,
      amountOf: { own: amount(largest.own), others: amount(largest.others), lists: largest.lists },
    };
  }
}

/** Of the log: `amount` is a line's there. */
export const toLog = ({ amount, amountOf }: Amounts) => ({ amountToSign: amount, amountOf });

const sumOf = ({ own, others }: OfCycle): bigint => BigInt(own) + BigInt(others);
