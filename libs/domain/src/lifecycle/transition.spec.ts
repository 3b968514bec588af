import { describe, expect, it } from '@jest/globals';
import {
  APPROVAL_EVENTS,
  APPROVAL_STATES,
  APPROVAL_TRANSITIONS,
  nextApproval,
  TASK_EVENTS,
  TASK_STATES,
  TASK_TRANSITIONS,
} from '../approval/lifecycle.js';
import {
  BONUS_LIST_EVENTS,
  BONUS_LIST_STATES,
  BONUS_LIST_TRANSITIONS,
  LINE_EVENTS,
  LINE_STATES,
  LINE_TRANSITIONS,
  nextLine,
} from '../bonus-list/lifecycle.js';
import { CYCLE_EVENTS, CYCLE_STATES, CYCLE_TRANSITIONS, nextCycle } from '../cycle/lifecycle.js';
import { DEFINITION_EVENTS, DEFINITION_STATES, DEFINITION_TRANSITIONS } from '../definition/lifecycle.js';
import { DELIVERY_EVENTS, DELIVERY_STATES, DELIVERY_TRANSITIONS } from '../payout/hand-over.js';
import { nextPayout, PAYOUT_EVENTS, PAYOUT_STATES, PAYOUT_TRANSITIONS } from '../payout/lifecycle.js';
import { nextSheet, SHEET_EVENTS, SHEET_STATES, SHEET_TRANSITIONS } from '../sheet/lifecycle.js';
import { statesTaking, type TransitionTable } from './transition.js';

const machine = (
  name: string,
  states: readonly string[],
  events: readonly string[],
  table: TransitionTable<string, string>,
  finals: string[],
): [string, readonly string[], readonly string[], TransitionTable<string, string>, string[]] => [
  name,
  states,
  events,
  table,
  finals,
];

const machines = [
  machine('cycle', CYCLE_STATES, CYCLE_EVENTS, CYCLE_TRANSITIONS, ['closed', 'cancelled', 'skipped']),
  machine('cycle definition', DEFINITION_STATES, DEFINITION_EVENTS, DEFINITION_TRANSITIONS, []),
  machine('sheet', SHEET_STATES, SHEET_EVENTS, SHEET_TRANSITIONS, ['confirmed', 'unreported', 'cancelled']),
  machine('approval', APPROVAL_STATES, APPROVAL_EVENTS, APPROVAL_TRANSITIONS, [
    'approved',
    'returned',
    'rejected',
    'withdrawn',
  ]),
  machine('task', TASK_STATES, TASK_EVENTS, TASK_TRANSITIONS, ['done', 'superseded']),
  machine('bonus list', BONUS_LIST_STATES, BONUS_LIST_EVENTS, BONUS_LIST_TRANSITIONS, ['settled', 'cancelled']),
  machine('line', LINE_STATES, LINE_EVENTS, LINE_TRANSITIONS, ['paid', 'reversed']),
  machine('payout', PAYOUT_STATES, PAYOUT_EVENTS, PAYOUT_TRANSITIONS, ['paid', 'reversed']),
  machine('delivery', DELIVERY_STATES, DELIVERY_EVENTS, DELIVERY_TRANSITIONS, ['given-up']),
];

const reachableFrom = (table: TransitionTable<string, string>, start: string): Set<string> => {
  const seen = new Set([start]);
  for (const state of seen)
    for (const next of Object.values(table[state] ?? {})) if (next !== undefined) seen.add(next);
  return seen;
};

describe.each(machines)('the lifecycle of a %s', (_name, states, events, table, finals) => {
  it('reaches every state from the first', () => {
    expect([...reachableFrom(table, states[0] ?? '')].sort()).toEqual([...states].sort());
  });

  it('ends in its final states only, and can always end', () => {
    expect(states.filter((state) => Object.keys(table[state] ?? {}).length === 0)).toEqual(
      states.filter((state) => finals.includes(state)),
    );
    // A definition may always come back: it has no final state.
    if (finals.length === 0) return;
    for (const state of states) expect(finals.some((final) => reachableFrom(table, state).has(final))).toBe(true);
  });

  it('takes every event somewhere', () => {
    for (const event of events) expect(statesTaking(table, event)).not.toEqual([]);
  });
});

describe('transitions', () => {
  it('move on', () => {
    expect(nextCycle('running', 'pause')).toBe('paused');
    expect(nextSheet('issued', 'accept-plan')).toBe('planned');
    expect(nextApproval('handed-to-hr', 'approve')).toBe('approved');
    expect(nextLine('held', 'release')).toBe('ready');
    expect(nextPayout('requested', 'pay')).toBe('paid');
  });

  it('refuse what the state does not take, naming it', () => {
    expect(() => nextSheet('confirmed', 'submit-report')).toThrow(
      expect.objectContaining({
        code: 'wrong-state',
        details: { subject: 'goal sheet', state: 'confirmed', event: 'submit-report' },
      }),
    );
    for (const event of PAYOUT_EVENTS)
      expect(() => nextPayout('paid', event)).toThrow(expect.objectContaining({ code: 'wrong-state' }));
    expect(() => nextSheet('issued', 'toString' as never)).toThrow(expect.objectContaining({ code: 'wrong-state' }));
  });

  it('name the states of a guarded update', () => {
    expect(statesTaking(SHEET_TRANSITIONS, 'submit-report')).toEqual(['planned', 'report-returned']);
  });
});
