import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PAYOUTS_EXCHANGE } from '@goalbeat/contracts/names';
import { PAYOUT_EVENTS, PayoutAnswer } from '@goalbeat/contracts/payroll/events';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { connect, type ChannelModel, type ConfirmChannel } from 'amqplib';
import { eventually } from '../harness/eventually.js';
import { Book, readBook } from './book.js';
import { readSettings } from './settings.js';
import { PayrollSimulator } from './simulator.js';

const url = process.env['TEST_AMQP_URL'];
const tenant = randomUUID();
const queue = `payroll-simulator-test-${tenant}`;
const answersQueue = `${queue}-answers`;

class Crashed extends Error {}

const requested = (payoutId: string, employeeNumber: string, replaces: string | null = null) => ({
  specversion: '1.0',
  id: payoutId,
  source: 'goalbeat/payroll-bridge',
  type: PAYOUT_EVENTS.requested,
  time: '2026-11-23T06:00:00.000Z',
  datacontenttype: 'application/json',
  tenantid: tenant,
  data: {
    payoutId,
    batchId: randomUUID(),
    runId: randomUUID(),
    employeeNumber,
    amount: { amount: '100.00', currency: 'CNY' },
    period: '2026-W47',
    reason: 'test',
    requestedAt: '2026-11-23T06:00:00.000Z',
    replaces,
  },
});

/** Needs a broker in TEST_AMQP_URL; the launcher's test command gives one of its own. */
describe('PayrollSimulator', () => {
  const folder = mkdtempSync(join(tmpdir(), 'payroll-'));
  const bookFile = join(folder, 'book.jsonl');
  const accounts = join(folder, 'accounts.json');
  const answers: PayoutAnswer[] = [];
  let model: ChannelModel;
  let channel: ConfirmChannel;

  const settings = readSettings({
    AMQP_URL: url,
    BOOK_FILE: bookFile,
    ACCOUNTS_FILE: accounts,
    QUEUE: queue,
    ANSWERS_QUEUE: answersQueue,
    TENANT: tenant,
    CRASH_AFTER: '2',
    REPEAT_SHARE: '0',
    FASTEST_MS: '1',
    SLOWEST_MS: '20',
  });
  const publish = async (event: { id: string }) => {
    channel.publish(PAYOUTS_EXCHANGE, PAYOUT_EVENTS.requested, Buffer.from(JSON.stringify(event)), {
      messageId: event.id,
    });
    await channel.waitForConfirms();
  };
  const until = async (done: () => boolean) => {
    for (let n = 0; n < 600 && !done(); n += 1) await new Promise((resolve) => setTimeout(resolve, 50));
    expect(done()).toBe(true);
  };
  /** Looked for on a channel of its own: asking for a queue that is not there ends the channel. */
  const consumers = async (): Promise<number> => {
    const looking = await model.createChannel();
    looking.on('error', () => undefined);
    try {
      const { consumerCount } = await looking.checkQueue(queue);
      await looking.close();
      return consumerCount;
    } catch {
      return 0;
    }
  };
  const final = (payoutId: string) => answers.filter((one) => one.payoutId === payoutId && one.outcome !== 'accepted');

  beforeAll(async () => {
    if (url === undefined) throw new Error('TEST_AMQP_URL is missing');
    writeFileSync(accounts, JSON.stringify({ wrong: ['E0002'] }));
    model = await connect(url);
    channel = await model.createConfirmChannel();
    await channel.assertExchange(PAYOUTS_EXCHANGE, 'topic', { durable: true });
  });
  afterAll(async () => {
    await channel?.deleteQueue(queue);
    await model?.close();
    rmSync(folder, { recursive: true });
  });

  it('pays each id once although it crashes and hears things twice', async () => {
    await channel.assertQueue(answersQueue, { exclusive: true });
    await channel.consume(answersQueue, (message) => {
      if (message === null) return;
      const answer = PayoutAnswer.parse(JSON.parse(message.content.toString()));
      if (answer.tenantId === tenant) answers.push(answer);
      channel.ack(message);
    });
    const [first, second, third] = [randomUUID(), randomUUID(), randomUUID()];
    let crashes = 0;
    const start = () => {
      const book = new Book(bookFile);
      const simulator: PayrollSimulator = new PayrollSimulator(settings, book, () => {
        crashes += 1;
        // What a killed process leaves: booked, unacknowledged, unanswered.
        void simulator.stop();
        throw new Crashed();
      });
      return { book, simulator, ended: simulator.run() };
    };
    let running = start();
    await eventually(consumers, (count) => count > 0);
    await publish(requested(first, 'E0001'));
    await until(() => final(first).length > 0);
    await publish(requested(second, 'E0002'));
    await until(() => crashes === 1);
    await running.ended;
    running.book.close();
    expect(final(second)).toEqual([]);

    running = start();
    await until(() => final(second).length > 0);
    await publish(requested(first, 'E0001'));
    await until(() => running.book.repeats >= 2);
    expect(final(second)[0]).toMatchObject({ outcome: 'rejected', code: 'wrong-account' });

    writeFileSync(accounts, JSON.stringify({ wrong: [] }));
    await publish(requested(third, 'E0002', second));
    await until(() => final(third).length > 0);
    expect(final(third)[0]?.outcome).toBe('paid');
    await running.simulator.stop();
    await running.ended;
    running.book.close();

    const paid = readBook(bookFile).flatMap((entry) =>
      entry.kind === 'payout' && entry.outcome === 'paid' ? entry.payoutId : [],
    );
    expect(paid.toSorted()).toEqual([first, third].toSorted());
    expect(new Set(final(first).map((one) => one.answerId)).size).toBe(1);
  }, 120_000);
});
