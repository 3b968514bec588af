import { WebhookAnswer } from '@goalbeat/contracts/payroll/hand-over-http';

/** What came back of one request. */
export type AttemptResult =
  | { kind: 'answered'; status: number; body: string; retryAfterSeconds: number | null }
  /** No byte of it left: the name is unknown, nobody listens, the certificate is wrong. */
  | { kind: 'not-sent'; error: string }
  /** It left, and what became of it is not known. */
  | { kind: 'cut'; error: string };

export type Verdict =
  | { kind: 'delivered'; answer: WebhookAnswer | null }
  | { kind: 'again'; afterSeconds: number | null }
  | { kind: 'refused' }
  | { kind: 'unclear' };

/** Certainly not taken, but come again: too early, too many. */
const COME_AGAIN = new Set([425, 429]);
/** Refusals that may hide an acceptance: the request ran out of time, or it is there already. */
const MAY_HAVE_IT = new Set([408, 409]);

/**
 * Whether payroll has it. Only what it certainly has not taken, and what it drops by its key, is sent again by itself.
 * 2xx: it has it, and its body may answer at once. 4xx: it has read it and did not take it. 3xx: the address leads elsewhere, and
 * requests about money follow nobody. All else (408, 409, 5xx, time-outs, cut connections): it may have it.
 * @param isElsewhere an earlier one may have been taken at another address than the one where it would go by now
 */
export function judgeAttempt(
  result: AttemptResult,
  { id, deduplicates, isElsewhere }: { id: string; deduplicates: boolean; isElsewhere: boolean },
): Verdict {
  const again = (afterSeconds: number | null): Verdict =>
    isElsewhere ? { kind: 'unclear' } : { kind: 'again', afterSeconds };
  const perhaps: Verdict = deduplicates ? again(null) : { kind: 'unclear' };
  if (result.kind === 'not-sent') return again(null);
  if (result.kind === 'cut') return perhaps;
  const { status } = result;
  if (status >= 200 && status < 300) return taken(result.body, id);
  if (COME_AGAIN.has(status)) return again(result.retryAfterSeconds);
  if (MAY_HAVE_IT.has(status)) return perhaps;
  return status >= 300 && status < 500 ? { kind: 'refused' } : perhaps;
}

/** Whether payroll may have taken this request although it did not say so. */
export function mayHaveTaken(result: AttemptResult): boolean {
  if (result.kind !== 'answered') return result.kind === 'cut';
  return result.status < 300 || result.status >= 500 || MAY_HAVE_IT.has(result.status);
}

/** An outcome that cannot be read is not guessed: somebody looks it up. */
function taken(body: string, id: string): Verdict {
  let content: unknown;
  try {
    content = JSON.parse(body);
  } catch {
    // Words say nothing; JSON that broke off may have said that it was refused.
    return /^\s*["[{]/.test(body) ? { kind: 'unclear' } : { kind: 'delivered', answer: null };
  }
  if (typeof content !== 'object' || content === null || !('outcome' in content)) {
    return { kind: 'delivered', answer: null };
  }
  const answer = WebhookAnswer.safeParse(content);
  // Said of another payout than was asked about, it says nothing of this one.
  const isOfThis = answer.success && (answer.data.payoutId ?? id) === id;
  return isOfThis ? { kind: 'delivered', answer: answer.data } : { kind: 'unclear' };
}

const FIRST_S = 1;
const LAST_S = 600;

/** After the n-th attempt (from 1): 1 s, doubling to ten minutes; never given up. */
export const againAfterSeconds = (attempts: number): number =>
  Math.min(LAST_S, FIRST_S * 2 ** Math.min(20, Math.max(0, attempts - 1)));
