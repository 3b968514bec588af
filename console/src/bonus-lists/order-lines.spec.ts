import { describe, expect, it } from '@jest/globals';
import { linesShown } from './order-lines.js';

const cny = (amount: string) => ({ amount, currency: 'CNY' });
const line = (
  personNumber: string,
  amount: string,
  last: string | null,
  more: { state?: 'held'; computed?: string } = {},
) => ({
  personNumber,
  personName: `名字${personNumber}`,
  amount: cny(amount),
  computed: cny(more.computed ?? amount),
  lastAmount: last === null ? null : cny(last),
  state: more.state ?? ('ready' as const),
});
const lines = [
  line('E3', '500.00', '499.00'),
  line('E1', '100.00', '900.00', { state: 'held' }),
  line('E2', '1000.00', null, { computed: '800.00' }),
  line('E4', '0.00', '0.00'),
];
const numbers = (shown: readonly { personNumber: string }[]) => shown.map(({ personNumber }) => personNumber).join(' ');

describe('linesShown', () => {
  it.each([
    ['number', 'E1 E2 E3 E4'],
    ['amount', 'E2 E3 E1 E4'],
    ['change', 'E2 E1 E3 E4'],
  ] as const)('orders by %s', (order, said) => {
    expect(numbers(linesShown(lines, { text: '', filter: 'all', order }))).toBe(said);
  });

  it.each([
    ['held', 'E1'],
    ['changed', 'E2'],
    ['zero', 'E4'],
    ['new', 'E2'],
  ] as const)('keeps what is %s', (filter, said) => {
    expect(numbers(linesShown(lines, { text: '', filter, order: 'number' }))).toBe(said);
  });

  it('finds by name and number', () => {
    expect(numbers(linesShown(lines, { text: ' e3', filter: 'all', order: 'number' }))).toBe('E3');
    expect(numbers(linesShown(lines, { text: '名字E4', filter: 'all', order: 'number' }))).toBe('E4');
    expect(numbers(linesShown(lines, { text: '名字E4', filter: 'held', order: 'number' }))).toBe('');
  });
});
