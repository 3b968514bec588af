import { describe, expect, it } from '@jest/globals';
import { compare, less, readExact, shareOf, signOf } from './amounts.js';

const cny = (amount: string) => ({ amount, currency: 'CNY' });

describe('amounts', () => {
  it.each([
    ['10.00', '9.99', '0.01'],
    ['0.05', '10.00', '-9.95'],
    ['9007199254740993.01', '0.01', '9007199254740993.00'],
    ['100', '30', '70'],
    ['-1.50', '-1.5', '0.00'],
  ])('%s less %s is %s', (a, b, left) => {
    expect(less(cny(a), cny(b)).amount).toBe(left);
  });

  it('knows signs, order and shares', () => {
    expect([signOf(cny('-0.00')), signOf(cny('0.01')), signOf(cny('-0.01'))]).toEqual([0, 1, -1]);
    expect(compare(cny('2.00'), cny('10.00'))).toBe(-1);
    expect(shareOf(cny('25.00'), cny('100.00'))).toBe(0.25);
    expect(shareOf(cny('25.00'), cny('0.00'))).toBe(0);
  });

  it('reads fractions', () => {
    expect(readExact('750/1')).toEqual({ text: '750', about: false });
    expect(readExact('910/3')).toEqual({ text: '303.3333', about: true });
    expect(readExact('-1/8')).toEqual({ text: '-0.125', about: false });
    expect(readExact('33.34')).toEqual({ text: '33.34', about: false });
  });
});
