import { Injectable } from '@nestjs/common';
import { ApprovalEngine } from '@goalbeat/approvals/approval-engine';
import { isDomainError } from '@goalbeat/domain/errors/domain-error';
import { formatMoney } from '@goalbeat/domain/money/money';
import { bothLanguages } from '@goalbeat/domain/wording/both-languages';
import type { Tx } from '@goalbeat/service-kit/db/tx';
import { Organisation } from '../organisation/organisation.service.js';
import { PayoutRunRepository } from '../payout-run/payout-run.repository.js';
import { CorrectionRepository } from './correction.repository.js';
import { CorrectionTable } from './correction-table.js';

/** What HR has to ask for after finance refused a correction, or a part of it; one a cycle. */
export const REFUSED_CORRECTION = 'correction-refused';

/** How many a title names. */
const NAMED = 10;

/**
 * What is left to HR when finance has refused a correction: whatever the books have otherwise than what stands, because later bonuses have kept
 * it back, a list pays it again, or the others of a pool were reckoned with the refused ones' scores.
 */
@Injectable()
export class RefusedTasks {
  constructor(
    private readonly organisation: Organisation,
    private readonly runs: PayoutRunRepository,
    private readonly corrections: CorrectionRepository,
    private readonly table: CorrectionTable,
    private readonly engine: ApprovalEngine,
  ) {}

  /** As it is by now: asked anew, or closed where nothing differs any more. */
  async renew(tx: Tx, cycleId: string): Promise<void> {
    const differing = await this.#differing(tx, cycleId);
    if (differing === null) return;
    await this.answered(tx, cycleId);
    if (differing.length === 0) return;
    const words = bothLanguages(
      `财务未批准更正，下列人员的账面金额与现行得分和方案不符，请发起更正（不改得分）`,
      `finance refused a correction, and the books differ from the scores and the plan that stand: ask for a correction without scores`,
    );
    const more = differing.length - NAMED;
    const named = differing.slice(0, NAMED).join('、');
    const period = (await this.runs.ofCycle(tx, cycleId))[0]?.period ?? '';
    await this.engine.openTodo(tx, {
      subjectKind: REFUSED_CORRECTION,
      subjectId: cycleId,
      title: `${period} ${words}：${named}${more > 0 ? ` +${more}` : ''}`,
      assigneeIds: (await this.organisation.firstHolders(tx, ['hr-lead'])).map(({ id }) => id),
      cycleId,
      unitId: null,
      dueAt: null,
    });
  }

  /** A later correction of the cycle asks for it: what finance refuses of that comes back by `renew`. */
  async answered(tx: Tx, cycleId: string): Promise<void> {
    await this.engine.closeTodos(tx, { subjectKind: REFUSED_CORRECTION, subjectIds: [cycleId] });
  }

  /** "张三 E0001 +250.00 CNY" of each whose difference is on no list, by employee number; null where it cannot be reckoned. */
  async #differing(tx: Tx, cycleId: string): Promise<string[] | null> {
    try {
      const { judged, people } = await this.table.of(tx, { cycleId, scores: [] });
      const waiting = await this.corrections.waiting(tx, cycleId);
      return judged
        .filter(({ claim, difference }) => difference !== 0n && !waiting.has(claim.personId))
        .map(({ claim: { personId, currency }, difference }) => {
          const person = people.get(personId);
          const { amount } = formatMoney({ minor: difference, currency });
          return {
            number: person?.number ?? '',
            text: `${person?.name} ${person?.number} ${difference > 0n ? '+' : ''}${amount} ${currency}`,
          };
        })
        .toSorted((a, b) => (a.number < b.number ? -1 : 1))
        .map(({ text }) => text);
    } catch (error) {
      // The plan cannot be reckoned by any more, say: finance's refusal holds, and whoever asks for the next correction is told.
      if (!isDomainError(error)) throw error;
      return null;
    }
  }
}
