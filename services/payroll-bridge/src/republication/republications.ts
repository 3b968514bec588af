import { Injectable } from '@nestjs/common';
import { ApprovalEngine } from '@goalbeat/approvals/approval-engine';
import { DomainError, isDomainError } from '@goalbeat/domain/errors/domain-error';
import { OrgCopy } from '@goalbeat/org-copy/org-copy';
import type { Tx } from '@goalbeat/service-kit/db/tx';
import { bothLanguages } from '@goalbeat/domain/wording/both-languages';
import { CorrectionRepository } from '../correction/correction.repository.js';
import { CorrectionTable } from '../correction/correction-table.js';
import { CycleCopyRepository } from '../cycle-copy/cycle-copy.repository.js';
import { BY_TIMER } from '../organisation/actor.js';
import { Organisation } from '../organisation/organisation.service.js';
import { ScoreBatchRepository } from '../score-batch/score-batch.repository.js';
import {
  type RepublicationCounts,
  RepublicationRepository,
  type RepublicationRow,
  type RepublicationState,
} from './republication.repository.js';

export const REPUBLISHED = 'scores-republished';

/** Corrected scores that appraisal publishes again: what they change of money is looked at, and HR's lead asks for it. */
@Injectable()
export class Republications {
  constructor(
    private readonly org: OrgCopy,
    private readonly organisation: Organisation,
    private readonly cycles: CycleCopyRepository,
    private readonly batches: ScoreBatchRepository,
    private readonly corrections: CorrectionRepository,
    private readonly table: CorrectionTable,
    private readonly republications: RepublicationRepository,
    private readonly engine: ApprovalEngine,
  ) {}

  /**
   * A page of a later publication is there. Once the last one is: it waits for the cycle's lists, or is compared with what was paid. Pages come in any
   * order, at once and again; publications too: the latest number stands, and of two with the same number the first.
   * @throws validation when the scores are not those that were published: a dead letter
   */
  async arrived(tx: Tx, batchId: string): Promise<void> {
    const batch = await this.batches.wholeOfRepublished(tx, batchId);
    if (batch === null) return;
    await this.cycles.lock(tx, batch.cycleId);
    if ((await this.republications.find(tx, batchId)) !== undefined) return;
    const known = await this.republications.ofCycle(tx, batch.cycleId);
    const { state, counts } = await this.#judge(tx, batch, known);
    const overtaken = ['overtaken', 'contradicting'].includes(state)
      ? []
      : known.filter((one) => one.state === 'waiting' || one.state === 'open').map((one) => one.batchId);
    if (overtaken.length > 0) {
      await this.republications.become(tx, overtaken, 'overtaken');
      await this.engine.closeTodos(tx, { subjectKind: REPUBLISHED, subjectIds: overtaken });
    }
    const at = await this.org.now(tx);
    const row = { batchId, cycleId: batch.cycleId, no: batch.publication, state, counts, at };
    await this.republications.add(tx, row);
    if (state === 'open') await this.#ask(tx, batch, counts);
    tx.log({
      subjectKind: 'cycle',
      subjectId: batch.cycleId,
      cycleId: batch.cycleId,
      action: REPUBLISHED,
      ...BY_TIMER,
      channel: 'event',
      at,
      ...(batch.reason === null ? {} : { reason: batch.reason }),
      details: { publication: batch.publication, batchId, state, counts, overtaken },
    });
  }

  /** The latest publication that arrived before the cycle's lists were built: they are built of it. The cycle is locked. */
  async use(tx: Tx, cycleId: string): Promise<string | null> {
    const [latest] = await this.republications.ofCycle(tx, cycleId);
    if (latest?.state !== 'waiting') return null;
    await this.republications.become(tx, [latest.batchId], 'used');
    return latest.batchId;
  }

  /** The one whose differences are asked for. The cycle is locked. @throws not-found, wrong-state, duplicate, naming `batchId` */
  async open(tx: Tx, cycleId: string, batchId: string): Promise<RepublicationRow> {
    const row = await this.republications.find(tx, batchId);
    const field = 'batchId';
    if (row === undefined || row.cycleId !== cycleId)
      throw new DomainError('not-found', 'There is no such publication of this cycle’s scores.', { field });
    switch (row.state) {
      case 'open':
        return row;
      case 'corrected':
      case 'used':
        throw new DomainError('duplicate', 'These scores were taken already.', {
          field,
          details: { correctionId: row.correctionId },
        });
      case 'overtaken':
        throw new DomainError('wrong-state', 'The scores were published again since: take the latest publication.', {
          field,
        });
      case 'unchanged':
        throw new DomainError('wrong-state', 'This publication changes nobody’s money.', { field });
      case 'waiting':
      case 'contradicting':
        throw new DomainError('wrong-state', 'This publication is not taken: look at the latest one of the cycle.', {
          field,
          details: { state: row.state },
        });
    }
  }

  /** Its differences were asked for. */
  async corrected(tx: Tx, batchId: string, correctionId: string, personId: string | null): Promise<void> {
    await this.republications.become(tx, [batchId], 'corrected', correctionId);
    await this.engine.completeTodo(tx, { subjectKind: REPUBLISHED, subjectId: batchId, personId });
  }

  async #judge(
    tx: Tx,
    batch: { id: string; cycleId: string; publication: number },
    known: readonly RepublicationRow[],
  ): Promise<{ state: RepublicationState; counts: RepublicationCounts | null }> {
    const [latest] = known;
    if (known.some(({ no }) => no === batch.publication)) return { state: 'contradicting', counts: null };
    if (latest !== undefined && latest.no > batch.publication) return { state: 'overtaken', counts: null };
    if ((await this.corrections.batchOf(tx, batch.cycleId)) === null) return { state: 'waiting', counts: null };
    try {
      const { counts, changedScores } = await this.table.of(tx, {
        cycleId: batch.cycleId,
        batchId: batch.id,
        scores: [],
      });
      const notSigned = counts.skipped['not-signed'] ?? 0;
      const found = { scores: changedScores.length, up: counts.up, down: counts.down, notSigned };
      const isSame = found.scores === 0 || (found.up === 0 && found.down === 0 && notSigned === 0);
      return { state: isSame ? 'unchanged' : 'open', counts: found };
    } catch (error) {
      // The plan has been changed since, say: whoever asks for the correction is told what to do about it.
      if (!isDomainError(error)) throw error;
      return { state: 'open', counts: null };
    }
  }

  async #ask(
    tx: Tx,
    batch: { id: string; cycleId: string; period: string; publication: number },
    counts: RepublicationCounts | null,
  ): Promise<void> {
    const { publication } = batch;
    const changed =
      counts === null
        ? ['', '']
        : [`：${counts.up} 人增加，${counts.down} 人减少`, `: ${counts.up} more, ${counts.down} less`];
    await this.engine.openTodo(tx, {
      subjectKind: REPUBLISHED,
      subjectId: batch.id,
      title: `${batch.period} ${bothLanguages(
        `评分第 ${publication} 次发布，待更正奖金${changed[0]}`,
        `scores were published again (${publication}), pay is to be corrected${changed[1]}`,
      )}`,
      assigneeIds: (await this.organisation.firstHolders(tx, ['hr-lead'])).map(({ id }) => id),
      cycleId: batch.cycleId,
      unitId: null,
      dueAt: null,
    });
  }
}
