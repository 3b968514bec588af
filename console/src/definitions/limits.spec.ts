import { expect, it } from '@jest/globals';
import { limitsOf } from './limits.js';

const chain = (...when: unknown[]) => ({
  data: { chains: { 'bonus-list': when.map((one, at) => ({ id: `s${at}`, name: `Link ${at}`, when: one })) } },
});

it('finds the amounts from which a link is asked, alone and among other conditions', () => {
  const value = chain({ fact: 'amount', above: '50000' }, { fact: 'score', above: '80' }, [
    { fact: 'unit', in: ['SALES'] },
    { fact: 'amount', above: '9000', currency: 'EUR' },
  ]);
  expect(limitsOf(value)).toEqual([
    { path: ['data', 'chains', 'bonus-list', 0, 'when'], name: 'Link 0', above: '50000', currency: '' },
    { path: ['data', 'chains', 'bonus-list', 2, 'when', 1], name: 'Link 2', above: '9000', currency: 'EUR' },
  ]);
});

it('finds none in a file that pays nothing, or is no definition', () => {
  expect(limitsOf({ data: { chains: { plan: [] } } })).toEqual([]);
  expect(limitsOf('weekly')).toEqual([]);
});
