import { Injectable } from '@nestjs/common';
import { ApprovalEngine } from '@goalbeat/approvals/approval-engine';
import { isDomainError } from '@goalbeat/domain/errors/domain-error';
import { formatMoney } from '@goalbeat/domain/money/money';
import { bothLanguages } from '@goalbeat/domain/wording/both-languages';
import type { Tx } from '@goalbeat/service-kit/db/tx';
import { Organisation } from '../organisation/organisation.service.js';
import { PayoutRunRepository } from '../payout-run/payout-run.repository.js';
import { CorrectionTable } from './correction-table.js';

/** What HR has to ask for after finance refused a correction, or a part of it; one a cycle. */
export const REFUSED_CORRECTION = 'correction-refused';

export interface Owed {
  name: string;
  currency: string;
  minor: bigint;
}

/** How many a title names. */
const NAMED = 10;

/** What is left to HR when finance has refused a correction by hand: the next correction of the cycle answers it. */
@Injectable()
export class RefusedTasks {
  constructor(
    private readonly organisation: Organisation,
    private readonly runs: PayoutRunRepository,
    private readonly table: CorrectionTable,
    private readonly engine: ApprovalEngine,
  ) {}

  /** What later bonuses have kept back already is new money. */
  async owed(tx: Tx, cycleId: string, owed: readonly Owed[]): Promise<void> {
    if (owed.length === 0) return;
    const amounts = owed.map(
      ({ name, currency, minor }) => `${name} ${formatMoney({ minor, currency }).amount} ${currency}`,
    );
    const more = amounts.length - NAMED;
    const words = bothLanguages(
      `财务未批准更正，但已从后来的奖金中扣回，请发起更正补发（不改得分）`,
      `finance refused a correction, and later bonuses have kept this back: pay it by a correction without scores`,
    );
    await this.#ask(tx, cycleId, `${words}：${amounts.slice(0, NAMED).join('、')}${more > 0 ? ` +${more}` : ''}`);
  }

  /**
   * A part of a correction was refused: where the others' money was reckoned with the refused people's, it differs from what stands now.
   * @param asked whose difference waits for its signature still, or is signed
   */
  async left(tx: Tx, cycleId: string, no: number, asked: ReadonlySet<string>): Promise<void> {
    const changed = await this.#changed(tx, cycleId, asked);
    if (changed.up + changed.down === 0) return;
    const { up, down } = changed;
    const words = bothLanguages(
      `财务未批准第 ${no} 次更正的一部分，按现行得分和方案，应增加 ${up} 人，应减少 ${down} 人，请发起更正（不改得分）`,
      `finance refused a part of correction ${no}; by the scores and the plan that stand ${up} should have more and ${down} less: ask for a correction without scores`,
    );
    await this.#ask(tx, cycleId, words);
  }

  /** A later correction of the cycle pays what was to be paid again. */
  async answered(tx: Tx, cycleId: string): Promise<void> {
    await this.engine.closeTodos(tx, { subjectKind: REFUSED_CORRECTION, subjectIds: [cycleId] });
  }

  async #changed(tx: Tx, cycleId: string, asked: ReadonlySet<string>): Promise<{ up: number; down: number }> {
    try {
      const { judged } = await this.table.of(tx, { cycleId, scores: [] });
      const open = judged.filter(({ claim }) => !asked.has(claim.personId));
      return {
        up: open.filter(({ difference }) => difference > 0n).length,
        down: open.filter(({ difference }) => difference < 0n).length,
      };
    } catch (error) {
      // The plan cannot be reckoned by any more, say: finance's refusal holds, and whoever asks for the next correction is told.
      if (!isDomainError(error)) throw error;
      return { up: 0, down: 0 };
    }
  }

  async #ask(tx: Tx, cycleId: string, words: string): Promise<void> {
    const period = (await this.runs.ofCycle(tx, cycleId))[0]?.period ?? '';
    await this.answered(tx, cycleId);
    await this.engine.openTodo(tx, {
      subjectKind: REFUSED_CORRECTION,
      subjectId: cycleId,
      title: `${period} ${words}`,
      assigneeIds: (await this.organisation.firstHolders(tx, ['hr-lead'])).map(({ id }) => id),
      cycleId,
      unitId: null,
      dueAt: null,
    });
  }
}
