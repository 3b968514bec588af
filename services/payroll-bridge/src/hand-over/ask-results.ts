import { Injectable } from '@nestjs/common';
import type { Principal } from '@goalbeat/domain/access/roles';
import { DomainError } from '@goalbeat/domain/errors/domain-error';
import { bothLanguages } from '@goalbeat/domain/wording/both-languages';
import type { Tx } from '@goalbeat/service-kit/db/tx';
import { actorOf } from '@goalbeat/service-kit/process-log/actor';
import { AskChange } from './ask-change.js';
import { HandOverChangeRepository } from './hand-over-change.repository.js';
import type { PayoutFileRow } from './payout-file.repository.js';
import type { Results } from './read-results.js';

const TITLE = bothLanguages(
  '请复核：结果文件称薪资已退回，确认后可重新发放',
  'please confirm: a result file says that payroll rejected them; confirmed, they may be paid again',
);

/** What a person's file says was rejected could be paid again though payroll has paid it: nobody says so alone. */
@Injectable()
export class AskResults {
  constructor(
    private readonly changes: HandOverChangeRepository,
    private readonly asking: AskChange,
  ) {}

  /** What may be rejected does not leave in another file meanwhile. Call with the payouts locked. @throws wrong-state (details: changeId) */
  async requireNothingAsked(tx: Tx, payoutIds: readonly string[]): Promise<void> {
    const other = (await this.changes.openFindings(tx, payoutIds)).find(({ kind }) => kind === 'results');
    if (other === undefined) return;
    throw new DomainError(
      'wrong-state',
      'Of payouts in this file somebody has brought that payroll rejected them: that is confirmed, refused or withdrawn first.',
      { details: { changeId: other.id } },
    );
  }

  /** Brought again it is the same question; another file of the same person's about some of it counts instead. @throws as `AskChange.ask`, wrong-state */
  async ask(
    tx: Tx,
    file: Pick<PayoutFileRow, 'id' | 'name'>,
    rows: Results['answers'],
    { personId, ...principal }: Principal,
  ): Promise<{ id: string; isNew: boolean } | null> {
    if (rows.length === 0) return null;
    if (personId === null) throw new DomainError('forbidden', 'Money is decided by people.');
    const answers = rows.map(({ answer }) => answer);
    const payoutIds = answers.map(({ payoutId }) => payoutId);
    const before = await this.changes.openFindings(tx, payoutIds);
    // What is to be sent again is not rejected as well.
    const other = before.find(({ kind, askedBy }) => kind !== 'results' || askedBy !== personId);
    if (other !== undefined) {
      throw new DomainError(
        'wrong-state',
        'Something was asked of these payouts already: it is confirmed, refused or withdrawn first.',
        { field: 'payoutIds', details: { changeId: other.id } },
      );
    }
    for (const one of before) {
      if (one.kind !== 'results') continue;
      const asked = new Set(one.wanted.answers.map(({ answerId }) => answerId));
      const still = await this.changes.rejectable(tx, one);
      if (answers.every(({ answerId, payoutId }) => asked.has(answerId) && still.has(payoutId)))
        return { id: one.id, isNew: false };
    }
    for (const one of before)
      await this.asking.end(tx, one, 'overtaken', {
        by: null,
        reason: null,
        actor: actorOf({ personId, ...principal }),
      });
    const owners = await this.changes.payouts(tx, payoutIds);
    const change = await this.asking.ask(
      tx,
      {
        kind: 'results',
        present: await this.changes.standing(tx, payoutIds),
        wanted: { fileId: file.id, answers },
        runId: null,
        payoutIds,
        reason: null,
        askedBy: personId,
      },
      { ownerIds: [...new Set(owners.map((one) => one.personId))], payoutIds },
      `${TITLE}：${file.name} ${rows.length}`,
      { personId, ...principal },
    );
    return { id: change.id, isNew: true };
  }
}
