import type { components } from '@goalbeat/api-client/generated/payroll';

export type Contradiction = components['schemas']['Contradiction'];
export type Word = 'clear' | 'accept';

/** Payroll has paid what we have as rejected, and our amount: its word can be taken instead of ours. */
export const canAccept = ({ ours, said }: Contradiction): boolean =>
  ours.state === 'rejected' && said.outcome === 'paid' && said.amount === null;

/** Where payroll is right, and its word cannot be taken: it has to answer anew, else our books stay as they are. */
export const needsAnswer = (one: Contradiction): boolean => one.closedAt === null && !canAccept(one);

/** What may be said of it: whoever is no one of finance confirms what was asked, and asks for nothing else. */
export function wordsFor(one: Contradiction, isOfFinance: boolean): readonly Word[] {
  if (!isOfFinance) return one.askedFor === null ? [] : [one.askedFor];
  return canAccept(one) ? ['clear', 'accept'] : ['clear'];
}

export type Turn = 'mine' | 'asked-by-me' | 'closed';

/** Whose turn it is: nobody confirms what they asked for themselves. */
export function turnOf({ closedAt, askedBy }: Contradiction, me: string | null): Turn {
  if (closedAt !== null) return 'closed';
  return askedBy !== null && askedBy === me ? 'asked-by-me' : 'mine';
}

/** What saying this does now: it settles the matter, or it asks somebody else to. */
export const settles = (one: Contradiction, word: Word): boolean => !one.needsTwo || one.askedFor === word;
