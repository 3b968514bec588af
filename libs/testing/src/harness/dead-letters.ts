import { randomUUID } from 'node:crypto';
import type { CloudEvent } from '@goalbeat/contracts/cloud-event';
import { connect } from 'amqplib';
import { eventually } from './eventually.js';
import { required } from './test-environment.js';

export interface Letter {
  id: string;
  queue: string;
  cause: string;
  detail: string;
  body: string;
  state: string;
  reason: string | null;
}

/** A service's own queue in the broker of the medium specs, empty at first. */
export class ServiceQueue {
  private constructor(
    private readonly model: Awaited<ReturnType<typeof connect>>,
    private readonly channel: Awaited<ReturnType<Awaited<ReturnType<typeof connect>>['createConfirmChannel']>>,
    readonly name: string,
  ) {}

  /** Before the service starts: what an earlier spec left is gone. */
  static async fresh(service: string): Promise<ServiceQueue> {
    const model = await connect(required('TEST_AMQP_URL'));
    const channel = await model.createConfirmChannel();
    const name = `goalbeat.${service}`;
    for (const suffix of ['', '.dead', '.later']) await channel.deleteQueue(`${name}${suffix}`);
    return new ServiceQueue(model, channel, name);
  }

  /** @param ready asks the service whether it is at its queue */
  async send(body: string | CloudEvent, ready: () => Promise<boolean>): Promise<void> {
    await eventually(ready, (is) => is);
    const content = Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));
    this.channel.sendToQueue(this.name, content, { persistent: true });
    await this.channel.waitForConfirms();
  }

  /** How many lie dead in the broker. */
  async dead(): Promise<number> {
    return (await this.channel.checkQueue(`${this.name}.dead`)).messageCount;
  }

  close(): Promise<void> {
    return this.model.close();
  }
}

export const eventOf = (tenantId: string, type: string, data: unknown): CloudEvent => ({
  specversion: '1.0',
  id: randomUUID(),
  source: 'goalbeat/of-the-spec',
  type,
  time: '2026-11-23T08:00:00.000Z',
  datacontenttype: 'application/json',
  tenantid: tenantId,
  data,
});

export type AskLetters = (
  who: 'ops' | 'stranger' | { key: string },
  method: 'GET' | 'POST',
  path: string,
  body?: object,
) => Promise<{ status: number; body: Record<string, unknown> }>;

/** The dead letters of a service under test: of one company's operations, of another's, and of whoever has the installation's key. */
export class LetterPages {
  constructor(private readonly ask: AskLetters) {}

  async list(who: 'ops' | 'stranger'): Promise<Letter[]> {
    const { status, body } = await this.ask(who, 'GET', '/v1/dead-letters?limit=200');
    if (status !== 200) throw new Error(JSON.stringify(body));
    return body['items'] as Letter[];
  }

  ofNobody(key: string): ReturnType<AskLetters> {
    return this.ask({ key }, 'GET', '/v1/installation/dead-letters?limit=200');
  }

  /** The one that is about this event, once it is kept. */
  async about(text: string): Promise<Letter> {
    const found = await eventually(
      async () => (await this.list('ops')).find(({ body, detail }) => `${detail} ${body}`.includes(text)),
      (letter) => letter !== undefined,
    );
    if (found === undefined) throw new Error(`No letter is about ${text}`);
    return found;
  }

  replay(who: 'ops' | 'stranger', id: string): ReturnType<AskLetters> {
    return this.ask(who, 'POST', `/v1/dead-letters/${id}/replay`);
  }

  setAside(who: 'ops' | 'stranger', id: string, body: object): ReturnType<AskLetters> {
    return this.ask(who, 'POST', `/v1/dead-letters/${id}/set-aside`, body);
  }
}
