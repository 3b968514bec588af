import { Agent, request } from 'node:http';
import { randomUUID } from 'node:crypto';

export interface Answer {
  status: number;
  text: string;
}

/**
 * A signed-in person on one kept-alive connection, with as little work a call as Node allows: the load comes from the machine
 * that is measured, so what the client spends is missing there.
 */
export class HttpSession {
  #cookie = '';
  readonly #origin: URL;

  constructor(
    origin: string,
    private readonly agent: Agent,
  ) {
    this.#origin = new URL(origin);
  }

  /** @throws when sign-in is refused */
  async signIn(who: { tenant: string; number: string; password: string }): Promise<void> {
    const answer = await this.#call('POST', '/api/session', who);
    if (answer.status !== 201) throw new Error(`${who.number} cannot sign in: ${answer.status} ${answer.text}`);
  }

  get(path: string): Promise<Answer> {
    return this.#call('GET', path);
  }

  post(path: string, body: unknown): Promise<Answer> {
    return this.#call('POST', path, body);
  }

  #call(method: string, path: string, body?: unknown): Promise<Answer> {
    const sent = body === undefined ? undefined : JSON.stringify(body);
    return new Promise((resolve, reject) => {
      const call = request(
        {
          agent: this.agent,
          host: this.#origin.hostname,
          port: this.#origin.port,
          method,
          path,
          headers: {
            'x-goalbeat-csrf': '1',
            ...(this.#cookie === '' ? {} : { cookie: this.#cookie }),
            ...(sent === undefined
              ? {}
              : {
                  'content-type': 'application/json',
                  'content-length': Buffer.byteLength(sent),
                  'idempotency-key': randomUUID(),
                }),
          },
        },
        (response) => {
          const [cookie] = response.headers['set-cookie'] ?? [];
          if (cookie !== undefined) this.#cookie = cookie.split(';')[0] ?? '';
          let text = '';
          response.setEncoding('utf8');
          response.on('data', (part: string) => (text += part));
          response.on('end', () => resolve({ status: response.statusCode ?? 0, text }));
          response.on('error', reject);
        },
      );
      call.on('error', reject);
      call.end(sent);
    });
  }
}

/** One connection, kept. */
export const oneConnection = (): Agent => new Agent({ keepAlive: true, maxSockets: 1 });
