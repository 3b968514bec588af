import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { assetTable, toStored } from './asset.js';
import { CURRENCIES, currencyExponent, HISTORIC, isCurrency, storedExponent } from './currency.js';
import { exchange, exchangeBack, type FxRate } from './exchange.js';
import { formatMinor, parseMinor } from './minor-units.js';
import { formatMoney, parseMoney } from './money.js';

const rate = (from: string, to: string, value: string): FxRate => ({
  from,
  to,
  rate: value,
  asOf: '2026-11-20',
  source: 'central parity',
});
const money = (minor: bigint, currency: string): { minor: bigint; currency: string } => ({ minor, currency });

describe('exchange', () => {
  it('multiplies exactly and rounds once to the other currency', () => {
    expect(exchange(money(100_00n, 'CNY'), rate('CNY', 'EUR', '0.1283'))).toEqual(money(12_83n, 'EUR'));
    expect(exchange(money(1_00n, 'CNY'), rate('CNY', 'JPY', '21.5'))).toEqual(money(22n, 'JPY'));
    expect(exchange(money(-1_00n, 'CNY'), rate('CNY', 'JPY', '21.5'))).toEqual(money(-22n, 'JPY'));
    expect(exchange(money(1_00n, 'CNY'), rate('CNY', 'JPY', '21.5'), 'down')).toEqual(money(21n, 'JPY'));
    expect(exchange(money(22n, 'JPY'), rate('JPY', 'KWD', '0.0021'))).toEqual(money(46n, 'KWD'));
    expect(exchangeBack(money(22n, 'JPY'), rate('CNY', 'JPY', '22'))).toEqual(money(1_00n, 'CNY'));
  });

  it('refuses another currency, no rate, and a rate into itself', () => {
    const refused = expect.objectContaining({ code: 'validation', field: 'rate' });
    expect(() => exchange(money(1n, 'EUR'), rate('CNY', 'JPY', '20'))).toThrow(refused);
    expect(() => exchangeBack(money(1n, 'CNY'), rate('CNY', 'JPY', '20'))).toThrow(refused);
    expect(() => exchange(money(1n, 'CNY'), rate('CNY', 'JPY', '0'))).toThrow(refused);
    expect(() => exchange(money(1n, 'CNY'), rate('CNY', 'JPY', '-1'))).toThrow(refused);
    expect(() => exchange(money(1n, 'CNY'), rate('CNY', 'CNY', '1'))).toThrow(refused);
    expect(() => exchange(money(1n, 'CNY'), rate('CNY', 'JPY', '1e3'))).toThrow(refused);
    expect(() => exchange(money(1n, 'CNY'), rate('CNY', 'POINTS', '1'))).toThrow(
      expect.objectContaining({ code: 'unknown-currency' }),
    );
  });

  it('knows assets that were declared', () => {
    const table = assetTable([{ code: 'POINTS', exponent: 1 }]);
    expect(exchange(money(10_00n, 'CNY'), rate('CNY', 'POINTS', '1.25'), 'half-up', table)).toEqual(
      money(125n, 'POINTS'),
    );
  });

  it('comes back within one minor unit of the coarser of the two', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: -(10n ** 12n), max: 10n ** 12n }),
        fc.constantFrom('CNY', 'EUR', 'JPY', 'KWD', 'CLF', 'HUF'),
        fc.constantFrom('USD', 'KRW', 'JOD', 'UYW'),
        fc.bigInt({ min: 1n, max: 10n ** 9n }),
        (minor, from, to, micro) => {
          const pinned = rate(from, to, formatMinor(micro, 6));
          const back = exchangeBack(exchange(money(minor, from), pinned), pinned).minor;
          const off = back > minor ? back - minor : minor - back;
          // One minor unit of `to` in minor units of `from`, rounded up.
          const num = 10n ** BigInt(6 + currencyExponent(from));
          const den = micro * 10n ** BigInt(currencyExponent(to));
          const coarse = (num + den - 1n) / den;
          expect(off <= (coarse > 1n ? coarse : 1n)).toBe(true);
          // A finer currency loses nothing.
          expect(num > den || off === 0n).toBe(true);
        },
      ),
    );
  });
});

