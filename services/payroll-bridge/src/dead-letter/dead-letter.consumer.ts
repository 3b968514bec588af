import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  Inject,
  Injectable,
  Logger,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { PAYROLL_ANSWERS_QUEUE } from '@goalbeat/contracts/names';
import { BrokerLink } from '@goalbeat/service-kit/broker/broker-link';
import { assertQueueFamily, deadQueue, serviceQueue } from '@goalbeat/service-kit/broker/topology';
import { NO_TENANT } from '@goalbeat/service-kit/db/removed-tenant';
import { UnitOfWork } from '@goalbeat/service-kit/db/unit-of-work';
import { SERVICE_OPTIONS, type ServiceOptions } from '@goalbeat/service-kit/start/service-options';
import type { Channel, ChannelModel, ConsumeMessage } from 'amqplib';
import { v7 as uuidv7 } from 'uuid';
import { DeadLetterRepository, isOurs } from './dead-letter.repository.js';
import { examineLetter } from './examine-letter.js';

const PREFETCH = 20;
const AGAIN_MS = 1_000;
/** What is longer is kept to here: enough to see what it was, too little to be replayed. */
export const LARGEST = 262_144;

/**
 * Dead letters out of their queues into the database, acknowledged after the commit: there they are seen, replayed and set aside, and
 * outlive the broker. While the database is away they stay where they are.
 */
@Injectable()
export class DeadLetterConsumer implements OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly #logger = new Logger(DeadLetterConsumer.name);
  readonly #queues: readonly string[];
  readonly #running = new Set<Promise<void>>();
  #link: BrokerLink | undefined;
  #stopping = false;

  constructor(
    @Inject(SERVICE_OPTIONS) private readonly options: ServiceOptions,
    private readonly uow: UnitOfWork,
    private readonly letters: DeadLetterRepository,
  ) {
    this.#queues = [PAYROLL_ANSWERS_QUEUE, serviceQueue(options.name)];
  }

  onApplicationBootstrap(): void {
    const { config, name } = this.options;
    if (!config.RUN.includes('consumers')) return;
    this.#link = new BrokerLink(config.AMQP_URL, `goalbeat-${name} dead letters`, (model) => this.#attach(model));
    this.#link.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.#stopping = true;
    await Promise.allSettled(this.#running);
    await this.#link?.stop();
  }

  async #attach(model: ChannelModel): Promise<void> {
    const channel = await model.createChannel();
    channel.on('error', (error: Error) => this.#logger.warn(error.message));
    channel.on('close', () => {
      if (!this.#stopping) this.#link?.restart();
    });
    await channel.prefetch(PREFETCH);
    for (const queue of this.#queues) {
      await assertQueueFamily(channel, queue);
      await channel.consume(deadQueue(queue), (message) => {
        if (message === null) this.#link?.restart();
        else this.#track(this.#keep(channel, queue, message));
      });
    }
  }

  #track(work: Promise<void>): void {
    const tracked: Promise<void> = work
      .catch((error: unknown) => this.#logger.warn(`A dead letter stays in its queue: ${String(error)}`))
      .finally(() => this.#running.delete(tracked));
    this.#running.add(tracked);
  }

  async #keep(channel: Channel, queue: string, message: ConsumeMessage): Promise<void> {
    const { content } = message;
    const death = deathOf(message);
    const { cause, detail, tenantId } = await this.#examine(queue, content, death.reason);
    const digest = createHash('sha256').update(`${queue}\n${death.at}\n`).update(content).digest('hex');
    const body = content.subarray(0, LARGEST);
    const letter = { id: uuidv7(), queue, cause, detail, body, bytes: content.length, digest };
    for (;;) {
      try {
        await this.uow.write(tenantId, (tx) => this.letters.keep(tx, letter));
        channel.ack(message);
        return;
      } catch (error) {
        if (this.#stopping) return;
        this.#logger.warn(`Dead letters wait: ${error instanceof Error ? error.message : String(error)}`);
        await sleep(AGAIN_MS);
      }
    }
  }

  /** Why nobody took it, as far as it shows, and whose it is. */
  async #examine(
    queue: string,
    content: Buffer,
    reason: string,
  ): Promise<{ cause: string; detail: string; tenantId: string }> {
    const { tenantId, ...found } = examineLetter(queue, content, reason);
    if (tenantId === null) return { ...found, tenantId: NO_TENANT };
    for (;;) {
      try {
        if (await isOurs(this.uow, tenantId)) return { ...found, tenantId };
        return { cause: 'unknown-tenant', detail: 'It names a company that is not ours.', tenantId: NO_TENANT };
      } catch (error) {
        if (this.#stopping) throw error;
        await sleep(AGAIN_MS);
      }
    }
  }
}

/** When and why the broker gave it up; the same on every delivery of this letter. */
function deathOf(message: ConsumeMessage): { at: string; reason: string } {
  const deaths: unknown = message.properties.headers?.['x-death'];
  const [last] = Array.isArray(deaths) ? (deaths as { reason?: unknown; time?: { value?: unknown } }[]) : [];
  const at = last?.time?.value;
  return {
    at: typeof at === 'number' || typeof at === 'string' ? String(at) : '',
    reason: typeof last?.reason === 'string' ? last.reason : 'rejected',
  };
}
