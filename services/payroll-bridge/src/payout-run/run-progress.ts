import { Injectable } from '@nestjs/common';
import { OrgCopy } from '@goalbeat/org-copy/org-copy';
import type { Tx } from '@goalbeat/service-kit/db/tx';
import { BonusListRepository } from '../bonus-list/bonus-list.repository.js';
import { HandOvers } from '../hand-over/hand-overs.js';
import { PayoutRunNews } from './payout-run.news.js';
import { PayoutRunRepository, type RunRow } from './payout-run.repository.js';
import { runStateOf } from './run-state.js';

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
    await this.runs.lock(tx, runId);
    const run = await this.runs.change(tx, runId, runStateOf(await this.lists.ofRun(tx, runId)));
    // It goes where payouts went when it was signed, whoever changes that afterwards.
    if (run.state === 'signed')
      await this.handOvers.pin(tx, { runId, at: await this.org.now(tx), currency: run.currency });
    this.news.tell(tx, run);
    await this.news.announce(tx, run);
    return run;
  }
}
