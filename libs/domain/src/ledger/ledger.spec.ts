import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { balances, type Book, EMPTY_BOOK, post, requireBalanced, transaction, type Transaction } from './book.js';
import { type Claim, type ClaimCause, claimOf, move, reverseUnpaid, setOff, worth } from './claim.js';
import { ACCOUNTS, givenUp, MOVEMENTS, reversal } from './movement.js';

const at = (book: Book, line = 'L1', asset = 'CNY'): Claim => claimOf(book, line, asset);
const postAll = (list: readonly (Transaction | undefined)[], book = EMPTY_BOOK): Book =>
  list.reduce<Book>((all, one) => (one === undefined ? all : post(all, one)), book);
const pockets = ({ accrued, payable, held, inTransit, paid, rejected }: Claim): bigint[] => [
  accrued,
  payable,
  held,
  inTransit,
  paid,
  rejected,
];
const signed = (minor: bigint, ref = 'L1', asset = 'CNY'): Transaction =>
  transaction({ cause: 'signed', ref, line: ref }, MOVEMENTS.signed, { asset, minor });

describe('a line’s money', () => {
  it('goes from signed over part payments, a hold and a rejection to paid', () => {
    let book = post(EMPTY_BOOK, signed(1000n));
    expect(pockets(at(book))).toEqual([1000n, 1000n, 0n, 0n, 0n, 0n]);
    book = post(book, move(at(book), 'held', 'h1', 300n));
    book = post(book, move(at(book), 'handed-over', 'p1', 700n));
    expect(pockets(at(book))).toEqual([1000n, 0n, 300n, 700n, 0n, 0n]);
    expect(() => move(at(book), 'handed-over', 'p2', 1n)).toThrow(
      expect.objectContaining({ code: 'wrong-state', details: { cause: 'handed-over', asked: '1', left: '0' } }),
    );
    book = post(book, move(at(book), 'paid', 'p1', 500n));
    book = post(book, move(at(book), 'rejected', 'p1', 200n));
    book = post(book, move(at(book), 'released', 'h1', 300n));
    expect(pockets(at(book))).toEqual([1000n, 300n, 0n, 0n, 500n, 200n]);
    book = post(book, move(at(book), 'signed-again', 'again', 200n));
    book = post(book, move(at(book), 'handed-over', 'p2', 500n));
    book = post(book, move(at(book), 'paid', 'p2', 500n));
    expect(pockets(at(book))).toEqual([1000n, 0n, 0n, 0n, 1000n, 0n]);
  });

  it('is corrected by the difference only, and a re-run of the same posts nothing', () => {
    let book = post(EMPTY_BOOK, signed(1000n));
    expect(worth(at(book), 'v2', 1000n)).toBeUndefined();
    book = postAll([move(at(book), 'handed-over', 'p1', 1000n)], book);
    book = postAll([move(at(book), 'paid', 'p1', 1000n)], book);
    book = postAll([worth(at(book), 'v2', 1250n)], book);
    expect(pockets(at(book))).toEqual([1250n, 250n, 0n, 0n, 1000n, 0n]);
    book = postAll([worth(at(book), 'v3', 900n)], book);
    expect(pockets(at(book))).toEqual([900n, -100n, 0n, 0n, 1000n, 0n]);
    expect(reverseUnpaid(at(book), 'stop')).toBeUndefined();
    expect(() => move(at(book), 'handed-over', 'p2', 1n)).toThrow(expect.objectContaining({ code: 'wrong-state' }));
    expect(worth(at(book), 'v4', 900n)).toBeUndefined();
    expect(() => worth(at(book), 'v5', -1n)).toThrow(expect.objectContaining({ code: 'validation' }));
    expect(worth(at(book), 'v5', 0n)?.entries).toEqual([
      { account: 'bonus-payable', asset: 'CNY', minor: 900n },
      { account: 'bonus-expense', asset: 'CNY', minor: -900n },
    ]);
  });

  it('sets off what was paid too much against a later bonus, each claim staying whole', () => {
    let book = postAll([signed(1000n), signed(700n, 'L2')]);
    book = post(book, move(at(book), 'handed-over', 'p1', 1000n));
    book = post(book, move(at(book), 'paid', 'p1', 1000n));
    book = postAll([worth(at(book), 'v2', 900n)], book);
    expect(() => setOff(at(book, 'L2'), at(book), 'L2', 101n)).toThrow(
      expect.objectContaining({ code: 'wrong-state', details: { asked: '101', left: '100' } }),
    );
    book = postAll(setOff(at(book, 'L2'), at(book), 'L2', 100n), book);
    expect([at(book).accrued, at(book).payable, at(book).paid, at(book).setOff]).toEqual([900n, 0n, 1000n, -100n]);
    expect([at(book, 'L2').accrued, at(book, 'L2').payable, at(book, 'L2').setOff]).toEqual([800n, 700n, 100n]);
    // Corrected again, the earlier claim knows what it is worth: nothing is taken twice.
    expect(worth(at(book), 'v3', 900n)).toBeUndefined();
    expect(balances(book, 'CNY').get('set-off')).toBe(0n);
  });

  it('gives up a held line to where its money came from', () => {
    expect(givenUp('signed')).toEqual({ debit: 'held-payable', credit: 'bonus-expense' });
    expect(givenUp('delta-up')).toEqual({ debit: 'held-payable', credit: 'bonus-expense' });
    expect(givenUp('signed-again')).toEqual({ debit: 'held-payable', credit: 'rejected-payable' });
    expect(givenUp('released')).toBeUndefined();
  });

  it('reverses what is not under way, and only that', () => {
    let book = post(EMPTY_BOOK, signed(1000n));
    book = post(book, move(at(book), 'handed-over', 'p1', 400n));
    const back = reverseUnpaid(at(book), 'stop');
    expect(back).toMatchObject({ cause: 'reversed', ref: 'stop', line: 'L1' });
    book = postAll([back], book);
    expect(pockets(at(book))).toEqual([400n, 0n, 0n, 400n, 0n, 0n]);
    expect(reversal(reversal(MOVEMENTS.signed))).toEqual(MOVEMENTS.signed);
  });

  it('keeps assets and lines apart', () => {
    const book = postAll([signed(5n, 'L1', 'POINTS'), signed(7n, 'L2'), { ...signed(9n, 'L1'), cause: 'more' }]);
    expect([at(book).payable, at(book, 'L1', 'POINTS').payable, at(book, 'L2').payable]).toEqual([9n, 5n, 7n]);
    expect(balances(book, 'CNY')).toEqual(
      new Map([
        ['bonus-expense', 16n],
        ['bonus-payable', -16n],
      ]),
    );
  });
});

