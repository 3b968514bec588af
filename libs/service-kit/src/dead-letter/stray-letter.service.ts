import { Inject, Injectable, Logger } from '@nestjs/common';
import type {
  AttributedLetter,
  DeadLetterPage,
  DeadLetterQuery,
  DeadLetterView,
} from '@goalbeat/contracts/dead-letter-http';
import { DomainError } from '@goalbeat/domain/errors/domain-error';
import { sameSecret } from '../auth/same-secret.js';
import { NO_TENANT } from '../db/removed-tenant.js';
import { UnitOfWork } from '../db/unit-of-work.js';
import { decodeCursor, pageOfRows } from '../http/pages.js';
import { v7 as uuidv7 } from 'uuid';
import type { z } from 'zod';
import { BusinessClock } from '../time/business-clock.js';
import { DEAD_LETTER_OPTIONS, type DeadLetterOptions } from './dead-letter-options.js';
import { DeadLetterRepository } from './dead-letter.repository.js';
import { settled, viewOf } from './dead-letter.view.js';
import { LetterDoors } from './letter-doors.js';

/** Who settled it: whoever has the installation's key has no name here. */
const INSTALLATION = 'installation';

/**
 * Letters that name nobody, or no company of ours, are for whoever runs the installation: no company sees them. Nothing is applied
 * from here; a letter is given to the company that it names, and that company's operations judge it.
 */
@Injectable()
export class StrayLetterService {
  readonly #logger = new Logger(StrayLetterService.name);

  constructor(
    @Inject(DEAD_LETTER_OPTIONS) private readonly options: DeadLetterOptions,
    private readonly uow: UnitOfWork,
    private readonly letters: DeadLetterRepository,
    private readonly doors: LetterDoors,
    private readonly clock: BusinessClock,
  ) {}

  /** Newest first. @throws forbidden */
  async list(key: string, query: z.infer<typeof DeadLetterQuery>): Promise<z.infer<typeof DeadLetterPage>> {
    this.#require(key);
    return this.uow.read(NO_TENANT, async (tx) => {
      const rows = await this.letters.list(tx, {
        state: query.state ?? null,
        after: query.after === undefined ? null : String(decodeCursor(query.after, 1)[0]),
        limit: query.limit,
      });
      return pageOfRows(rows, query.limit, viewOf, (row) => [row.id]);
    });
  }

  /**
   * Gives it to the company that it names, as an open letter of its own. Again it changes nothing.
   * @throws forbidden, not-found, wrong-state (it names no company of ours, or was set aside)
   */
  async attribute(key: string, id: string): Promise<z.infer<typeof AttributedLetter>> {
    this.#require(key);
    const { letter, digest } = await this.uow.read(NO_TENANT, async (tx) => ({
      letter: await this.letters.find(tx, id),
      digest: await this.letters.digest(tx, id),
    }));
    if (letter.state !== 'open' && letter.state !== 'attributed') throw settled(letter);
    const { tenantId, cause, detail } = this.doors.examine(letter.queue, letter.body, 'attributed');
    if (tenantId === null || !(await this.doors.isOurs(tenantId))) {
      throw new DomainError('wrong-state', 'It names no company of this installation: set it aside with a reason.');
    }
    await this.uow.write(tenantId, async (tx) => {
      const { queue, body, bytes } = letter;
      const own = { id: uuidv7(), queue, cause, detail, body, bytes, digest };
      if (!(await this.letters.keep(tx, own))) {
        tx.changedNothing();
        return;
      }
      tx.log({
        subjectKind: 'dead-letter',
        subjectId: own.id,
        action: 'attributed',
        actorKind: 'service',
        actorId: INSTALLATION,
        channel: 'api',
        at: await this.clock.now(tx),
        details: { queue, cause },
      });
    });
    return { ...(await this.#settle(id, 'attributed', null)), tenantId };
  }

  /** @throws forbidden, not-found, wrong-state when a company has it */
  setAside(key: string, id: string, reason: string): Promise<z.infer<typeof DeadLetterView>> {
    this.#require(key);
    return this.#settle(id, 'set-aside', reason);
  }

  /** No company's process log tells of it: the row keeps who, when and why, and is settled once. */
  async #settle(
    id: string,
    state: 'attributed' | 'set-aside',
    reason: string | null,
  ): Promise<z.infer<typeof DeadLetterView>> {
    return this.uow.write(NO_TENANT, async (tx) => {
      const letter = await this.letters.lock(tx, id);
      if (letter.state === state) return viewOf(letter);
      if (letter.state !== 'open') throw settled(letter);
      await this.letters.settle(tx, id, { state, by: INSTALLATION, reason });
      tx.afterCommit(() => this.#logger.log(`Dead letter ${id} of nobody is ${state} by the installation’s key`));
      return viewOf(await this.letters.lock(tx, id));
    });
  }

  #require(key: string): void {
    const { installKey: known } = this.options;
    if (known !== undefined && sameSecret(key, known)) return;
    throw new DomainError('forbidden', 'Letters of no company need the installation key in x-install-key.');
  }
}
