import { languageShown } from '../words/language.js';
import { ApiProblem, NoAnswer, problemOf } from './api-problem.js';
import { proveAgain } from './step-up.js';

const SAFE = new Set(['GET', 'HEAD']);
const AGAIN_STATUS = new Set([502, 503, 504]);
/** A write is made again under its key until then; a read is tried again by whoever shows it. */
const AGAIN_FOR_MS = 8_000;

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/**
 * Carries a call: the reader's language, on writes the header that only our pages can set and a key under which a repeat does
 * nothing twice. Asks who it is where the API wants a fresh sign-in, and makes the same call again.
 */
export async function carry(request: Request): Promise<Response> {
  const write = !SAFE.has(request.method);
  request.headers.set('accept-language', languageShown());
  if (write) {
    request.headers.set('x-goalbeat-csrf', '1');
    if (!request.headers.has('idempotency-key')) request.headers.set('idempotency-key', crypto.randomUUID());
  }
  const until = performance.now() + AGAIN_FOR_MS;
  let proved = false;
  for (let attempt = 1; ; attempt++) {
    const last = !write || performance.now() >= until;
    let response: Response;
    try {
      response = await fetch(request.clone());
    } catch (error) {
      if (request.signal.aborted || last) throw error instanceof TypeError ? new NoAnswer(error.message) : error;
      await sleep(Math.min(2_000, 150 * 2 ** attempt));
      continue;
    }
    if (response.ok) return response;
    if (response.status === 403 && !proved && (await problemOf(response)).code === 'step-up-required') {
      proved = true;
      if (await proveAgain()) continue;
      return response;
    }
    const again =
      AGAIN_STATUS.has(response.status) ||
      (response.status === 409 && (await problemOf(response)).code === 'idempotency-in-flight');
    if (last || !again) return response;
    await sleep(Math.min(2_000, 150 * 2 ** attempt));
  }
}

/** The answer of an openapi-fetch call. @throws ApiProblem, NoAnswer */
export async function answer<T>(call: Promise<{ data?: T; error?: unknown; response: Response }>): Promise<T> {
  const { data, error, response } = await call;
  if (response.ok) return data as T;
  if (typeof error === 'object' && error !== null && 'code' in error)
    throw new ApiProblem(error as ApiProblem['problem']);
  throw await problemOf(new Response(null, { status: response.status, statusText: response.statusText }));
}
