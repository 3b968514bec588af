import { LadderClock } from '@goalbeat/approvals/ladder-clock';
import { Injectable } from '@nestjs/common';
import type { RehearsalReport } from '@goalbeat/contracts/goals/rehearsal-http';
import { UnitOfWork } from '@goalbeat/service-kit/db/unit-of-work';
import { InternalClient } from '@goalbeat/service-kit/http/internal-client';
import { RehearsalCount } from './count.service.js';
import { CycleRepository } from '../cycle/cycle.repository.js';
import { Play } from './play.js';
import type { RehearsalRow, RehearsalStage } from './rehearsal.repository.js';
import { readStanding } from './standing.js';
import { RehearsalStage as Stage } from './stage.service.js';

export interface RunInput {
  tenantId: string;
  copyId: string;
  row: RehearsalRow;
  signal: AbortSignal;
}
export interface RunNews {
  stage: (stage: RehearsalStage) => Promise<void>;
  heard: (businessNow: string) => void;
}

/** One rehearsal from copy to report. */
@Injectable()
export class RehearsalRun {
  readonly #limits = new Map<string, () => void>();

  constructor(
    private readonly stage: Stage,
    private readonly count: RehearsalCount,
    private readonly uow: UnitOfWork,
    private readonly internal: InternalClient,
    private readonly cycles: CycleRepository,
    private readonly ladders: LadderClock,
  ) {}

  /** Its time is up: what has happened so far is counted. */
  tooLong(id: string): void {
    this.#limits.get(id)?.();
  }

  /** @throws Refused, unavailable, and the signal's reason */
  async run({ tenantId, copyId, row, signal }: RunInput, news: RunNews): Promise<RehearsalReport> {
    const { settings, period } = row;
    const limit = new AbortController();
    this.#limits.set(row.id, () => limit.abort());
    try {
      const cast = await this.stage.copy(copyId, tenantId, settings);
      signal.throwIfAborted();
      await news.stage('setting-up');
      const definitionId = await this.stage.setUp(cast, settings);
      signal.throwIfAborted();
      await news.stage('playing');
      await this.stage.begin(cast, definitionId, period);
      const play = new Play(cast, settings, this.internal, {
        standing: () => this.uow.read(copyId, (tx) => readStanding(tx, this.cycles)),
        heard: news.heard,
        wakeLadders: () => this.uow.write(copyId, (tx) => this.ladders.tellDue(tx)).then(() => undefined),
      });
      const end = await play.run(AbortSignal.any([signal, limit.signal])).catch((error: unknown) => {
        if (signal.aborted || !limit.signal.aborted) throw error;
        return null;
      });
      await news.stage('counting');
      const happened = end ?? { settled: false, refusals: new Map(), cycleId: await this.#cycleId(copyId) };
      return await this.count.report(cast, settings, period, { ...happened, tooLong: end === null });
    } finally {
      this.#limits.delete(row.id);
    }
  }

  async #cycleId(copyId: string): Promise<string | null> {
    const { cycle } = await this.uow.read(copyId, (tx) => readStanding(tx, this.cycles));
    return cycle?.id ?? null;
  }
}
