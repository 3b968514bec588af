import { Injectable } from '@nestjs/common';
import type { Principal } from '@goalbeat/domain/access/roles';
import type { Tx } from '@goalbeat/service-kit/db/tx';
import { PayoutAnswerRepository } from '../../payout/payout-answer.repository.js';
import { PayoutRepository } from '../../payout/payout.repository.js';
import type { PayoutState } from '@goalbeat/domain/payout/lifecycle';
import { judgeAnswer } from '../../payout/judge-answer.js';
import { AskResults } from './ask-results.js';
import type { RefusedRow, Results } from './read-results.js';

/** Said of it, "rejected" makes it so: what may be paid again then is for two people to say. */
export const isRejectable = (state: PayoutState): boolean =>
  judgeAnswer(state, { outcome: 'rejected', otherAmount: false }).result === 'applied';

export interface Sifted extends Results {
  /** Rows that somebody else has to confirm. */
  asked: Results['answers'];
}

const wrong = (field: string, message: string, code: RefusedRow['code']): Omit<RefusedRow, 'line'> => ({
  field,
  message,
  code,
});

/** A file of results is brought by one person alone: what needs somebody else, or two people, is no row of it. Payroll's key brings any. */
@Injectable()
export class SiftResults {
  constructor(
    private readonly payouts: PayoutRepository,
    private readonly answers: PayoutAnswerRepository,
    private readonly asking: AskResults,
  ) {}

  /** Locks the payouts. @param mode with `good-rows` a row that cannot be asked now is refused by itself; else the asking refuses the file */
  async of(
    tx: Tx,
    principal: Principal,
    { answers, refused, open }: Results,
    mode: 'whole' | 'good-rows',
  ): Promise<Sifted> {
    if (principal.kind !== 'person') return { answers, refused, open, asked: [] };
    const { personId } = principal;
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
          ...wrong('payout_id', 'It is about your own pay: somebody else of finance brings this row.', 'four-eyes'),
        });
      else if (takesBack)
        sifted.refused.push({
          line: row.line,
          ...wrong(
            'outcome',
            'Payroll has said that it paid this one: two people of finance clear that, or payroll answers by its own key.',
            'wrong-state',
          ),
        });
      else if (outcome === 'rejected' && payout !== undefined && isRejectable(payout.state)) sifted.asked.push(row);
      else sifted.answers.push(row);
    }
    if (mode === 'good-rows') {
      const can = await this.asking.askable(tx, sifted.asked, principal);
      sifted.asked = can.asked;
      sifted.refused.push(...can.refused);
    }
    sifted.refused.sort((a, b) => a.line - b.line);
    return sifted;
  }
}
