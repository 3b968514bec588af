import { setTimeout as sleep } from 'node:timers/promises';
import {
  Inject,
  Injectable,
  Logger,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { PAYOUTS_EXCHANGE, PAYROLL_ANSWERS_QUEUE } from '@goalbeat/contracts/names';
import type { PayoutAnswer } from '@goalbeat/contracts/payroll/events';
import { isDomainError } from '@goalbeat/domain/errors/domain-error';
import { BrokerLink } from '@goalbeat/service-kit/broker/broker-link';
import { assertQueueFamily } from '@goalbeat/service-kit/broker/topology';
import { UnitOfWork } from '@goalbeat/service-kit/db/unit-of-work';
import { KitMetrics } from '@goalbeat/service-kit/health/metrics';
import { isWorthWaiting } from '@goalbeat/service-kit/inbox/event-handler';
import { SERVICE_OPTIONS, type ServiceOptions } from '@goalbeat/service-kit/start/service-options';
import type { Channel, ChannelModel, ConsumeMessage } from 'amqplib';
import { BY_PAYROLL } from '../organisation/actor.js';
import { readAnswer } from './read-answer.js';
import { TakeAnswers } from './take-answers.js';

const PREFETCH = 1_000;
const AT_ONCE = 500;
/** Answers that arrive within this time share a transaction. */
const GATHER_MS = 10;
const AGAIN_MS = 500;

interface Delivery {
  message: ConsumeMessage;
  answer: PayoutAnswer;
}

/**
 * Payroll's answers from their queue, up to five hundred in one transaction, acknowledged after its commit. What is no
 * answer at all goes to the dead letters at once; a batch that fails is tried one by one, so that a bad one stays alone.
 */
@Injectable()
export class PayoutAnswerConsumer implements OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly #logger = new Logger(PayoutAnswerConsumer.name);
  #link: BrokerLink | undefined;
  #session: { channel: Channel; tag: string } | undefined;
  #waiting: { channel: Channel; delivery: Delivery }[] = [];
  #working: Promise<void> | undefined;
  #stopping = false;

  constructor(
    @Inject(SERVICE_OPTIONS) private readonly options: ServiceOptions,
    private readonly uow: UnitOfWork,
    private readonly answers: TakeAnswers,
    private readonly metrics: KitMetrics,
  ) {}

  onApplicationBootstrap(): void {
    const { config, name } = this.options;
    if (!config.RUN.includes('consumers')) return;
    this.#link = new BrokerLink(config.AMQP_URL, `goalbeat-${name} answers`, (model) => this.#attach(model));
    this.#link.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.#stopping = true;
    const session = this.#session;
    if (session !== undefined) await session.channel.cancel(session.tag).catch(() => undefined);
    await this.#working;
    await this.#link?.stop();
  }

  async #attach(model: ChannelModel): Promise<void> {
    const channel = await model.createChannel();
    channel.on('error', (error: Error) => this.#logger.warn(error.message));
    channel.on('close', () => {
      // What was not acknowledged comes again on the next channel.
      this.#waiting = this.#waiting.filter((one) => one.channel !== channel);
      if (this.#session?.channel === channel) this.#session = undefined;
      if (!this.#stopping) this.#link?.restart();
    });
    // Payroll binds its queue to this exchange; it must be there before our first payout is.
    await channel.assertExchange(PAYOUTS_EXCHANGE, 'topic', { durable: true });
    await assertQueueFamily(channel, PAYROLL_ANSWERS_QUEUE);
    await channel.prefetch(PREFETCH);
    const { consumerTag } = await channel.consume(PAYROLL_ANSWERS_QUEUE, (message) => this.#arrived(channel, message));
    this.#session = { channel, tag: consumerTag };
  }

  #arrived(channel: Channel, message: ConsumeMessage | null): void {
    if (message === null) {
      this.#link?.restart();
      return;
    }
    const read = readAnswer(message.content);
    if (!read.ok) {
      this.#bury(channel, message, read.detail);
      return;
    }
    this.#waiting.push({ channel, delivery: { message, answer: read.answer } });
    this.#working ??= this.#work().finally(() => {
      this.#working = undefined;
    });
  }

  async #work(): Promise<void> {
    await sleep(GATHER_MS);
    while (this.#waiting.length > 0 && !this.#stopping) {
      const portion = this.#waiting.splice(0, AT_ONCE);
      const byTenant = Map.groupBy(portion, ({ delivery }) => delivery.answer.tenantId);
      for (const [tenantId, given] of byTenant) await this.#take(tenantId, given);
    }
  }

  async #take(tenantId: string, given: { channel: Channel; delivery: Delivery }[]): Promise<void> {
    for (;;) {
      try {
        const answers = given.map(({ delivery }) => delivery.answer);
        await this.uow.write(tenantId, (tx) => this.answers.take(tx, answers, BY_PAYROLL));
        for (const { channel, delivery } of given) quietly(() => channel.ack(delivery.message));
        return;
      } catch (error) {
        if (isDomainError(error) && error.code === 'copy-behind') {
          // A tenant we never heard of has no payouts: waiting for it would hold up everybody else's answers.
          for (const one of given) this.#bury(one.channel, one.delivery.message, `tenant ${tenantId} is not ours`);
          return;
        }
        if (isWorthWaiting(error)) {
          // Kept unacknowledged rather than sent back: a database that is away for a minute is no fault of the message.
          if (this.#stopping) return;
          this.#logger.warn(`Answers wait: ${error instanceof Error ? error.message : String(error)}`);
          await sleep(AGAIN_MS);
        } else if (given.length > 1) {
          for (const one of given) await this.#take(tenantId, [one]);
          return;
        } else {
          for (const one of given) this.#poison(one.channel, one.delivery, error);
          return;
        }
      }
    }
  }

  #bury(channel: Channel, message: ConsumeMessage, why: string): void {
    this.metrics.deadLetters.inc({ queue: PAYROLL_ANSWERS_QUEUE });
    this.#logger.error(`${PAYROLL_ANSWERS_QUEUE}: to the dead letters, ${why}`);
    quietly(() => channel.nack(message, false, false));
  }

  /** The queue's delivery limit moves it to the dead letters after its last try. */
  #poison(channel: Channel, { message, answer }: Delivery, error: unknown): void {
    this.#logger.error({ msg: `Answer ${answer.answerId} failed`, err: error });
    quietly(() => channel.nack(message, false, true));
  }
}

/** A channel that closed meanwhile delivers again; the answer's id makes that harmless. */
function quietly(fn: () => void): void {
  try {
    fn();
  } catch {
    // closed
  }
}
