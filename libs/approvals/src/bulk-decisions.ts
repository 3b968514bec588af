import { createHash } from 'node:crypto';
import { Injectable, Logger } from '@nestjs/common';
import type { DecideManyBody, DecideManyResult } from '@goalbeat/contracts/approvals/http';
import { isDomainError } from '@goalbeat/domain/errors/domain-error';
import { type CommandRequest, stableJson } from '@goalbeat/service-kit/db/command-request';
import { UnitOfWork } from '@goalbeat/service-kit/db/unit-of-work';
import { Decisions } from './decisions.js';

// Leaves most of the service's connections to others.
const AT_ONCE = 4;

type Item = DecideManyBody['decisions'][number];
type ItemResult = DecideManyResult['results'][number];

@Injectable()
export class BulkDecisions {
  readonly #logger = new Logger(BulkDecisions.name);

  constructor(
    private readonly decisions: Decisions,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  /** @throws idempotency-mismatch before anything is decided, idempotency-in-flight */
  async decideMany(command: CommandRequest, body: DecideManyBody): Promise<DecideManyResult> {
    await this.#remember(command);
    const results: ItemResult[] = [];
    const queue = [...body.decisions.entries()];
    const work = async (): Promise<void> => {
      for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
        const [index, item] = next;
        results[index] = await this.#one(itemCommand(command, item, index), item);
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
    return { results };
  }

  /** The whole body under the request's own key: items alone would not notice that others stand beside them. */
  async #remember(command: CommandRequest): Promise<void> {
    if (command.idempotencyKey === null) return;
    await this.unitOfWork.command(command, (tx) => {
      tx.changedNothing();
      return Promise.resolve(null);
    });
  }

  async #one(command: CommandRequest, { approvalId, ...body }: Item): Promise<ItemResult> {
    try {
      const { state } = await this.decisions.decide(command, approvalId, body);
      return { approvalId, ok: true, state };
    } catch (error) {
      if (isDomainError(error)) return { approvalId, ok: false, code: error.code, detail: error.message };
      this.#logger.error({ err: error, approvalId }, 'A decision of a bulk request failed');
      return { approvalId, ok: false, code: 'internal' };
    }
  }
}

/** Each item is a transaction of its own, so each has its own share of the request's key. */
function itemCommand(command: CommandRequest, item: Item, index: number): CommandRequest {
  if (command.idempotencyKey === null) return command;
  return {
    ...command,
    idempotencyKey: `${command.idempotencyKey}#${index}`,
    bodyHash: createHash('sha256').update(stableJson(item)).digest('hex'),
  };
}
