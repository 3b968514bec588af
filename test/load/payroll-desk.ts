import { randomUUID } from 'node:crypto';
import type { ChannelModel, ConfirmChannel, ConsumeMessage } from 'amqplib';
import { PAYOUTS_EXCHANGE, PAYROLL_ANSWERS_QUEUE } from '@goalbeat/contracts/names';
import { PAYOUT_EVENTS, PayoutRequestedEvent, type PayoutAnswer } from '@goalbeat/contracts/payroll/events';

const QUEUE = 'goalbeat.bench-payroll';
const PREFETCH = 500;

export interface Taken {
  /** Monotonic milliseconds, as performance.now(). */
  at: number;
  routingKey: string;
  content: Buffer;
  properties: ConsumeMessage['properties'];
}

/** A payroll that pays everything at once: takes each payout of the tenant and answers `paid`. */
export class PayrollDesk {
  readonly taken: Taken[] = [];
  #tag = '';

  private constructor(
    private readonly channel: ConfirmChannel,
    private readonly tenantId: string,
  ) {}

  /** @param keep what waits in its queue already is of this run, and not thrown away */
  static async open(broker: ChannelModel, tenantId: string, { keep = false } = {}): Promise<PayrollDesk> {
    const channel = await broker.createConfirmChannel();
    await channel.assertExchange(PAYOUTS_EXCHANGE, 'topic', { durable: true });
    await channel.assertQueue(QUEUE, { durable: true, arguments: { 'x-queue-type': 'quorum' } });
    if (!keep) await channel.purgeQueue(QUEUE);
    await channel.bindQueue(QUEUE, PAYOUTS_EXCHANGE, '#');
    await channel.prefetch(PREFETCH);
    const desk = new PayrollDesk(channel, tenantId);
    const { consumerTag } = await channel.consume(QUEUE, (message) => desk.#take(message));
    desk.#tag = consumerTag;
    return desk;
  }

  /** Goes, and leaves its queue to fill. */
  async leave(): Promise<void> {
    await this.channel.cancel(this.#tag);
    await this.channel.close();
  }

  async close(): Promise<void> {
    await this.channel.cancel(this.#tag);
    await this.channel.deleteQueue(QUEUE);
    await this.channel.close();
  }

  #take(message: ConsumeMessage | null): void {
    if (message === null) return;
    const at = performance.now();
    const event = JSON.parse(message.content.toString('utf8')) as { type: string; tenantid: string };
    if (event.tenantid === this.tenantId && event.type === PAYOUT_EVENTS.requested) {
      const { content, properties } = message;
      const payout = PayoutRequestedEvent.parse(event).data;
      this.taken.push({ at, routingKey: message.fields.routingKey, content, properties });
      this.#answer(payout);
    }
    this.channel.ack(message);
  }

  #answer({ payoutId, amount }: { payoutId: string; amount: PayoutAnswer['amount'] }): void {
    const answer: PayoutAnswer = {
      answerId: randomUUID(),
      tenantId: this.tenantId,
      payoutId,
      outcome: 'paid',
      reference: `bench-${this.taken.length}`,
      at: new Date().toISOString(),
      ...(amount === undefined ? {} : { amount }),
    };
    const body = Buffer.from(JSON.stringify(answer));
    this.channel.publish('', PAYROLL_ANSWERS_QUEUE, body, { persistent: true, contentType: 'application/json' });
  }
}