describe('currencies', () => {
  it.each([
    ['CLF', 4],
    ['UYW', 4],
    ['BHD', 3],
    ['IQD', 3],
    ['JOD', 3],
    ['KWD', 3],
    ['LYD', 3],
    ['OMR', 3],
    ['TND', 3],
    ['CNY', 2],
    ['HUF', 2],
    ['IDR', 2],
    ['MGA', 2],
    ['BIF', 0],
    ['CLP', 0],
    ['ISK', 0],
    ['JPY', 0],
    ['KRW', 0],
    ['PYG', 0],
    ['UGX', 0],
    ['UYI', 0],
    ['VND', 0],
    ['XAF', 0],
    ['XOF', 0],
    ['XPF', 0],
  ] as const)('%s has %i decimals', (code, decimals) => {
    expect(currencyExponent(code)).toBe(decimals);
  });

  it('has as many of each as ISO 4217 lists', () => {
    const count = (decimals: number): number => Object.values(CURRENCIES).filter((one) => one === decimals).length;
    expect([0, 3, 4].map(count)).toEqual([17, 7, 2]);
    expect(Object.keys(CURRENCIES).every((code) => /^[A-Z]{3}$/.test(code))).toBe(true);
  });

  it('refuses a code that ended, names its successor, and still reads what was paid in it', () => {
    expect(() => currencyExponent('HRK', 'currency')).toThrow(
      expect.objectContaining({ code: 'unknown-currency', field: 'currency', message: expect.stringContaining('EUR') }),
    );
    expect(currencyExponent('HRK', 'currency', '2022-12-31')).toBe(2);
    expect(() => currencyExponent('HRK', 'currency', '2023-01-01')).toThrow('HRK ended on 2023-01-01: use EUR.');
    expect(storedExponent('HRK')).toBe(2);
    expect(storedExponent('BYR')).toBe(0);
    expect(storedExponent('JPY')).toBe(0);
    expect(() => storedExponent('XXX')).toThrow('Use an active ISO 4217 code');
    expect(formatMoney({ minor: 1234n, currency: 'BGN' })).toEqual({ amount: '12.34', currency: 'BGN' });
    for (const [code, { now }] of Object.entries(HISTORIC))
      expect([isCurrency(code), isCurrency(now)]).toEqual([false, true]);
  });
});

describe('assets', () => {
  it('counts points beside currencies', () => {
    const table = assetTable([{ code: 'POINTS', exponent: 0 }]);
    expect([table('POINTS'), table('CNY'), table('KWD')]).toEqual([0, 2, 3]);
    expect(() => table('stars', 'currency')).toThrow(
      expect.objectContaining({ code: 'unknown-currency', field: 'currency' }),
    );
    expect(parseMinor('12.5', 'hours', 1)).toBe(125n);
    expect(formatMinor(-125n, 1)).toBe('-12.5');
    expect(formatMinor(5n, 0)).toBe('5');
    expect(formatMinor(5n, 2)).toBe('0.05');
    expect(() => parseMinor('12.55', 'hours', 1, 'x')).toThrow(
      expect.objectContaining({ code: 'money-scale', field: 'x' }),
    );
  });

  it.each([
    [[{ code: 'USD', exponent: 2 }], 'assets.0.code'],
    [[{ code: 'p', exponent: 2 }], 'assets.0.code'],
    [
      [
        { code: 'POINTS', exponent: 0 },
        { code: 'POINTS', exponent: 2 },
      ],
      'assets.1.code',
    ],
    [[{ code: 'POINTS', exponent: 5 }], 'assets.0.exponent'],
    [[{ code: 'POINTS', exponent: -1 }], 'assets.0.exponent'],
    [[{ code: 'POINTS', exponent: 0.5 }], 'assets.0.exponent'],
  ])('refuses %j', (declared, field) => {
    expect(() => assetTable(declared)).toThrow(expect.objectContaining({ code: 'validation', field }));
  });

  it('takes 0 to 4 decimals', () => {
    expect(assetTable([{ code: 'GRAMS', exponent: 4 }])('GRAMS')).toBe(4);
  });

  it('stores all of them in ten-thousandths, and shows as many decimals as there are', () => {
    const table = assetTable([{ code: 'POINTS', exponent: 1 }]);
    expect(toStored(125n, 'POINTS', table)).toBe(125_000n);
    expect(toStored(125n, 'CNY', table)).toBe(125n);
    const shown = [120_000n, 125_000n, 0n, -5n, 1_200_000n].map(
      (minor) => formatMoney({ minor, currency: 'POINTS' }).amount,
    );
    expect(shown).toEqual(['12', '12.5', '0', '-0.0005', '120']);
    expect(parseMoney({ amount: '12.5', currency: 'POINTS' })).toEqual({ minor: 125_000n, currency: 'POINTS' });
    expect(() => parseMoney({ amount: '1.23456', currency: 'POINTS' }, 'x')).toThrow(
      expect.objectContaining({ code: 'money-scale', field: 'x.amount' }),
    );
  });
});
