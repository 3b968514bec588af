import type { PayoutRunView } from '@goalbeat/contracts/activities';
import { fastClock, hour } from '../../test/clock.js';
import { NOT_BEGUN, PAYOUT_MOVES, learn, nextMove, resultOf, waitingFor } from './state.js';

const start = Date.parse('2026-11-22T12:00:00.000Z');
const clock = { ...fastClock(3600), anchorReal: '2026-11-22T12:00:00.000Z' };
const view = (change: Partial<PayoutRunView>): PayoutRunView => ({
  version: 1,
  state: 'awaiting-answers',
  batchesOpen: 0,
  unanswered: 0,
  paid: 0,
  rejected: 0,
  queryAt: null,
  clock,
  ...change,
});
const handedOver = { ...NOT_BEGUN, allHandedOver: true };

describe('nextMove', () => {
  it.each(['draft', 'in-approval', 'returned'] as const)('waits for finance while %s', (state) => {
    expect(nextMove(view({ state }), NOT_BEGUN, start)).toBe('await-signature');
  });

  it('posts what is signed, then hands over', () => {
    expect(nextMove(view({ state: 'signed' }), NOT_BEGUN, start)).toBe('post');
    expect(nextMove(view({ state: 'posted' }), NOT_BEGUN, start)).toBe('hand-over');
    expect(nextMove(view({ state: 'handing-over', unanswered: 3 }), NOT_BEGUN, start)).toBe('hand-over');
  });

  it('posts and hands over nothing while payouts are stopped, and goes on with what payroll has', () => {
    expect(nextMove(view({ state: 'signed', stopped: true }), NOT_BEGUN, start)).toBe('await-release');
    expect(nextMove(view({ state: 'posted', stopped: true }), NOT_BEGUN, start)).toBe('await-release');
    expect(nextMove(view({ state: 'handing-over', stopped: true, unanswered: 3 }), NOT_BEGUN, start)).toBe(
      'await-release',
    );
    expect(nextMove(view({ state: 'draft', stopped: true }), NOT_BEGUN, start)).toBe('await-signature');
    expect(nextMove(view({ stopped: true, unanswered: 2 }), handedOver, start)).toBe('await-answers');
    expect(nextMove(view({ stopped: true, paid: 2 }), handedOver, start)).toBe('reconcile');
    expect(
      nextMove(view({ state: 'cancelled', stopped: true }), { ...NOT_BEGUN, postingMayNeedUndoing: true }, start),
    ).toBe('undo');
  });

  it('asks for answers only after the instant of silence, and only when there is one', () => {
    const silent = view({ unanswered: 2, queryAt: hour(4) });
    expect(nextMove(silent, handedOver, start + 3999)).toBe('await-answers');
    expect(nextMove(silent, handedOver, start + 4000)).toBe('ask-payroll');
    expect(nextMove(view({ unanswered: 2 }), handedOver, start + 99_000)).toBe('await-answers');
  });

  it('reconciles before it closes', () => {
    expect(nextMove(view({ paid: 3 }), handedOver, start)).toBe('reconcile');
    expect(nextMove(view({ paid: 3 }), { ...handedOver, reconciled: true }, start)).toBe('close');
    expect(nextMove(view({ state: 'settled' }), handedOver, start)).toBe('end');
  });

  it('undoes the postings of a cancelled run, and still waits for what payroll already has', () => {
    const cancelled = view({ state: 'cancelled', unanswered: 1, queryAt: hour(9) });
    expect(nextMove(cancelled, { ...NOT_BEGUN, postingMayNeedUndoing: true }, start)).toBe('undo');
    expect(nextMove(cancelled, NOT_BEGUN, start)).toBe('await-answers');
    expect(nextMove(view({ state: 'cancelled', paid: 1 }), NOT_BEGUN, start)).toBe('reconcile');
    expect(nextMove(view({ state: 'cancelled' }), NOT_BEGUN, start)).toBe('end');
  });
});

describe('learn', () => {
  it('expects postings to undo when it meets a run under way or already cancelled', () => {
    expect(learn(NOT_BEGUN, view({ state: 'posted' }), true).postingMayNeedUndoing).toBe(true);
    expect(learn(NOT_BEGUN, view({ state: 'cancelled' }), true).postingMayNeedUndoing).toBe(true);
    expect(learn(NOT_BEGUN, view({ state: 'cancelled' }), false).postingMayNeedUndoing).toBe(false);
    expect(learn(handedOver, view({ state: 'handing-over' }), false).postingMayNeedUndoing).toBe(false);
  });
});

describe('what comes out', () => {
  it('counts what was paid and rejected', () => {
    expect(resultOf(view({ state: 'settled', paid: 7, rejected: 1 }))).toEqual({
      outcome: 'settled',
      paid: 7,
      rejected: 1,
    });
    expect(resultOf(view({ state: 'cancelled' })).outcome).toBe('cancelled');
  });

  it('has words for every move', () => {
    for (const move of PAYOUT_MOVES) expect(waitingFor(view({ unanswered: 2 }), move)).not.toBe('');
  });
});
