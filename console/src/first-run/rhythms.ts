import type { components } from '@goalbeat/api-client/generated/goals';

type Timeline = components['schemas']['DefinitionData']['timeline'];
type Entry = Timeline[number];

/** The rhythms of the examples' companies: `marketplace`, `minimal` and `lender`. A spec holds them to what those files say. */
export const RHYTHMS = ['week', 'goals-week', 'month'] as const;
export type Rhythm = (typeof RHYTHMS)[number];

interface Shape {
  readonly period: 'week' | 'month';
  /** Whether it ends with a score, so that it can pay. */
  readonly scores: boolean;
  /** Of the definition, and before the codes of what it needs. */
  readonly code: string;
  readonly prefix: 'weekly' | 'monthly';
  /** What a qualified period pays, until somebody types another amount. */
  readonly base: string;
  /** How much more is done in it than in a week. */
  readonly weeks: number;
  /** What is told of it, in order; words below `definition.day`. */
  readonly days: readonly Day[];
}
export type Day = 'monday' | 'tuesday' | 'friday' | 'next' | 'confirmed' | 'first' | 'second' | 'last' | 'after';

export const SHAPES: Readonly<Record<Rhythm, Shape>> = {
  week: {
    period: 'week',
    scores: true,
    code: 'weekly-goals',
    prefix: 'weekly',
    base: '200',
    weeks: 1,
    days: ['monday', 'tuesday', 'friday', 'next'],
  },
  'goals-week': {
    period: 'week',
    scores: false,
    code: 'weekly-goals',
    prefix: 'weekly',
    base: '200',
    weeks: 1,
    days: ['monday', 'tuesday', 'friday', 'confirmed'],
  },
  month: {
    period: 'month',
    scores: true,
    code: 'monthly-goals',
    prefix: 'monthly',
    base: '800',
    weeks: 4,
    days: ['first', 'second', 'last', 'after'],
  },
};

const of = (
  from: Entry['from'],
  rows: readonly (readonly [Entry['step'], number, string, Entry['move']?])[],
): Timeline => rows.map(([step, day, time, move = 'later']) => ({ step, day, time, move, from }));

/** When each step happens. Where nothing is paid there is neither list nor payout. */
export function timelineOf(rhythm: Rhythm, pays: boolean): Timeline {
  switch (rhythm) {
    case 'goals-week':
      return of('start', [
        ['issue', 1, '09:00'],
        ['close-planning', 2, '18:00'],
        ['ask-report', 5, '17:00', 'earlier'],
        ['close-reporting', 5, '20:00', 'earlier'],
        ['close-confirming', 8, '10:00'],
        ['archive', 8, '18:00'],
      ]);
    case 'week':
      return [
        ...of('start', [
          ['issue', 1, '09:00'],
          ['remind-plan', 2, '14:00'],
          ['close-planning', 2, '18:00'],
          ['ask-report', 5, '17:00', 'earlier'],
          ['remind-report', 5, '19:00', 'earlier'],
          ['close-reporting', 5, '20:00', 'earlier'],
        ]),
        ...afterwards('start', 8, pays),
      ];
    case 'month':
      return [
        ...of('start', [
          ['issue', 1, '09:00'],
          ['remind-plan', 2, '14:00'],
          ['close-planning', 2, '18:00'],
        ]),
        ...of('end', [
          ['ask-report', 0, '17:00', 'earlier'],
          ['remind-report', 0, '19:00', 'earlier'],
          ['close-reporting', 0, '20:00', 'earlier'],
        ]),
        ...afterwards('end', 2, pays),
      ];
  }
}

const afterwards = (from: Entry['from'], day: number, pays: boolean): Timeline =>
  of(from, [
    ['close-confirming', day, '10:00'],
    ['score', day, '10:05'],
    ['publish', day, '10:10'],
    ...(pays
      ? ([
          ['bonus-list', day, '10:30'],
          ['payout', day, '14:00'],
        ] as const)
      : []),
    ['weekly-report', day, '17:00'],
    ['archive', day, '18:00'],
  ]);
