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
import { changeWords, type Found, namesOf } from './change-words.js';
import { RepublicationRepository, type RepublicationRow } from './republication.repository.js';

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
    const found = await this.#judge(tx, batch, known);
    const { state, counts } = found;
    const overtaken = ['overtaken', 'contradicting'].includes(state)
      ? []
      : known.filter((one) => one.state === 'waiting' || one.state === 'open').map((one) => one.batchId);
    if (overtaken.length > 0) {
      await this.republications.become(tx, overtaken, 'overtaken');
      await this.engine.closeTodos(tx, { subjectKind: REPUBLISHED, subjectIds: overtaken });
    }
    const at = await this.org.now(tx);
    const afterCorrections = (await this.corrections.ofCycle(tx, batch.cycleId)).length;
    const row = { batchId, cycleId: batch.cycleId, no: batch.publication, state, counts, afterCorrections, at };
    await this.republications.add(tx, row);
    if (state === 'open') await this.#ask(tx, batch, found);
    tx.log({
      subjectKind: 'cycle',
      subjectId: batch.cycleId,
      cycleId: batch.cycleId,
      action: REPUBLISHED,
      ...BY_TIMER,
      channel: 'event',
      at,
      ...(batch.reason === null ? {} : { reason: batch.reason }),
      details: { publication: batch.publication, batchId, ...found, overtaken },
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
        throw publishedSince();
      case 'unchanged':
        return this.#again(tx, row);
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

  /** Finance refused a list of it: it is not taken for those people any more. The cycle is locked. Call `askAgain` once what it did is undone. */
  async refused(tx: Tx, cycleId: string, batchId: string): Promise<void> {
    const [latest] = await this.republications.ofCycle(tx, cycleId);
    await this.republications.become(tx, [batchId], latest?.batchId === batchId ? 'open' : 'overtaken');
  }

  /** What is to be done about a refused publication, unless a later one is there. @param people whom finance refused it for */
  async askAgain(tx: Tx, batchId: string, people: readonly string[], at: string): Promise<void> {
    const row = await this.republications.find(tx, batchId);
    if (row?.state !== 'open') return;
    const { cycleId, period, no: publication } = row;
    const found = await this.#found(tx, cycleId, batchId, people);
    await this.engine.closeTodos(tx, { subjectKind: REPUBLISHED, subjectIds: [batchId] });
    await this.#ask(tx, { id: batchId, cycleId, period, publication }, found);
    tx.log({
      subjectKind: 'cycle',
      subjectId: cycleId,
      cycleId,
      action: REPUBLISHED,
      ...BY_TIMER,
      at,
      reason: bothLanguages('财务未批准', 'refused by finance'),
      details: { publication, batchId, ...found, state: 'open', refused: people },
    });
  }

  /** Another plan may make a difference of it: whoever asks is told if there is none. What was corrected since is not thrown away. */
  async #again(tx: Tx, row: RepublicationRow): Promise<RepublicationRow> {
    const [latest] = await this.republications.ofCycle(tx, row.cycleId);
    if (latest?.batchId !== row.batchId) throw publishedSince();
    if ((await this.corrections.ofCycle(tx, row.cycleId)).length > row.afterCorrections) throw changesNothing();
    return row;
  }

  async #judge(
    tx: Tx,
    batch: { id: string; cycleId: string; publication: number },
    known: readonly RepublicationRow[],
  ): Promise<Found> {
    const [latest] = known;
    if (known.some(({ no }) => no === batch.publication)) return { state: 'contradicting', counts: null };
    if (latest !== undefined && latest.no > batch.publication) return { state: 'overtaken', counts: null };
    if ((await this.corrections.batchOf(tx, batch.cycleId)) === null) return { state: 'waiting', counts: null };
    return this.#found(tx, batch.cycleId, batch.id, []);
  }

  async #found(tx: Tx, cycleId: string, batchId: string, refused: readonly string[]): Promise<Found> {
    try {
      const { counts, changedScores, noRate, told, people } = await this.table.of(tx, { cycleId, batchId, scores: [] });
      const notSigned = counts.skipped['not-signed'] ?? 0;
      const found = {
        scores: changedScores.length,
        up: counts.up,
        down: counts.down,
        notSigned,
        overrides: told.overrides.length,
        missing: told.missing.length,
        added: told.added.length,
      };
      // A list that waits may be refused, or paid: only then is it known what these scores change, whether they are others or not.
      const underWay = (await this.corrections.underWay(tx, cycleId)) !== null;
      const { up, down, overrides, missing, added } = found;
      const isSame = !underWay && [up, down, notSigned, noRate, overrides, missing, added].every((many) => many === 0);
      const named = namesOf(told, people, refused);
      return { state: isSame ? 'unchanged' : 'open', counts: found, noRate, underWay, named };
    } catch (error) {
      // The plan has been changed since, say: whoever asks for the correction is told what to do about it.
      if (!isDomainError(error)) throw error;
      return { state: 'open', counts: null };
    }
  }

  async #ask(
    tx: Tx,
    batch: { id: string; cycleId: string; period: string; publication: number },
    found: Found,
  ): Promise<void> {
    const { publication } = batch;
    const changed = changeWords(found);
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

const publishedSince = (): DomainError =>
  new DomainError('wrong-state', 'The scores were published again since: take the latest publication.', {
    field: 'batchId',
  });

export const changesNothing = (): DomainError =>
  new DomainError('wrong-state', 'This publication changes nobody’s money.', { field: 'batchId' });
