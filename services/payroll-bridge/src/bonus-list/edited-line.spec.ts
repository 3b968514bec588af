import { describe, expect, it } from '@jest/globals';
import type { LineRow } from './bonus-line.repository.js';
import { editedLine } from './edited-line.js';

const line: LineRow = {
  id: 'l',
  runId: 'r',
  listId: 'b',
  personId: 'p',
  personNumber: '1',
  personName: 'Li',
  unitId: 'u',
  unitPath: ['u'],
  period: '2026-W47',
  currency: 'CNY',
  amountMinor: '75000',
  computedMinor: '75000',
  lastMinor: null,
  band: 'excellent',
  score: '104',
  scoreId: null,
  explain: [],
  state: 'ready',
  heldReason: null,
  version: 1,
  replaces: null,
  cause: 'signed',
  claimId: 'l',
  releases: null,
  goneOnMinor: '0',
  takenOffMinor: '0',
  handledBy: null,
  heldRound: null,
  heldSignatures: null,
};

describe('editedLine', () => {
  it('adjusts and says so in the explanation', () => {
    const amount = { amount: '800', currency: 'CNY' };
    expect(editedLine(line, { version: 1, action: 'adjust', amount, reason: 'extra' })).toMatchObject({
      amountMinor: '80000',
      computedMinor: '75000',
      explain: [{ code: 'adjusted', values: { from: '750.00', reason: 'extra' }, result: '800.00' }],
    });
  });

  it('holds and releases', () => {
    const held = editedLine(line, { version: 1, action: 'hold', reason: 'appeal' });
    expect(held).toMatchObject({ state: 'held', heldReason: 'appeal' });
    expect(editedLine(held, { version: 2, action: 'release', reason: 'settled' })).toMatchObject({
      state: 'ready',
      heldReason: null,
    });
    expect(() => editedLine(held, { version: 2, action: 'hold', reason: 'again' })).toThrow(
      expect.objectContaining({ code: 'wrong-state' }),
    );
  });

  it.each([
    ['no amount', undefined, 'amount'],
    ['another currency', { amount: '1', currency: 'EUR' }, 'amount.currency'],
    ['a negative amount', { amount: '-1', currency: 'CNY' }, 'amount.amount'],
    ['too many decimals', { amount: '1.005', currency: 'CNY' }, 'amount.amount'],
  ])('refuses %s', (_what, amount, field) => {
    expect(() => editedLine(line, { version: 1, action: 'adjust', amount, reason: 'x' })).toThrow(
      expect.objectContaining({ field }),
    );
  });

  it('keeps the amount of a payout that is paid again', () => {
    const amount = { amount: '800', currency: 'CNY' };
    expect(() =>
      editedLine({ ...line, cause: 'signed-again' }, { version: 1, action: 'adjust', amount, reason: 'x' }),
    ).toThrow(expect.objectContaining({ code: 'wrong-state' }));
  });
});
