import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { PAYOUTS_EXCHANGE } from '@goalbeat/contracts/names';
import {
  PAYOUT_EVENTS,
  PayoutBatchClosedEvent,
  PayoutRequestedEvent,
  type PayoutAnswer,
  type PayoutRequested,
} from '@goalbeat/contracts/payroll/events';
import { seeded, type Seeded } from '@goalbeat/examples/seeded';
import { connect, type Channel, type ChannelModel, type ConfirmChannel, type ConsumeMessage } from 'amqplib';
import type { Book, BookedPayout } from './book.js';
import type { Settings } from './settings.js';

const PREFETCH = 100;
const RECONNECT_MS = 300;
const UNROUTABLE_MS = 300;
const FORGOTTEN_MS = 3_600_000;

interface Session {
  consume: Channel;
  publish: ConfirmChannel;
  /** Rejects when the connection ends. */
  gone: Promise<never>;
}

/**
 * Payroll as its engineers describe it: it answers late, sometimes crashes between paying and saying so, gets things twice,
 * and pays each id at most once.
 */
export class PayrollSimulator {
  readonly #random: Seeded;
  readonly #returned = new Set<string>();
  #model: ChannelModel | undefined;
  #stopping = false;

  /** `crash` ends the process on the spot; tests replace it. */
  constructor(
    private readonly settings: Settings,
    private readonly book: Book,
    private readonly crash: () => never,
  ) {
    this.#random = seeded(settings.SEED);
  }

  /** Works until stopped; comes back whenever the broker does. */
  async run(): Promise<void> {
    while (!this.#stopping) {
      try {
        await this.#session();
      } catch {
        // The broker is away; what was not acknowledged will come again.
      }
      if (!this.#stopping) await sleep(RECONNECT_MS);
    }
  }

  async stop(): Promise<void> {
    this.#stopping = true;
    await this.#model?.close().catch(() => undefined);
  }

  async #session(): Promise<void> {
    const model = await connect(this.settings.AMQP_URL, { timeout: 5_000 });
    this.#model = model;
    const closed = new Promise<void>((resolve) => model.on('close', () => resolve()));
    const gone = closed.then((): never => {
      throw new Error('the connection has ended');
    });
    gone.catch(() => undefined);
    model.on('error', () => undefined);
    const publish = await model.createConfirmChannel();
    const consume = await model.createChannel();
    for (const channel of [publish, consume]) channel.on('error', () => undefined);
    publish.on('return', (message) => this.#returned.add(String(message.properties.messageId)));
    await consume.assertExchange(PAYOUTS_EXCHANGE, 'topic', { durable: true });
    await consume.assertQueue(this.settings.QUEUE, {
      durable: true,
      // A demonstration's queue goes an hour after its last consumer.
      arguments: { 'x-queue-type': 'quorum', 'x-expires': FORGOTTEN_MS },
    });
    await consume.bindQueue(this.settings.QUEUE, PAYOUTS_EXCHANGE, '#');
    await consume.prefetch(PREFETCH);
    await consume.consume(this.settings.QUEUE, (message) => {
      // A consumer that the broker cancels has lost its queue's leader: begin anew.
      if (message === null) void model.close().catch(() => undefined);
      else this.#handle({ consume, publish, gone }, message);
    });
    await closed;
  }

  #handle(session: Session, message: ConsumeMessage): void {
    this.#work(session, message).catch(() => {
      // The channel died under it; the message comes again.
    });
  }

  async #work(session: Session, message: ConsumeMessage): Promise<void> {
    const content: unknown = JSON.parse(message.content.toString('utf8'));
    const type = typeof content === 'object' && content !== null && 'type' in content ? content.type : undefined;
    if (type === PAYOUT_EVENTS.requested) await this.#payout(session, message, content);
    else {
      if (type === PAYOUT_EVENTS.batchClosed) this.#batch(content);
      session.consume.ack(message);
    }
  }

  #batch(content: unknown): void {
    const { tenantid, data } = PayoutBatchClosedEvent.parse(content);
    if (this.#foreign(tenantid)) return;
    const { batchId, count, sums } = data;
    this.book.add({ kind: 'batch', batchId, count, sums, at: new Date().toISOString() });
  }

  async #payout(session: Session, message: ConsumeMessage, content: unknown): Promise<void> {
    const { tenantid, data } = PayoutRequestedEvent.parse(content);
    if (this.#foreign(tenantid)) {
      session.consume.ack(message);
      return;
    }
    const known = this.book.find(data.payoutId);
    if (known !== undefined) this.book.add({ kind: 'repeat', payoutId: data.payoutId, at: new Date().toISOString() });
    const booked = known ?? this.#pay(tenantid, data);
    if (known === undefined && this.#random.share('repeat', data.employeeNumber) < this.settings.REPEAT_SHARE) {
      session.consume.nack(message, false, true);
      return;
    }
    await this.#answer(session, booked, 'accepted');
    const { FASTEST_MS, SLOWEST_MS } = this.settings;
    await sleep(this.#random.whole(FASTEST_MS, Math.max(FASTEST_MS, SLOWEST_MS), 'late', data.employeeNumber));
    await this.#answer(session, booked, booked.outcome);
    session.consume.ack(message);
  }

  #foreign(tenantId: string): boolean {
    return this.settings.TENANT !== undefined && this.settings.TENANT !== tenantId;
  }

  #pay(tenantId: string, payout: PayoutRequested): BookedPayout {
    const wrong = this.#wrongAccounts().includes(payout.employeeNumber);
    const entry: BookedPayout = {
      kind: 'payout',
      payoutId: payout.payoutId,
      tenantId,
      employeeNumber: payout.employeeNumber,
      amount: payout.amount.amount,
      currency: payout.amount.currency,
      replaces: payout.replaces,
      outcome: wrong ? 'rejected' : 'paid',
      code: wrong ? 'wrong-account' : null,
      reference: `PR-${String(this.book.size + 1).padStart(6, '0')}`,
      at: new Date().toISOString(),
    };
    this.book.add(entry);
    if (this.settings.CRASH_AFTER.includes(this.book.size)) this.crash();
    return entry;
  }

  #wrongAccounts(): string[] {
    if (this.settings.ACCOUNTS_FILE === undefined) return [];
    const { wrong } = JSON.parse(readFileSync(this.settings.ACCOUNTS_FILE, 'utf8')) as { wrong: string[] };
    return wrong;
  }

  async #answer({ publish, gone }: Session, booked: BookedPayout, outcome: PayoutAnswer['outcome']): Promise<void> {
    const answer: PayoutAnswer = {
      answerId: `${booked.payoutId}/${outcome}`,
      tenantId: booked.tenantId,
      payoutId: booked.payoutId,
      outcome,
      reference: booked.reference,
      at: new Date().toISOString(),
      ...(outcome === 'rejected' && booked.code !== null ? { code: booked.code, text: '收款账户有误' } : {}),
    };
    for (;;) {
      const confirmed = new Promise<void>((resolve, reject) => {
        publish.publish(
          '',
          this.settings.ANSWERS_QUEUE,
          Buffer.from(JSON.stringify(answer)),
          { persistent: true, mandatory: true, messageId: answer.answerId, contentType: 'application/json' },
          (error: unknown) => (error === null || error === undefined ? resolve() : reject(new Error('not confirmed'))),
        );
      });
      // A channel that closes never confirms.
      await Promise.race([confirmed, gone]);
      // Confirmed but returned: nobody was there to take it yet.
      if (!this.#returned.delete(answer.answerId)) return;
      await sleep(UNROUTABLE_MS);
    }
  }
}
