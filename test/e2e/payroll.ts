import { PAYOUTS_EXCHANGE, PAYROLL_ANSWERS_QUEUE } from '@goalbeat/contracts/names';
import {
  PAYOUT_EVENTS,
  PayoutBatchClosedEvent,
  PayoutRequestedEvent,
  type PayoutAnswer,
  type PayoutBatchClosed,
  type PayoutRequested,
} from '@goalbeat/contracts/payroll/events';
import { connect, type ChannelModel, type ConfirmChannel, type ConsumeMessage } from 'amqplib';
import { installation } from './installation.js';

/** A payroll system: takes each payout of one company, answers as the story wants, and keeps its own book. */
export class Payroll {
  /** By payout id: what was asked, as often as it came. */
  readonly asked = new Map<string, PayoutRequested[]>();
  readonly batches: PayoutBatchClosed[] = [];

  private constructor(
    private readonly model: ChannelModel,
    private readonly channel: ConfirmChannel,
    private readonly tenantId: string,
    private readonly decide: (payout: PayoutRequested) => Partial<PayoutAnswer> & Pick<PayoutAnswer, 'outcome'>,
  ) {}

  static async open(
    tenantId: string,
    decide: (payout: PayoutRequested) => Partial<PayoutAnswer> & Pick<PayoutAnswer, 'outcome'> = () => ({
      outcome: 'paid',
    }),
  ): Promise<Payroll> {
    const model = await connect(installation.amqpUrl);
    const channel = await model.createConfirmChannel();
    await channel.assertExchange(PAYOUTS_EXCHANGE, 'topic', { durable: true });
    const queue = `e2e-payroll.${tenantId}`;
    await channel.assertQueue(queue, { durable: true, arguments: { 'x-queue-type': 'quorum' } });
    await channel.bindQueue(queue, PAYOUTS_EXCHANGE, '#');
    await channel.prefetch(200);
    const payroll = new Payroll(model, channel, tenantId, decide);
    await channel.consume(queue, (message) => payroll.#take(message));
    return payroll;
  }

  async close(): Promise<void> {
    await this.channel.deleteQueue(`e2e-payroll.${this.tenantId}`);
    await this.model.close();
  }

  #take(message: ConsumeMessage | null): void {
    if (message === null) return;
    const event = JSON.parse(message.content.toString('utf8')) as { type: string; tenantid: string };
    if (event.tenantid === this.tenantId) {
      if (event.type === PAYOUT_EVENTS.requested) this.#pay(PayoutRequestedEvent.parse(event).data);
      if (event.type === PAYOUT_EVENTS.batchClosed) this.batches.push(PayoutBatchClosedEvent.parse(event).data);
    }
    this.channel.ack(message);
  }

  #pay(payout: PayoutRequested): void {
    this.asked.set(payout.payoutId, [...(this.asked.get(payout.payoutId) ?? []), payout]);
    const decided = this.decide(payout);
    this.answer({ payoutId: payout.payoutId, outcome: 'accepted' });
    this.answer({ payoutId: payout.payoutId, reference: `PR-${this.asked.size}`, ...decided });
  }

  answer(given: Partial<PayoutAnswer> & Pick<PayoutAnswer, 'payoutId' | 'outcome'>): void {
    this.#publish(PAYROLL_ANSWERS_QUEUE, given);
  }

  /** As if the broker had given the answer up: nobody took it, though there is nothing wrong with it. */
  bury(given: Partial<PayoutAnswer> & Pick<PayoutAnswer, 'payoutId' | 'outcome'>): void {
    this.#publish(`${PAYROLL_ANSWERS_QUEUE}.dead`, given);
  }

  #publish(queue: string, given: Partial<PayoutAnswer> & Pick<PayoutAnswer, 'payoutId' | 'outcome'>): void {
    const answer: PayoutAnswer = {
      answerId: `${given.payoutId}/${given.outcome}`,
      tenantId: this.tenantId,
      at: new Date().toISOString(),
      ...given,
    };
    this.channel.publish('', queue, Buffer.from(JSON.stringify(answer)), {
      persistent: true,
      contentType: 'application/json',
    });
  }
}
