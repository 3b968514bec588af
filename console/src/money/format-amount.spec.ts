import { describe, expect, it } from '@jest/globals';
import { formatAmount, formatDecimal, formatPercent } from './format-amount.js';

describe('amounts', () => {
  it.each([
    ['1234.50', 'CNY', 'zh-CN', '¥1,234.50'],
    ['1234.50', 'CNY', 'en', '¥1,234.50'],
    ['-5.00', 'EUR', 'en', '-€5.00'],
    ['1200', 'JPY', 'en', '¥1,200'],
    ['100.55', 'HUF', 'en', 'Ft 100.55'],
    ['1200.5', 'POINTS', 'en', '1,200.5 POINTS'],
    ['-3', 'STAR-2', 'zh-CN', '-3 STAR-2'],
    ['999999999999999.99', 'CNY', 'en', '¥999,999,999,999,999.99'],
  ] as const)('says %s %s in %s', (amount, currency, language, said) => {
    expect(formatAmount({ amount, currency }, language).replaceAll('\u00a0', ' ')).toBe(said);
  });

  it('says decimals and percent without needless zeros', () => {
    expect(formatDecimal('12000.000', 'en')).toBe('12,000');
    expect(formatDecimal('100', 'en')).toBe('100');
    expect(formatPercent('85.50', 'zh-CN')).toBe('85.5%');
    expect(formatDecimal('–', 'en')).toBe('–');
  });
});
