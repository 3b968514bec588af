import { Injectable, Logger } from '@nestjs/common';
import type {
  AttributedLetter,
  DeadLetterPage,
  DeadLetterQuery,
  DeadLetterView,
} from '@goalbeat/contracts/payroll/hand-over-http';
import { DomainError } from '@goalbeat/domain/errors/domain-error';
import { OrgCopy } from '@goalbeat/org-copy/org-copy';
import { sameSecret } from '@goalbeat/service-kit/auth/same-secret';
import { NO_TENANT } from '@goalbeat/service-kit/db/removed-tenant';
import { UnitOfWork } from '@goalbeat/service-kit/db/unit-of-work';
import { decodeCursor, pageOfRows } from '@goalbeat/service-kit/http/pages';
import { v7 as uuidv7 } from 'uuid';
import type { z } from 'zod';
import { Settings } from '../config.js';
import { DeadLetterRepository, isOurs } from './dead-letter.repository.js';
import { settled, viewOf } from './dead-letter.view.js';
import { examineLetter } from './examine-letter.js';

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
    private readonly settings: Settings,
    private readonly uow: UnitOfWork,
    private readonly letters: DeadLetterRepository,
    private readonly org: OrgCopy,
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
    const { tenantId, cause, detail } = examineLetter(letter.queue, letter.body, 'attributed');
    if (tenantId === null || !(await isOurs(this.uow, tenantId))) {
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
        at: await this.org.now(tx),
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
    const { INSTALL_KEY: known } = this.settings.env;
    if (known !== undefined && sameSecret(key, known)) return;
    throw new DomainError('forbidden', 'Letters of no company need the installation key in x-install-key.');
  }
}
