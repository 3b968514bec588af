import { Injectable } from '@nestjs/common';
import { OrgCopy } from '@goalbeat/org-copy/org-copy';
import type { Tx } from '@goalbeat/service-kit/db/tx';
import { BonusListRepository } from '../bonus-list/bonus-list.repository.js';
import { BY_TIMER } from '../organisation/actor.js';
import { HandOvers } from '../hand-over/hand-overs.js';
import { PayoutRunNews } from './payout-run.news.js';
import { PayoutRunRepository, type RunRow } from './payout-run.repository.js';
import { followsLists, runStateOf } from './run-state.js';

/** Keeps a run's state where its lists are, until it is posted. */
@Injectable()
export class RunProgress {
  constructor(
    private readonly runs: PayoutRunRepository,
    private readonly lists: BonusListRepository,
    private readonly news: PayoutRunNews,
    private readonly handOvers: HandOvers,
    private readonly org: OrgCopy,
  ) {}

  /** Call after a list has changed; the lock makes the last of two lists signed at once see both. */
  async followLists(tx: Tx, runId: string): Promise<RunRow> {
    const before = await this.runs.lock(tx, runId);
    if (!followsLists(before.state)) return this.#beyond(tx, before);
    const run = await this.runs.change(tx, runId, runStateOf(await this.lists.ofRun(tx, runId)));
    // It goes where payouts went when it was signed, whoever changes that afterwards.
    if (run.state === 'signed')
      await this.handOvers.pin(tx, { runId, at: await this.org.now(tx), currency: run.currency });
    this.news.tell(tx, run);
    await this.news.announce(tx, run);
    return run;
  }

  /** A list without an amount that was signed after the others had gone: there is nothing of it to hand over. */
  async #beyond(tx: Tx, run: RunRow): Promise<RunRow> {
    if (run.state !== 'awaiting-answers' && run.state !== 'settled') return run;
    const signed = (await this.lists.ofRun(tx, run.id)).filter(({ state }) => state === 'signed');
    await this.lists.follow(tx, run.id, 'signed', 'handed-over');
    if (run.state !== 'settled') return run;
    await this.lists.follow(tx, run.id, 'handed-over', 'settled');
    const at = await this.org.now(tx);
    for (const { id } of signed) {
      tx.log({
        subjectKind: 'bonus-list',
        subjectId: id,
        cycleId: run.cycleId,
        action: 'settled',
        ...BY_TIMER,
        at,
        details: { paid: 0, rejected: 0 },
      });
    }
    return run;
  }
}
