import { setTimeout as sleep } from 'node:timers/promises';
import { Logger } from '@nestjs/common';
import { connect, type ChannelModel } from 'amqplib';

const FIRST_DELAY_MS = 200;
const LAST_DELAY_MS = 5_000;
const HEARTBEAT_S = 10;
const CONNECT_WITHIN_MS = 5_000;

/**
 * One connection to RabbitMQ that comes back for ever. `attach` builds channels and topology on each new connection;
 * when it fails, or a channel dies (`restart`), the whole connection is built anew: there is one way back, not two.
 */
export class BrokerLink {
  readonly #logger: Logger;
  #model: ChannelModel | undefined;
  #attached = false;
  #blocked = false;
  #stopping = false;
  #loop: Promise<void> | undefined;
  readonly #wait = new AbortController();

  constructor(
    private readonly url: string,
    private readonly name: string,
    private readonly attach: (model: ChannelModel) => Promise<void>,
  ) {
    this.#logger = new Logger(`Broker ${name}`);
  }

  get state(): 'up' | 'down' {
    return this.#attached && !this.#blocked ? 'up' : 'down';
  }

  start(): void {
    this.#loop ??= this.#run();
  }

  async stop(): Promise<void> {
    this.#stopping = true;
    this.#wait.abort();
    await this.#close();
    await this.#loop;
  }

  /** Ends the connection; the loop builds the next. */
  restart(): void {
    void this.#close();
  }

  async #run(): Promise<void> {
    let delay = FIRST_DELAY_MS;
    while (!this.#stopping) {
      try {
        await this.#session();
        delay = FIRST_DELAY_MS;
      } catch (error) {
        this.#logger.warn(`${error instanceof Error ? error.message : String(error)}; again in ${delay} ms`);
      }
      if (this.#stopping) break;
      await sleep(delay, undefined, { signal: this.#wait.signal }).catch(() => undefined);
      delay = Math.min(delay * 2, LAST_DELAY_MS);
    }
  }

  /** From connecting to the end of that connection. */
  async #session(): Promise<void> {
    const model = await connect(withHeartbeat(this.url), {
      timeout: CONNECT_WITHIN_MS,
      clientProperties: { connection_name: this.name },
    });
    this.#model = model;
    const closed = new Promise<void>((resolve) => model.on('close', () => resolve()));
    model.on('error', (error) => this.#logger.warn(error.message));
    model.on('blocked', (reason) => {
      this.#blocked = true;
      this.#logger.warn(`The broker takes nothing: ${reason}`);
    });
    model.on('unblocked', () => {
      this.#blocked = false;
    });
    try {
      if (this.#stopping) return;
      await this.attach(model);
      this.#attached = true;
      this.#logger.log('connected');
      await closed;
    } finally {
      this.#attached = false;
      this.#blocked = false;
      await this.#close();
    }
  }

  async #close(): Promise<void> {
    const model = this.#model;
    this.#model = undefined;
    if (model === undefined) return;
    // A broker that goes away meanwhile never answers the farewell.
    const gone = new Promise<void>((resolve) => model.once('close', () => resolve()));
    try {
      await Promise.race([model.close(), gone]);
    } catch {
      // closed already
    }
  }
}

function withHeartbeat(url: string): string {
  const parsed = new URL(url);
  if (!parsed.searchParams.has('heartbeat')) parsed.searchParams.set('heartbeat', String(HEARTBEAT_S));
  return parsed.href;
}
