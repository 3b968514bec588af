import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Ladder } from '../ladder/ladder.js';
import { type Chain, type ChainFacts, type Condition, limitsIn, nextStep } from './chain.js';

const ladder: Ladder = {
  due: { workingHours: 8 },
  remindBefore: [],
  escalateAfter: [],
  last: { action: 'hand-to-hr', after: 8 },
};
const chainOf = (limits: readonly (Condition | readonly Condition[] | undefined)[]): Chain =>
  limits.map((when, n) => ({
    id: String(n),
    name: String(n),
    assign: { kind: 'role', role: 'finance-lead', scope: 'tenant' },
    mode: 'any',
    ladder,
    ...(when === undefined ? {} : { when }),
  }));
const above = (figure: string, currency?: string): Condition => ({
  fact: 'amount',
  above: figure,
  ...(currency === undefined ? {} : { currency }),
});

function askedBy(chain: Chain, facts: ChainFacts): string[] {
  const asked: string[] = [];
  for (let step = nextStep(chain, null, facts); step !== null; step = nextStep(chain, step.id, facts))
    asked.push(step.id);
  return asked;
}

describe('a limit', () => {
  it('is held against an amount in its own currency, strictly', () => {
    const chain = chainOf([undefined, above('50000', 'CNY')]);
    expect(askedBy(chain, { amount: '50000.00', currency: 'CNY' })).toEqual(['0']);
    expect(askedBy(chain, { amount: '50000.01', currency: 'CNY' })).toEqual(['0', '1']);
  });

  it('is asked about an amount in another one: no figure says whether it is more', () => {
    const chain = chainOf([undefined, above('50000', 'CNY')]);
    for (const facts of [{ amount: '1.000', currency: 'KWD' }, { amount: '3', currency: 'POINTS' }, { amount: '1.00' }])
      expect(askedBy(chain, facts)).toEqual(['0', '1']);
  });

  it('without a currency is in the one it is given, and an own one stays', () => {
    const sales: Condition = { fact: 'unit', in: ['sales'] };
    const chain = chainOf([undefined, above('5'), [above('5', 'EUR'), above('6'), sales], sales]);
    expect(limitsIn(chain, 'CNY')).toEqual(
      chainOf([undefined, above('5', 'CNY'), [above('5', 'EUR'), above('6', 'CNY'), sales], sales]),
    );
  });

  it('never asks fewer people than if the amount were converted, whatever the rate', () => {
    const currency = fc.constantFrom('CNY', 'EUR', 'KWD', 'POINTS');
    const figure = fc.integer({ min: 0, max: 10_000 });
    const limit = fc.record({ figure, currency });
    // Rates in hundredths, of one unit of each into one of the same coin.
    const worth = fc.record({
      CNY: fc.integer({ min: 1, max: 10_000 }),
      EUR: fc.integer({ min: 1, max: 10_000 }),
      KWD: fc.integer({ min: 1, max: 10_000 }),
      POINTS: fc.integer({ min: 1, max: 10_000 }),
    });
    fc.assert(
      fc.property(
        fc.array(fc.option(limit, { nil: undefined }), { maxLength: 6 }),
        figure,
        currency,
        worth,
        (limits, amount, of, rates) => {
          const chain = chainOf(
            limits.map((one) => (one === undefined ? undefined : above(String(one.figure), one.currency))),
          );
          const asked = askedBy(chain, { amount: String(amount), currency: of });
          const converted = limits.flatMap((one, n) =>
            one === undefined || amount * rates[of] > one.figure * rates[one.currency] ? [String(n)] : [],
          );
          expect(asked).toEqual(expect.arrayContaining(converted));
        },
      ),
    );
  });
});
