import { Injectable } from '@nestjs/common';
import type { Tx } from '@goalbeat/service-kit/db/tx';
import { PayoutAnswerRepository } from '../payout/payout-answer.repository.js';
import { PayoutRepository } from '../payout/payout.repository.js';
import type { PayoutState } from '@goalbeat/domain/payout/lifecycle';
import { judgeAnswer } from '../payout/judge-answer.js';
import type { RefusedRow, Results } from './read-results.js';

/** Said of it, "rejected" makes it so: what may be paid again then is for two people to say. */
export const isRejectable = (state: PayoutState): boolean =>
  judgeAnswer(state, { outcome: 'rejected', otherAmount: false }).result === 'applied';

export interface Sifted extends Results {
  /** Rows that somebody else has to confirm. */
  asked: Results['answers'];
}

const wrong = (field: string, message: string): Omit<RefusedRow, 'line'> => ({ field, message });

/** A file of results is brought by one person alone: what needs somebody else, or two people, is no row of it. Payroll's key brings any. */
@Injectable()
export class SiftResults {
  constructor(
    private readonly payouts: PayoutRepository,
    private readonly answers: PayoutAnswerRepository,
  ) {}

  /** Locks the payouts. */
  async of(tx: Tx, personId: string | null, { answers, refused, open }: Results): Promise<Sifted> {
    const ids = [...new Set(answers.map(({ answer }) => answer.payoutId))];
    const payouts = new Map((await this.payouts.lock(tx, ids)).map((row) => [row.id, row]));
    const paid = new Set(await this.answers.saidPaid(tx, ids));
    const sifted: Sifted = { answers: [], asked: [], refused: [...refused], open };
    for (const row of answers) {
      const { payoutId, outcome } = row.answer;
      const payout = payouts.get(payoutId);
      // Against a payout that we have as paid it changes nothing and is kept as a contradiction.
      const takesBack = outcome === 'rejected' && payout?.state !== 'paid' && paid.has(payoutId);
      if (payout?.personId === personId)
        sifted.refused.push({
          line: row.line,
          ...wrong('payout_id', 'It is about your own pay: somebody else of finance brings this row.'),
        });
      else if (takesBack)
        sifted.refused.push({
          line: row.line,
          ...wrong(
            'outcome',
            'Payroll has said that it paid this one: two people of finance clear that, or payroll answers by its own key.',
          ),
        });
      else if (outcome === 'rejected' && payout !== undefined && isRejectable(payout.state)) sifted.asked.push(row);
      else sifted.answers.push(row);
    }
    sifted.refused.sort((a, b) => a.line - b.line);
    return sifted;
  }
}
