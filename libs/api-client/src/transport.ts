import { problemOf } from './api-problem.js';

export interface TransportOptions {
  /** The gateway's origin, e.g. http://127.0.0.1:8080. */
  baseUrl: string;
  /** An API key (`gbk_…`); people sign in instead and keep a cookie. */
  apiKey?: string;
  /** How long a call may be tried again when the network, the gateway or a service is away; 0 = once. */
  retryForMs?: number;
  /** A single try's limit. */
  timeoutMs?: number;
  fetch?: typeof fetch;
  /** Called when something needs a fresh sign-in; the call is made again when it is done. */
  stepUp?: () => Promise<void>;
  /** Told of each try that failed and will be made again. */
  onRetry?: (retry: { method: string; path: string; reason: string; attempt: number }) => void;
}

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
const RETRYABLE_STATUS = new Set([429, 502, 503, 504]);
/** A connection to the database that died under the call answers so once or twice; a defect would for ever. */
const INTERNAL_TRIES = 6;
/** The same request is still being handled elsewhere: its result will be replayed. */
const IN_FLIGHT = 'idempotency-in-flight';

/**
 * Carries calls to the gateway: cookie, CSRF header, and an Idempotency-Key on every write, so that a call whose answer
 * was lost can be made again without doing its work twice.
 */
export class Transport {
  #cookie: string | undefined;
  readonly #options: Required<Omit<TransportOptions, 'apiKey' | 'stepUp'>> &
    Pick<TransportOptions, 'apiKey' | 'stepUp'>;

  constructor(options: TransportOptions) {
    this.#options = {
      baseUrl: options.baseUrl.replace(/\/$/, ''),
      ...(options.apiKey === undefined ? {} : { apiKey: options.apiKey }),
      ...(options.stepUp === undefined ? {} : { stepUp: options.stepUp }),
      retryForMs: options.retryForMs ?? 10_000,
      timeoutMs: options.timeoutMs ?? 15_000,
      fetch: options.fetch ?? fetch,
      onRetry: options.onRetry ?? (() => undefined),
    };
  }

  get<T>(path: string, query: Record<string, string | number | boolean | undefined> = {}): Promise<T> {
    const search = new URLSearchParams();
    for (const [key, value] of Object.entries(query)) if (value !== undefined) search.set(key, String(value));
    const tail = search.size > 0 ? `?${search.toString()}` : '';
    return this.#call<T>('GET', path + tail, undefined, {});
  }

  post<T>(
    path: string,
    body?: unknown,
    options: { idempotencyKey?: string; headers?: Record<string, string> } = {},
  ): Promise<T> {
    return this.#write<T>('POST', path, body, options.idempotencyKey, options.headers);
  }

  put<T>(path: string, body: unknown, options: { idempotencyKey?: string } = {}): Promise<T> {
    return this.#write<T>('PUT', path, body, options.idempotencyKey);
  }

  patch<T>(path: string, body: unknown, options: { idempotencyKey?: string } = {}): Promise<T> {
    return this.#write<T>('PATCH', path, body, options.idempotencyKey);
  }

  delete<T>(path: string): Promise<T> {
    return this.#write<T>('DELETE', path, undefined, undefined);
  }

  /** Sends text as it is, e.g. a CSV file. */
  postText<T>(path: string, text: string, mediaType: string, headers: Record<string, string> = {}): Promise<T> {
    return this.#call<T>('POST', path, text, {
      'content-type': mediaType,
      'idempotency-key': crypto.randomUUID(),
      ...headers,
    });
  }

  /** Uploads one file as multipart form data. */
  upload<T>(path: string, file: { name: string; mediaType: string; bytes: Uint8Array<ArrayBuffer> }): Promise<T> {
    const form = new FormData();
    form.set('file', new Blob([file.bytes], { type: file.mediaType }), file.name);
    return this.#call<T>('POST', path, form, { 'idempotency-key': crypto.randomUUID() });
  }

  #write<T>(
    method: string,
    path: string,
    body: unknown,
    key: string | undefined,
    headers: Record<string, string> = {},
  ): Promise<T> {
    return this.#call<T>(method, path, body === undefined ? undefined : JSON.stringify(body), {
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      'idempotency-key': key ?? crypto.randomUUID(),
      ...headers,
    });
  }

  async #call<T>(
    method: string,
    path: string,
    body: string | FormData | undefined,
    headers: Record<string, string>,
  ): Promise<T> {
    const until = Date.now() + this.#options.retryForMs;
    let steppedUp = false;
    for (let attempt = 1; ; attempt++) {
      const last = Date.now() >= until;
      let reason: string;
      try {
        const response = await this.#once(method, path, body, headers);
        const text = await response.text();
        const json: unknown = text === '' ? undefined : this.#parse(response, text);
        if (response.ok) return json as T;
        const problem = problemOf(response.status, json);
        if (problem.code === 'step-up-required' && this.#options.stepUp !== undefined && !steppedUp) {
          steppedUp = true;
          await this.#options.stepUp();
          continue;
        }
        const again =
          RETRYABLE_STATUS.has(response.status) ||
          problem.code === IN_FLIGHT ||
          (response.status === 500 && attempt < INTERNAL_TRIES);
        if (last || !again) throw problem;
        reason = `${response.status} ${problem.code}`;
      } catch (error) {
        if (last || !isNetworkError(error)) throw error;
        reason = error instanceof Error ? error.name : 'network';
      }
      this.#options.onRetry({ method, path, reason, attempt });
      await sleep(Math.min(1_000, 50 * 2 ** Math.min(attempt, 5)));
    }
  }

  async #once(
    method: string,
    path: string,
    body: string | FormData | undefined,
    headers: Record<string, string>,
  ): Promise<Response> {
    const call = this.#options.fetch;
    const response = await call(this.#options.baseUrl + path, {
      method,
      headers: {
        accept: 'application/json',
        'x-goalbeat-csrf': '1',
        ...(this.#cookie === undefined ? {} : { cookie: this.#cookie }),
        ...(this.#options.apiKey === undefined ? {} : { authorization: `Bearer ${this.#options.apiKey}` }),
        ...headers,
      },
      ...(body === undefined ? {} : { body }),
      signal: AbortSignal.timeout(this.#options.timeoutMs),
      redirect: 'manual',
    });
    const set = response.headers.getSetCookie().find((cookie) => /goalbeat_session=/.test(cookie));
    if (set !== undefined) this.#cookie = set.split(';')[0];
    return response;
  }

  #parse(response: Response, text: string): unknown {
    if (!/json/.test(response.headers.get('content-type') ?? '')) return text;
    return JSON.parse(text) as unknown;
  }
}

/** fetch reports every network trouble as a TypeError, and a limit as TimeoutError. */
const isNetworkError = (error: unknown): boolean =>
  error instanceof TypeError || (error instanceof DOMException && error.name === 'TimeoutError');