describe('the book', () => {
  it('refuses half a transaction, another amount for the same cause, and nothing', () => {
    const good = signed(10n);
    const half = { ...good, entries: good.entries.slice(0, 1) };
    expect(() => post(EMPTY_BOOK, half)).toThrow(
      expect.objectContaining({ code: 'validation', details: { asset: 'CNY', by: '10' } }),
    );
    const mixed = {
      ...good,
      entries: [...signed(1n).entries.slice(0, 1), ...signed(1n, 'L1', 'POINTS').entries.slice(1)],
    };
    expect(() => requireBalanced(mixed)).toThrow(expect.objectContaining({ code: 'validation' }));
    const book = post(EMPTY_BOOK, good);
    expect(post(book, { ...good, entries: good.entries.toReversed() })).toBe(book);
    expect(() => post(book, signed(11n))).toThrow(expect.objectContaining({ code: 'duplicate' }));
    expect(() => post(book, { ...good, line: 'L2' })).toThrow(expect.objectContaining({ code: 'duplicate' }));
    for (const minor of [0n, -1n]) {
      expect(() => signed(minor)).toThrow(expect.objectContaining({ code: 'validation', field: 'minor' }));
    }
    expect(EMPTY_BOOK.size).toBe(0);
  });

  it('moves only between known accounts', () => {
    for (const { debit, credit } of Object.values(MOVEMENTS)) {
      expect(debit).not.toBe(credit);
      expect(ACCOUNTS).toEqual(expect.arrayContaining([debit, credit]));
    }
  });

  const CAUSES: ClaimCause[] = ['held', 'released', 'handed-over', 'paid', 'rejected', 'signed-again'];
  const act = fc.record({
    line: fc.constantFrom('L1', 'L2', 'L3'),
    asset: fc.constantFrom('CNY', 'POINTS'),
    what: fc.constantFrom(...CAUSES, 'worth' as const, 'reverse' as const),
    minor: fc.bigInt({ min: 1n, max: 1000n }),
    ref: fc.integer({ min: 0, max: 30 }).map(String),
  });
  type Act = { line: string; asset: string; what: ClaimCause | 'worth' | 'reverse'; minor: bigint; ref: string };

  function next(book: Book, { line, asset, what, minor, ref }: Act): Transaction | undefined {
    const claim = at(book, line, asset);
    const own = `${line}/${asset}/${ref}`;
    if (what === 'worth') return worth(claim, own, minor);
    if (what === 'reverse') return reverseUnpaid(claim, own);
    return move(claim, what, own, minor);
  }

  /** What was refused moves nothing. */
  const attempt = (book: Book, one: Act): Book => {
    try {
      return postAll([next(book, one)], book);
    } catch (error) {
      expect((error as { code: string }).code).toMatch(/^(wrong-state|duplicate)$/);
      return book;
    }
  };

  it('never loses and never doubles, whatever happens in whatever order, also repeated', () => {
    fc.assert(
      fc.property(fc.array(act, { maxLength: 60 }), (acts) => {
        const book = acts.reduce(attempt, EMPTY_BOOK);
        for (const asset of ['CNY', 'POINTS']) {
          let sum = 0n;
          for (const minor of balances(book, asset).values()) sum += minor;
          expect(sum).toBe(0n);
          for (const line of ['L1', 'L2', 'L3']) {
            const { accrued, payable, held, inTransit, paid, rejected } = at(book, line, asset);
            expect(accrued).toBe(payable + held + inTransit + paid + rejected);
            expect([held, inTransit, paid, rejected, accrued].every((minor) => minor >= 0n)).toBe(true);
          }
        }
        expect(postAll([...book.values()], book)).toEqual(book);
      }),
      { numRuns: 300 },
    );
  });

  it('ends in the same balances in whatever order the same postings arrive, however often', () => {
    fc.assert(
      fc.property(fc.array(act, { maxLength: 40 }), fc.infiniteStream(fc.nat()), (acts, order) => {
        const posted = [...acts.reduce(attempt, EMPTY_BOOK).values()];
        const shuffled = [...posted, ...posted]
          .map((one) => ({ one, n: order.next().value ?? 0 }))
          .toSorted((a, b) => a.n - b.n)
          .map(({ one }) => one);
        for (const asset of ['CNY', 'POINTS']) {
          const sorted = (book: Book): string[] =>
            [...balances(book, asset)].map(([account, minor]) => `${account} ${minor}`).toSorted();
          expect(sorted(postAll(shuffled))).toEqual(sorted(postAll(posted)));
        }
      }),
    );
  });
});
