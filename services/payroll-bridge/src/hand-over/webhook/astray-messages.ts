import { Injectable } from '@nestjs/common';
import { OrgCopy } from '@goalbeat/org-copy/org-copy';
import type { Tx } from '@goalbeat/service-kit/db/tx';
import { BY_TIMER } from '../../organisation/actor.js';
import { PayoutRepository } from '../../payout/payout.repository.js';
import { DeliveryTasks } from '../findings/delivery-tasks.js';
import { HandOverMessageRepository, type MessageRow } from '../hand-over-message.repository.js';
import { HandOverTargetRepository } from '../settings/hand-over-target.repository.js';

/** What may have been taken at the address before is not sent to the new one: it is in doubt, and somebody finds out first. */
@Injectable()
export class AstrayMessages {
  constructor(
    private readonly org: OrgCopy,
    private readonly messages: HandOverMessageRepository,
    private readonly targets: HandOverTargetRepository,
    private readonly payouts: PayoutRepository,
    private readonly tasks: DeliveryTasks,
  ) {}

  /** Of a run whose address has just been put right, its payouts and messages locked. @returns how many are in doubt */
  async ofRun(tx: Tx, runId: string): Promise<number> {
    const astray = await this.messages.astray(tx, runId);
    await this.#doubt(tx, await this.messages.lock(tx, astray));
    return astray.length;
  }

  /** Of what is due: no way leads there, and what came there all the same stays where it is. */
  async due(tx: Tx): Promise<void> {
    const astray = await this.messages.astray(tx, null);
    if (astray.length > 0) await this.#locked(tx, astray, 'waiting');
  }

  /** Claimed, and not begun: waiting as before, or in doubt where the address was put right meanwhile. */
  async putBack(tx: Tx, claimed: readonly Pick<MessageRow, 'id' | 'attempts'>[]): Promise<void> {
    // Payouts before their messages, as whoever puts an address right locks them: from here on it stays as it is.
    await this.payouts.lock(
      tx,
      claimed.map(({ id }) => id),
    );
    const astray = await this.messages.astrayOf(tx, claimed);
    await this.messages.putBack(tx, claimed);
    if (astray.length > 0) await this.#locked(tx, astray, 'in-flight');
  }

  async #locked(tx: Tx, ids: readonly string[], state: 'waiting' | 'in-flight'): Promise<void> {
    await this.payouts.lock(tx, ids);
    const rows = (await this.messages.lock(tx, ids)).filter((row) => row.state === state);
    await this.#doubt(tx, rows);
    const at = await this.org.now(tx);
    for (const { id, way, attempts, perhapsAt } of rows) {
      tx.log({
        subjectKind: 'payout',
        subjectId: id,
        action: 'hand-over-unclear',
        ...BY_TIMER,
        at,
        details: { way, attempt: attempts, perhapsAt },
      });
    }
  }

  async #doubt(tx: Tx, rows: readonly MessageRow[]): Promise<void> {
    if (rows.length === 0) return;
    const targets = await this.targets.pinned(
      tx,
      rows.map(({ runId }) => runId),
    );
    await this.messages.change(
      tx,
      rows.map((row) => {
        const canAsk = (targets.get(row.runId)?.queryUrl ?? null) !== null;
        return { ...row, state: 'unclear', denials: 0, nextInSeconds: canAsk ? 0 : null };
      }),
    );
    await this.payouts.loseSight(
      tx,
      rows.map(({ id }) => id),
    );
    await this.tasks.follow(
      tx,
      rows.map(({ batchId }) => batchId),
    );
  }
}
