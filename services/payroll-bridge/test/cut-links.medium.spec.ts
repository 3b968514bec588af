import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect as connectTcp, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PAYOUTS_EXCHANGE, PAYROLL_ANSWERS_QUEUE } from '@goalbeat/contracts/names';
import { PAYOUT_EVENTS, PayoutRequestedEvent } from '@goalbeat/contracts/payroll/events';
import { TENANT, worker } from '@goalbeat/testing/harness/company';
import { eventually } from '@goalbeat/testing/harness/eventually';
import { required } from '@goalbeat/testing/harness/test-environment';
import { Book } from '@goalbeat/testing/payroll-simulator/book';
import { type Channel, type ChannelModel, connect } from 'amqplib';
import { score } from './company.js';
import { answerOf, type Payroll, startPayroll } from './payroll-service.js';

const PAYOUTS = 100;
const CUTS = 100;
const METHOD = 1;
/** basic.ack of AMQP 0-9-1: class 60, method 80. */
const ACK = 0x003c_0050;
/** How basic.publish to the payouts' exchange looks on the wire: class 60, method 40, a reserved number, the name. */
const PAYOUT_SENT = Buffer.from([0, 60, 0, 40, 0, 0, PAYOUTS_EXCHANGE.length, ...Buffer.from(PAYOUTS_EXCHANGE)]);

/** Between us and the broker: cuts a connection that payouts went over when the broker's word that it has something comes back on it. */
class CuttingProxy {
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  cuts = 0;
  /** Only while it is: what is told before the payouts is to get through, so that they are what is cut. */
  cutting = false;

  private constructor(target: URL) {
    this.#server = createServer((ours) => {
      const theirs = connectTcp(Number(target.port), target.hostname);
      const end = (): void => {
        ours.destroy();
        theirs.destroy();
      };
      for (const socket of [ours, theirs]) {
        this.#sockets.add(socket);
        socket.on('error', end);
        socket.on('close', end);
      }
      ours.pipe(theirs);
      // News of the run goes over it too, sooner: cut at those, it would carry no payout at all.
      let carries = false;
      ours.on('data', (chunk: Buffer) => (carries ||= chunk.includes(PAYOUT_SENT)));
      let rest = Buffer.alloc(0);
      theirs.on('data', (chunk: Buffer) => {
        rest = Buffer.concat([rest, chunk]);
        for (let frame = frameOf(rest); frame !== undefined; frame = frameOf(rest)) {
          rest = rest.subarray(frame.length);
          if (isAck(frame) && carries && this.cutting && this.cuts < CUTS) {
            this.cuts += 1;
            end();
            return;
          }
          ours.write(frame);
        }
      });
    });
  }

  static async start(target: URL): Promise<CuttingProxy> {
    const proxy = new CuttingProxy(target);
    await new Promise<void>((resolve) => proxy.#server.listen(0, '127.0.0.1', resolve));
    return proxy;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}

/** The first whole frame: type, channel, size, payload, end. */
function frameOf(bytes: Buffer): Buffer | undefined {
  if (bytes.length < 7) return undefined;
  const length = 7 + bytes.readUInt32BE(3) + 1;
  return bytes.length < length ? undefined : bytes.subarray(0, length);
}

const isAck = (frame: Buffer): boolean =>
  frame.readUInt8(0) === METHOD && frame.length >= 11 && frame.readUInt32BE(7) === ACK;

describe('a link that is cut after the broker has a payout and before we hear of it', () => {
  let payroll: Payroll;
  let proxy: CuttingProxy;
  let model: ChannelModel;
  let channel: Channel;
  let book: Book;
  let queue: string;
  const folder = mkdtempSync(join(tmpdir(), 'cut-'));

  beforeAll(async () => {
    const direct = required('TEST_AMQP_URL');
    model = await connect(direct);
    channel = await model.createChannel();
    for (const name of [PAYROLL_ANSWERS_QUEUE, 'goalbeat.payroll-bridge'])
      for (const suffix of ['', '.dead', '.later']) await channel.deleteQueue(`${name}${suffix}`);
    await channel.assertExchange('goalbeat.events', 'topic', { durable: true });
    await channel.assertExchange(PAYOUTS_EXCHANGE, 'topic', { durable: true });
    const sink = await channel.assertQueue('', { exclusive: true });
    await channel.bindQueue(sink.queue, 'goalbeat.events', '#');
    await channel.consume(sink.queue, () => undefined, { noAck: true });
    ({ queue } = await channel.assertQueue('', { exclusive: true }));
    await channel.bindQueue(queue, PAYOUTS_EXCHANGE, PAYOUT_EVENTS.requested);
    book = new Book(join(folder, 'book.jsonl'));
    proxy = await CuttingProxy.start(new URL(direct));
    const cut = new URL(direct);
    cut.port = String(proxy.port);
    payroll = await startPayroll({ run: ['http', 'relay', 'consumers'], amqpUrl: cut.href });
    await payroll.seed(TENANT, PAYOUTS);
    await payroll.putPlan();
  });
  afterAll(async () => {
    await payroll.close();
    await proxy.close();
    await model.close();
    book.close();
    rmSync(folder, { recursive: true });
  });

  it('costs nobody a payment and pays nobody twice, a hundred times in a row', async () => {
    const booked = (body: Buffer): void => {
      const { data } = PayoutRequestedEvent.parse(JSON.parse(body.toString('utf8')));
      const { payoutId } = data;
      const at = new Date().toISOString();
      if (book.find(payoutId) !== undefined) {
        book.add({ kind: 'repeat', payoutId, at });
        return;
      }
      const { employeeNumber, replaces, amount } = data;
      const entry = { kind: 'payout' as const, payoutId, tenantId: TENANT, employeeNumber, ...amount, replaces };
      book.add({ ...entry, outcome: 'paid', code: null, reference: `PR-${book.size}`, at });
      channel.sendToQueue(PAYROLL_ANSWERS_QUEUE, Buffer.from(JSON.stringify(answerOf(payoutId, 'paid'))), {
        persistent: true,
      });
    };
    await channel.consume(queue, (message) => message !== null && booked(message.content), { noAck: true });
    const runId = await payroll.build(
      randomUUID(),
      Array.from({ length: PAYOUTS }, (_, n) => score(n, worker(n))),
    );
    const ref = { tenantId: TENANT, runId };
    await payroll.signAll(runId);
    await payroll.activities.postRun(ref);
    await eventually(
      () => payroll.rows(`SELECT 1 FROM outbox WHERE destination = 'events'`),
      (waiting) => waiting.length === 0,
      60_000,
    );
    proxy.cutting = true;
    await payroll.activities.handOverBatch(ref);
    await eventually(
      () => proxy.cuts,
      (seen) => seen === CUTS,
      540_000,
    );
    await eventually(
      async () => {
        const { batchesOpen, unanswered } = await payroll.activities.readRun(ref);
        return { batchesOpen, unanswered };
      },
      (seen) => seen.batchesOpen === 0 && seen.unanswered === 0,
      60_000,
    );
    expect(book.size).toBe(PAYOUTS);
    expect(book.repeats).toBeGreaterThan(0);
    expect(await payroll.activities.readRun(ref)).toMatchObject({ paid: PAYOUTS, rejected: 0 });
    await payroll.activities.reconcileRun(ref);
    expect(await payroll.activities.closeRun(ref)).toMatchObject({ state: 'settled' });
    process.stdout.write(`${proxy.cuts} cuts, ${book.size} payments, ${book.repeats} repeats dropped\n`);
  }, 660_000);
});
