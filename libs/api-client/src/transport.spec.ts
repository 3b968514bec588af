import { describe, expect, it } from '@jest/globals';
import { ApiProblem } from './api-problem.js';
import { Transport } from './transport.js';

interface Call {
  method: string;
  url: string;
  headers: Headers;
  body: unknown;
}

const answering = (...answers: (() => Response)[]) => {
  const calls: Call[] = [];
  const fake = ((url: string, init: RequestInit) => {
    calls.push({ method: init.method ?? 'GET', url, headers: new Headers(init.headers), body: init.body });
    const answer = answers[calls.length - 1] ?? answers.at(-1);
    return new Promise((resolve) => resolve(answer?.() ?? Response.error()));
  }) as typeof fetch;
  return { calls, fake };
};
const json = (status: number, body: unknown, headers: Record<string, string> = {}) =>
  new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json', ...headers } });

describe('Transport', () => {
  it('makes a write again with the same key while the service is away', async () => {
    const { calls, fake } = answering(
      () => {
        throw new TypeError('fetch failed');
      },
      () => json(503, { code: 'unavailable' }),
      () => json(500, { code: 'internal' }),
      () => json(200, { done: true }),
    );
    const retried: string[] = [];
    const transport = new Transport({
      baseUrl: 'http://x/',
      fetch: fake,
      onRetry: ({ reason }) => retried.push(reason),
    });
    await expect(transport.post('/a', { b: 1 })).resolves.toEqual({ done: true });
    expect(calls).toHaveLength(4);
    expect(new Set(calls.map((call) => call.headers.get('idempotency-key'))).size).toBe(1);
    expect(retried).toEqual(['TypeError', '503 unavailable', '500 internal']);
  });

  it('does not insist where the API has said no', async () => {
    const { calls, fake } = answering(() => json(409, { code: 'stale-version', detail: 'changed', field: 'version' }));
    const transport = new Transport({ baseUrl: 'http://x', fetch: fake });
    const refused = transport.put('/a', {});
    await expect(refused).rejects.toBeInstanceOf(ApiProblem);
    await expect(refused).rejects.toMatchObject({ status: 409, code: 'stale-version', field: 'version' });
    expect(calls).toHaveLength(1);
  });

  it('keeps the session cookie and sends the CSRF header with it', async () => {
    const { calls, fake } = answering(
      () => json(200, {}, { 'set-cookie': 'goalbeat_session=abc; HttpOnly; Path=/' }),
      () => json(200, {}),
    );
    const transport = new Transport({ baseUrl: 'http://x', fetch: fake });
    await transport.post('/api/session', {});
    await transport.get('/api/session', { a: 1, b: undefined });
    expect(calls[1]?.url).toBe('http://x/api/session?a=1');
    expect(calls[1]?.headers.get('cookie')).toBe('goalbeat_session=abc');
    expect(calls[1]?.headers.get('x-goalbeat-csrf')).toBe('1');
  });

  it('gives up when the time for trying again is over', async () => {
    const { fake } = answering(() => json(503, { code: 'unavailable' }));
    const transport = new Transport({ baseUrl: 'http://x', fetch: fake, retryForMs: 120 });
    await expect(transport.get('/a')).rejects.toMatchObject({ code: 'unavailable' });
  });
});

describe('a fresh sign-in', () => {
  it('is given once when it is asked for, and the call made again', async () => {
    const refusal = () => json(403, { code: 'step-up-required' });
    const { calls, fake } = answering(refusal, () => json(200, { done: true }), refusal, refusal);
    let asked = 0;
    const stepUp = async () => {
      asked += 1;
    };
    const transport = new Transport({ baseUrl: 'http://x', fetch: fake, stepUp });
    await expect(transport.post('/a', {})).resolves.toEqual({ done: true });
    expect(calls[1]?.headers.get('idempotency-key')).toBe(calls[0]?.headers.get('idempotency-key'));
    await expect(transport.post('/a', {})).rejects.toMatchObject({ code: 'step-up-required' });
    expect(asked).toBe(2);
    const plain = new Transport({ baseUrl: 'http://x', fetch: fake });
    await expect(plain.post('/a', {})).rejects.toBeInstanceOf(ApiProblem);
  });
});
