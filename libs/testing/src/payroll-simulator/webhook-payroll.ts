import { createHmac, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { PAYOUT_EVENTS, PayoutBatchClosedEvent, PayoutRequestedEvent } from '@goalbeat/contracts/payroll/events';
import type { Book } from './book.js';

/** What it does with one request after it has booked the payout (or, `before`, instead of booking it). */
export type Reaction =
  | { kind: 'answer'; status: number; body?: object; headers?: Record<string, string> }
  /** Booked, and the connection ends before anybody hears of it. */
  | { kind: 'cut' }
  /** Nothing is booked. */
  | { kind: 'before'; status: number };

const OK: Reaction = { kind: 'answer', status: 202 };
const TOLERANCE_S = 300;

/**
 * Payroll behind a webhook, as its engineers would write it from docs/payroll-integration.md: it checks the signature by its own
 * means, books each webhook-id at most once when it says that it drops repeats, and answers questions by key.
 */
export class WebhookPayroll {
  readonly #server: Server;
  readonly #paidTwice: string[] = [];
  #reaction: (payoutId: string, attempt: number) => Reaction = () => OK;
  readonly #attempts = new Map<string, number>();
  /** Requests whose signature none of the secrets made. */
  forged = 0;
  readonly batches: string[] = [];

  private constructor(
    private readonly book: Book,
    private readonly options: { secrets: string[]; deduplicates: boolean },
  ) {
    this.#server = createServer((request, response) => {
      this.#handle(request, response).catch(() => response.destroy());
    });
  }

  static async start(book: Book, options: { secrets: string[]; deduplicates: boolean }): Promise<WebhookPayroll> {
    const payroll = new WebhookPayroll(book, options);
    await new Promise<void>((resolve) => payroll.#server.listen(0, '127.0.0.1', resolve));
    return payroll;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** Ids that came again and were paid again: what must never be. */
  get paidTwice(): readonly string[] {
    return this.#paidTwice;
  }

  attemptsOf(payoutId: string): number {
    return this.#attempts.get(payoutId) ?? 0;
  }

  /** @param attempt from 1 */
  react(reaction: (payoutId: string, attempt: number) => Reaction): void {
    this.#reaction = reaction;
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  async #handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await textOf(request);
    if (!this.#isGenuine(request, body)) {
      this.forged += 1;
      response.writeHead(401).end();
      return;
    }
    if (request.method === 'GET') this.#tell(request.url?.split('/').at(-1) ?? '', response);
    else this.#take(body, response);
  }

  #take(body: string, response: ServerResponse): void {
    const content = JSON.parse(body) as { type: string };
    if (content.type === PAYOUT_EVENTS.batchClosed) {
      this.batches.push(PayoutBatchClosedEvent.parse(content).id);
      response.writeHead(204).end();
      return;
    }
    const { tenantid, data } = PayoutRequestedEvent.parse(content);
    const attempt = this.attemptsOf(data.payoutId) + 1;
    this.#attempts.set(data.payoutId, attempt);
    const reaction = this.#reaction(data.payoutId, attempt);
    if (reaction.kind === 'before') {
      response.writeHead(reaction.status).end();
      return;
    }
    if (this.book.find(data.payoutId) === undefined) {
      this.book.add({
        kind: 'payout',
        payoutId: data.payoutId,
        tenantId: tenantid,
        employeeNumber: data.employeeNumber,
        ...data.amount,
        replaces: data.replaces,
        outcome: 'paid',
        code: null,
        reference: `WH-${this.book.size + 1}`,
        at: new Date().toISOString(),
      });
    } else {
      if (!this.options.deduplicates) this.#paidTwice.push(data.payoutId);
      this.book.add({ kind: 'repeat', payoutId: data.payoutId, at: new Date().toISOString() });
    }
    if (reaction.kind === 'cut') {
      response.socket?.destroy();
      return;
    }
    response.writeHead(reaction.status, { 'content-type': 'application/json', ...reaction.headers });
    response.end(reaction.body === undefined ? '' : JSON.stringify(reaction.body));
  }

  #tell(payoutId: string, response: ServerResponse): void {
    const booked = this.book.find(payoutId);
    const said =
      booked === undefined ? { known: false } : { known: true, outcome: 'paid', reference: booked.reference };
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ payoutId, ...said }));
  }

  #isGenuine(request: IncomingMessage, body: string): boolean {
    const header = (name: string): string => String(request.headers[name] ?? '');
    const timestamp = header('webhook-timestamp');
    if (Math.abs(Date.now() / 1000 - Number(timestamp)) > TOLERANCE_S) return false;
    const content = `${header('webhook-id')}.${timestamp}.${body}`;
    const given = header('webhook-signature')
      .split(' ')
      .map((one) => one.split(',')[1] ?? '');
    return this.options.secrets.some((secret) => {
      const key = Buffer.from(secret.replace('whsec_', ''), 'base64');
      const made = createHmac('sha256', key).update(content).digest();
      return given.some((one) => {
        const bytes = Buffer.from(one, 'base64');
        return bytes.length === made.length && timingSafeEqual(bytes, made);
      });
    });
  }
}

async function textOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString('utf8');
}
