import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { PAYOUT_EVENTS, PayoutRequestedEvent } from '@goalbeat/contracts/payroll/events';

export interface Delivered {
  payoutId: string;
  amount: { amount: string; currency: string };
  employeeNumber: string;
  replaces: string | null;
}

/**
 * What a receiver of webhooks does with one request. `cut`: booked, and nobody hears of it. `lost`: the link is gone before it is read.
 * `garbled`: booked, and its answer cannot be read.
 */
export const REACTIONS = ['taken', 'paid', 'rejected', 'garbled', 'cut', 'lost', 'busy', 'refused', 'failed'] as const;
export type Reaction = (typeof REACTIONS)[number];
/** What it says when it is asked by key: the truth (with an outcome, or without), or nothing. */
export const TELLINGS = ['truth', 'truth-paid', 'silence'] as const;
export type Telling = (typeof TELLINGS)[number];
/** After these payroll has it. */
export const BOOKED: readonly Reaction[] = ['taken', 'paid', 'rejected', 'garbled', 'cut'];

const BODIES: Partial<Record<Reaction, object>> = {
  paid: { outcome: 'paid' },
  rejected: { outcome: 'rejected', code: 'account-closed' },
  garbled: { outcome: 'perhaps' },
};

/** Payroll behind a webhook: books what it is told to, and says what it is told to. Signatures are looked at elsewhere. */
export class Receiver {
  readonly #server: Server;
  react: (payoutId: string) => Reaction = () => 'taken';
  tell: (payoutId: string) => Telling = () => 'truth';
  /** What it has booked. */
  book: (data: Delivered) => void = () => undefined;
  knows: (payoutId: string) => boolean = () => false;

  constructor() {
    this.#server = createServer((request, response) => {
      this.#handle(request, response).catch(() => response.destroy());
    });
  }

  async start(): Promise<void> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/payouts`;
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  async #handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    if (request.method === 'GET') this.#tell(request.url?.split('/').at(-1) ?? '', response);
    else this.#take(JSON.parse(Buffer.concat(parts).toString('utf8')) as { type: string }, response);
  }

  #take(content: { type: string }, response: ServerResponse): void {
    if (content.type === PAYOUT_EVENTS.batchClosed) {
      response.writeHead(204).end();
      return;
    }
    const { data } = PayoutRequestedEvent.parse(content);
    const { payoutId, amount, employeeNumber, replaces } = data;
    const reaction = this.react(payoutId);
    if (BOOKED.includes(reaction)) this.book({ payoutId, amount, employeeNumber, replaces });
    if (reaction === 'cut' || reaction === 'lost') {
      response.socket?.destroy();
      return;
    }
    const status = { busy: 429, refused: 400, failed: 503 }[String(reaction)] ?? 200;
    const body = BODIES[reaction];
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(body === undefined ? '' : JSON.stringify(body));
  }

  #tell(payoutId: string, response: ServerResponse): void {
    const telling = this.tell(payoutId);
    if (telling === 'silence') {
      response.writeHead(503).end();
      return;
    }
    const known = this.knows(payoutId);
    const said = { payoutId, known, ...(known && telling === 'truth-paid' ? { outcome: 'paid' } : {}) };
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(said));
  }
}
