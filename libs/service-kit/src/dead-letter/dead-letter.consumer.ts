import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  Inject,
  Injectable,
  Logger,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { isRehearsal } from '@goalbeat/domain/access/rehearsal-tenant';
import { BrokerLink } from '../broker/broker-link.js';
import { assertQueueFamily, deadQueue } from '../broker/topology.js';
import { isRemoved } from '../db/purge-rehearsal.js';
import { NO_TENANT } from '../db/removed-tenant.js';
import { UnitOfWork } from '../db/unit-of-work.js';
import { SERVICE_OPTIONS, type ServiceOptions } from '../start/service-options.js';
import type { Channel, ChannelModel, ConsumeMessage } from 'amqplib';
import { v7 as uuidv7 } from 'uuid';
import { DeadLetterRepository } from './dead-letter.repository.js';
import { LetterDoors } from './letter-doors.js';

const PREFETCH = 20;
const AGAIN_MS = 1_000;
/** Longer than anything of ours. What is longer still is kept to here: enough to see what it was, too little to be replayed. */
const LARGEST = 16 * 1_048_576;
const UNKNOWN_TENANT = { cause: 'unknown-tenant', detail: 'It names a company that is not ours.' };

/**
 * Dead letters out of their queues into the database, acknowledged after the commit: there they are seen, replayed and set aside, and
 * outlive the broker. While the database is away they stay where they are.
 */
@Injectable()
export class DeadLetterConsumer implements OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly #logger = new Logger(DeadLetterConsumer.name);
  readonly #running = new Set<Promise<void>>();
  #link: BrokerLink | undefined;
  #stopping = false;

  constructor(
    @Inject(SERVICE_OPTIONS) private readonly options: ServiceOptions,
    private readonly uow: UnitOfWork,
    private readonly letters: DeadLetterRepository,
    private readonly doors: LetterDoors,
  ) {}

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
    for (const queue of this.doors.queues) {
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
    const death = deathOf(message);
    for (;;) {
      try {
        await this.#store(queue, message.content, death);
        channel.ack(message);
        return;
      } catch (error) {
        if (this.#stopping) return;
        this.#logger.warn(`Dead letters wait: ${error instanceof Error ? error.message : String(error)}`);
        await sleep(AGAIN_MS);
      }
    }
  }

  /** For the company that it names, or for nobody; of a rehearsal that is over nothing is kept. */
  async #store(queue: string, content: Buffer, death: Death): Promise<void> {
    const { tenantId: named, ...found } = this.doors.examine(queue, content, death.reason);
    if (named !== null && isRehearsal(named) && (await isRemoved(this.uow, named))) return;
    const ours = named !== null && (await this.doors.isOurs(named));
    const why = named === null || ours ? found : UNKNOWN_TENANT;
    const digest = createHash('sha256').update(`${queue}\n${death.at}\n`).update(content).digest('hex');
    const body = content.subarray(0, LARGEST);
    const letter = { id: uuidv7(), queue, ...why, body, bytes: content.length, digest };
    await this.uow.write(ours ? named : NO_TENANT, (tx) => this.letters.keep(tx, letter));
  }
}

interface Death {
  at: string;
  reason: string;
}

/** When and why the broker gave it up; the same on every delivery of this letter. */
function deathOf(message: ConsumeMessage): Death {
  const deaths: unknown = message.properties.headers?.['x-death'];
  const [last] = Array.isArray(deaths) ? (deaths as { reason?: unknown; time?: { value?: unknown } }[]) : [];
  const at = last?.time?.value;
  return {
    at: typeof at === 'number' || typeof at === 'string' ? String(at) : '',
    reason: typeof last?.reason === 'string' ? last.reason : 'rejected',
  };
}
