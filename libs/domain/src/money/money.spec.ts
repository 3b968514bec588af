import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { makeRatio } from '../exact/ratio.js';
import { CURRENCIES, currencyExponent } from './currency.js';
import {
  addMoney,
  compareMoney,
  formatMoney,
  negateMoney,
  parseMoney,
  subMoney,
  sumMoney,
  zeroMoney,
} from './money.js';
import { multiplyMoney } from './multiply.js';

const currency = (): fc.Arbitrary<string> => fc.constantFrom(...Object.keys(CURRENCIES));

describe('money', () => {
  it('reads and writes minor units', () => {
    expect(parseMoney({ amount: '1234.50', currency: 'CNY' })).toEqual({ minor: 123450n, currency: 'CNY' });
    expect(parseMoney({ amount: '1234.5', currency: 'CNY' }).minor).toBe(123450n);
    expect(parseMoney({ amount: '-0.05', currency: 'EUR' }).minor).toBe(-5n);
    expect(formatMoney({ minor: -5n, currency: 'EUR' })).toEqual({ amount: '-0.05', currency: 'EUR' });
    expect(formatMoney({ minor: 500n, currency: 'JPY' }).amount).toBe('500');
    expect(formatMoney({ minor: 1500n, currency: 'KWD' }).amount).toBe('1.500');
  });

  it('follows ISO 4217 where Intl does not', () => {
    expect(currencyExponent('HUF')).toBe(2);
    expect(currencyExponent('IDR')).toBe(2);
    expect(currencyExponent('CLF')).toBe(4);
    expect(currencyExponent('KRW')).toBe(0);
  });

  it.each([
    ['10.005', 'CNY', 'money-scale', 'pay.amount'],
    ['10.00', 'JPY', 'money-scale', 'pay.amount'],
    ['10', 'XXX', 'unknown-currency', 'pay.currency'],
    ['10', 'BGN', 'unknown-currency', 'pay.currency'],
    ['10', 'constructor', 'unknown-currency', 'pay.currency'],
    ['10', 'cny', 'unknown-currency', 'pay.currency'],
    ['1e3', 'CNY', 'validation', 'pay.amount'],
    ['007', 'CNY', 'validation', 'pay.amount'],
    ['1,000', 'CNY', 'validation', 'pay.amount'],
    ['', 'CNY', 'validation', 'pay.amount'],
    ['1'.repeat(15), 'CNY', 'validation', 'pay.amount'],
  ])('refuses %s %s as %s', (amount, code, error, field) => {
    expect(() => parseMoney({ amount, currency: code }, 'pay')).toThrow(
      expect.objectContaining({ code: error, field }),
    );
  });

  it('never mixes currencies', () => {
    const [cny, eur] = [zeroMoney('CNY'), zeroMoney('EUR')];
    for (const mix of [addMoney, subMoney, compareMoney]) {
      expect(() => mix(cny, eur)).toThrow(expect.objectContaining({ code: 'validation' }));
    }
    expect(() => sumMoney([eur], 'CNY')).toThrow(expect.objectContaining({ code: 'validation' }));
  });

  it('adds, takes away and compares what is in one currency', () => {
    const cny = (minor: bigint) => ({ minor, currency: 'CNY' });
    expect(addMoney(cny(5n), cny(3n))).toEqual(cny(8n));
    expect(subMoney(cny(5n), cny(8n))).toEqual(cny(-3n));
    expect([compareMoney(cny(1n), cny(2n)), compareMoney(cny(2n), cny(1n)), compareMoney(cny(2n), cny(2n))]).toEqual([
      -1, 1, 0,
    ]);
  });

  it('says how many decimals there are', () => {
    expect(() => parseMoney({ amount: '1.234', currency: 'CNY' })).toThrow(
      expect.objectContaining({ message: 'CNY has 2 decimals.', details: { currency: 'CNY', decimals: 2 } }),
    );
  });

  it('survives the wire', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(10n ** 13n), max: 10n ** 13n }), currency(), (minor, code) => {
        expect(parseMoney(formatMoney({ minor, currency: code }))).toEqual({ minor, currency: code });
      }),
    );
  });

  it('multiplies by rounding once, and mirrors', () => {
    const money = { minor: 1005n, currency: 'CNY' };
    expect(multiplyMoney(money, makeRatio(1n, 2n), 'half-up').minor).toBe(503n);
    expect(multiplyMoney(money, makeRatio(1n, 2n), 'half-even').minor).toBe(502n);
    expect(multiplyMoney(money, makeRatio(1n, 2n), 'down').minor).toBe(502n);
    expect(multiplyMoney(negateMoney(money), makeRatio(1n, 2n), 'half-up').minor).toBe(-503n);
  });
});
