import { Injectable, Logger, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { rehearsalTenantId } from '@goalbeat/domain/access/rehearsal-tenant';
import { isDomainError } from '@goalbeat/domain/errors/domain-error';
import { UnitOfWork } from '@goalbeat/service-kit/db/unit-of-work';
import { RealClock } from '@goalbeat/service-kit/time/clocks';
import { DataSource } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { Settings } from '../config.js';
import { Refused } from './cast.js';
import { CopyRemoval } from './copy-removal.service.js';
import { RehearsalRun } from './rehearsal-run.service.js';
import { RehearsalRepository, type RehearsalRow, type RehearsalStage } from './rehearsal.repository.js';

const LOOK_MS = 1_000;
const BEAT_MS = 2_000;
const AT_ONCE = 2;
const WALL_LIMIT_MS = 10 * 60_000;

class Ended extends Error {}

/**
 * Plays what was asked for, and takes copies away. Several processes may: a lease says who has which. A rehearsal whose process
 * ended cannot go on, since what people meant to do ended with it; it is said to have failed, and its copy is taken away.
 */
@Injectable()
export class RehearsalRunner implements OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly #logger = new Logger(RehearsalRunner.name);
  readonly #playing = new Map<string, { work: Promise<void>; abort: AbortController }>();
  #timer: NodeJS.Timeout | undefined;
  #looking: Promise<void> | undefined;

  constructor(
    private readonly uow: UnitOfWork,
    private readonly dataSource: DataSource,
    private readonly settings: Settings,
    private readonly clock: RealClock,
    private readonly rehearsals: RehearsalRepository,
    private readonly running: RehearsalRun,
    private readonly removal: CopyRemoval,
  ) {}

  onApplicationBootstrap(): void {
    if (!this.settings.env.RUN.includes('rehearsals') || this.settings.env.GOALS_URL === undefined) return;
    this.#timer = setInterval(() => {
      this.#looking ??= this.#look()
        .catch((error: unknown) => this.#logger.warn(`Rehearsals wait: ${wordsOf(error)}`))
        .finally(() => {
          this.#looking = undefined;
        });
    }, LOOK_MS);
  }

  async beforeApplicationShutdown(): Promise<void> {
    clearInterval(this.#timer);
    await this.#looking;
    for (const { abort } of this.#playing.values()) abort.abort(new Ended('The service is ending.'));
    await Promise.all([...this.#playing.values()].map(({ work }) => work));
  }

  async #look(): Promise<void> {
    const due: { tenantId: string; id: string }[] = await this.dataSource.query(
      'SELECT tenant_id AS "tenantId", id FROM rehearsals_to_see_to()',
    );
    for (const { tenantId, id } of due) {
      // Those that are to be played wait; what is to be taken away does not wait with them.
      const mayPlay = this.#playing.size < AT_ONCE;
      const row = await this.uow.write(tenantId, (tx) => this.rehearsals.claim(tx, id, mayPlay));
      if (row === undefined) continue;
      if (row.state === 'running' && row.stage === 'waiting') this.#play(tenantId, row);
      else if (row.state === 'running') await this.#interrupted(tenantId, row);
      else await this.removal.remove(tenantId, row);
    }
  }

  #play(tenantId: string, row: RehearsalRow): void {
    const abort = new AbortController();
    const work = this.#guarded(tenantId, row, abort).finally(() => this.#playing.delete(row.id));
    this.#playing.set(row.id, { work, abort });
  }

  async #guarded(tenantId: string, row: RehearsalRow, abort: AbortController): Promise<void> {
    const copyId = rehearsalTenantId(uuidv7());
    let businessNow: string | null = null;
    let stage: RehearsalStage = 'copying';
    const beat = setInterval(() => {
      this.uow
        .write(tenantId, (tx) => this.rehearsals.beat(tx, row.id, businessNow))
        .then((wanted) => {
          if (!wanted) abort.abort(new Ended('It was ended.'));
        })
        .catch((error: unknown) => this.#logger.warn(`Rehearsal ${row.id}: ${wordsOf(error)}`));
    }, BEAT_MS);
    const limit = setTimeout(() => this.running.tooLong(row.id), WALL_LIMIT_MS).unref();
    try {
      // Ended in its first moment: a copy made now would have an id that is written nowhere.
      const begun = await this.uow.write(tenantId, (tx) => this.rehearsals.stage(tx, row.id, 'copying', copyId));
      if (!begun) throw new Ended('It was ended.');
      const report = await this.running.run(
        { tenantId, copyId, row, signal: abort.signal },
        {
          stage: async (next) => {
            stage = next;
            await this.uow.write(tenantId, (tx) => this.rehearsals.stage(tx, row.id, next));
          },
          heard: (now) => {
            businessNow = now;
          },
        },
      );
      await this.#end(tenantId, row.id, { state: 'done', report, problem: null });
    } catch (error) {
      const problem = `${stage}: ${problemOf(error, abort.signal)}`;
      if (!(error instanceof Ended) && !abort.signal.aborted)
        this.#logger.error({ msg: `Rehearsal ${row.id}`, err: error });
      await this.#end(tenantId, row.id, { state: 'failed', report: null, problem });
    } finally {
      clearInterval(beat);
      clearTimeout(limit);
      await this.removal.remove(tenantId, { ...row, copyId }).catch((error: unknown) => {
        this.#logger.warn(`The copy ${copyId} is taken away later: ${wordsOf(error)}`);
      });
    }
  }

  async #interrupted(tenantId: string, row: RehearsalRow): Promise<void> {
    await this.#end(tenantId, row.id, {
      state: 'failed',
      report: null,
      problem: `${row.stage}: The process that played it has ended. Start it again.`,
    });
    await this.removal.remove(tenantId, row);
  }

  async #end(
    tenantId: string,
    id: string,
    ended: Omit<Parameters<RehearsalRepository['end']>[2], 'at'>,
  ): Promise<void> {
    const at = this.clock.instant();
    await this.uow.write(tenantId, async (tx) => {
      if (!(await this.rehearsals.end(tx, id, { ...ended, at }))) return;
      tx.log({
        subjectKind: 'rehearsal',
        subjectId: id,
        action: `rehearsal.${ended.state}`,
        actorKind: 'service',
        actorId: 'goals',
        channel: 'timer',
        at,
        ...(ended.problem === null ? {} : { reason: ended.problem.slice(0, 500) }),
      });
    });
  }
}

const wordsOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** For HR: what a service said; of what went wrong inside, only that it did. */
function problemOf(error: unknown, signal: AbortSignal): string {
  if (signal.aborted) return wordsOf(signal.reason);
  if (error instanceof Refused || isDomainError(error)) return error.message;
  return 'Something went wrong. Try again.';
}
