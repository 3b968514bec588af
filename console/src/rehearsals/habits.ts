import type { Start } from './rehearsal-queries.js';

export const OWN = ['last-minute', 'late', 'silent'] as const;
export const DECIDING = ['last-minute', 'strict', 'late', 'absent'] as const;
export const MOODS = ['usual', 'smooth', 'rough'] as const;
export type Mood = (typeof MOODS)[number];
export type Own = Readonly<Record<(typeof OWN)[number], number>>;
export type Deciding = Readonly<Record<(typeof DECIDING)[number], number>>;

/** In percent of people; what they leave of 100 is punctual. */
export interface Habits {
  readonly own: Own;
  readonly deciding: Deciding;
  /** Of what comes to a strict one for the first time. */
  readonly returns: number;
}

export const HABITS: Readonly<Record<Mood, Habits>> = {
  usual: {
    own: { 'last-minute': 15, late: 10, silent: 5 },
    deciding: { 'last-minute': 15, strict: 10, late: 10, absent: 5 },
    returns: 20,
  },
  smooth: {
    own: { 'last-minute': 0, late: 0, silent: 0 },
    deciding: { 'last-minute': 0, strict: 0, late: 0, absent: 0 },
    returns: 0,
  },
  rough: {
    own: { 'last-minute': 25, late: 25, silent: 15 },
    deciding: { 'last-minute': 20, strict: 20, late: 25, absent: 15 },
    returns: 40,
  },
};

/** What is left for the punctual; below zero: too much was given away. */
export const punctual = (shares: Own | Deciding): number =>
  100 - Object.values(shares).reduce((sum, share) => sum + share, 0);

const parts = <Key extends string>(shares: Readonly<Record<Key, number>>): Record<Key, number> =>
  Object.fromEntries(Object.entries<number>(shares).map(([key, share]) => [key, share / 100])) as Record<Key, number>;

/** As the API takes them: parts of 1. */
export const asAsked = ({ own, deciding, returns }: Habits): Pick<Start, 'habits' | 'approvers' | 'returns'> => ({
  habits: parts(own),
  approvers: parts(deciding),
  returns: returns / 100,
});
