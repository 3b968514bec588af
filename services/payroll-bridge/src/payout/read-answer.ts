import { PayoutAnswer } from '@goalbeat/contracts/payroll/events';

export type ReadAnswer =
  { ok: true; answer: PayoutAnswer } | { ok: false; cause: 'not-json' | 'not-an-answer'; detail: string };

const MOST_ISSUES = 5;

/** A bare answer, or one in a CloudEvent as its data. What is wrong with it is said without its values. */
export function readAnswer(body: Buffer): ReadAnswer {
  let content: unknown;
  try {
    content = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
  } catch {
    return { ok: false, cause: 'not-json', detail: 'It is no JSON in UTF-8.' };
  }
  const parsed = PayoutAnswer.safeParse(unwrapped(content));
  if (parsed.success) return { ok: true, answer: parsed.data };
  const issues = parsed.error.issues.slice(0, MOST_ISSUES);
  const detail = issues.map(({ path, message }) => `${path.join('.') || 'body'}: ${message}`).join('; ');
  return { ok: false, cause: 'not-an-answer', detail };
}

const unwrapped = (content: unknown): unknown =>
  typeof content === 'object' && content !== null && 'specversion' in content && 'data' in content
    ? content.data
    : content;
