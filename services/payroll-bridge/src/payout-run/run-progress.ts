import { Injectable } from '@nestjs/common';
import type { Tx } from '@goalbeat/service-kit/db/tx';
import { BonusListRepository } from '../bonus-list/bonus-list.repository.js';
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
  ) {}

  /** Call after a list has changed; the lock makes the last of two lists signed at once see both. */
  async followLists(tx: Tx, runId: string): Promise<RunRow> {
    await this.runs.lock(tx, runId);
    const run = await this.runs.change(tx, runId, runStateOf(await this.lists.ofRun(tx, runId)));
    this.news.tell(tx, run);
    await this.news.announce(tx, run);
    return run;
  }
}
