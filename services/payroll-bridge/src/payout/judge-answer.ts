import { type PayoutState, PAYOUT_TRANSITIONS } from '@goalbeat/domain/payout/lifecycle';

export const ANSWER_RESULTS = ['applied', 'repeated', 'contradiction', 'unknown-payout'] as const;
export type AnswerResult = (typeof ANSWER_RESULTS)[number];

const EVENT = { accepted: 'accept', paid: 'pay', rejected: 'reject' } as const;
export type Outcome = keyof typeof EVENT;

/**
 * What an answer does to a payout: a new state, nothing (said before, or overtaken), or a contradiction, which a person
 * looks at and which changes nothing. An answer after `unknown` settles it; paid is final.
 */
export function judgeAnswer(
  state: PayoutState,
  answer: { outcome: Outcome; otherAmount: boolean },
): { result: 'applied'; state: PayoutState } | { result: 'repeated' | 'contradiction' } {
  if (answer.otherAmount) return { result: 'contradiction' };
  const to: Partial<Record<string, PayoutState>> = PAYOUT_TRANSITIONS[state];
  const next = to[EVENT[answer.outcome]];
  if (next !== undefined) return { result: 'applied', state: next };
  // Messages overtake each other: "accepted" after the end says nothing new.
  const overtaken = answer.outcome === 'accepted' && state !== 'reversed';
  // Taken back, and payroll did not pay it: both say the same.
  const agreed = state === 'reversed' && answer.outcome === 'rejected';
  return { result: state === answer.outcome || overtaken || agreed ? 'repeated' : 'contradiction' };
}
