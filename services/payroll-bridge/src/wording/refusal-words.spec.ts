import { describe, expect, it } from '@jest/globals';
import { refusalsSaidIn } from '@goalbeat/testing/harness/refusals-said';
import { refusalInChinese, REFUSALS } from './refusal-words.js';

const SAID_IN = [
  'services/payroll-bridge/src',
  'libs/approvals/src',
  'libs/service-kit/src/dead-letter',
  'libs/domain/src/money',
  'libs/domain/src/pay',
];

const said = refusalsSaidIn(SAID_IN);
const places = (text: string): number => text.split(/\{\d?\}/).length - 1;

describe('what payroll-bridge refuses', () => {
  it('is found in the sources', () => {
    expect(said.size).toBeGreaterThan(120);
    expect(said.get('This line goes on in another list already.')).toContain('release-held');
    expect(said.has('A part is above 0 and at most {} {}.')).toBe(true);
  });

  it('is said in Chinese too: each message of the sources is in the catalogue', () => {
    const missing = [...said].filter(([text]) => REFUSALS[text] === undefined);
    expect(missing).toEqual([]);
  });

  it.each(Object.entries(REFUSALS))('%s', (en, zh) => {
    expect(zh).toMatch(/[一-鿿]/);
    expect(en).not.toMatch(/[一-鿿]/);
    expect(places(zh)).toBe(places(en));
  });

  it('keeps what is filled in, also where the order is another, and translates what is a refusal itself', () => {
    expect(refusalInChinese('A part is above 0 and at most 350.00 CNY.')).toBe(
      '部分发放的金额须大于 0，且不超过 350.00 CNY。',
    );
    expect(refusalInChinese('signed of 4711 was posted with another amount.')).toBe(
      '4711 的 signed 已以另一金额入账。',
    );
    expect(
      refusalInChinese(
        '2 rows are wrong, the first in line 3: The amount was changed. Nothing was taken. Mend them, or send mode=good-rows.',
      ),
    ).toBe('有 2 行错误，第一处在第 3 行：金额被改动。 没有导入任何数据。请修正，或使用 mode=good-rows。');
    expect(refusalInChinese('It was handed to HR already, since nobody had decided in time.')).toBe(
      '此事项已经移交人力资源（因到期无人审批）。',
    );
    expect(refusalInChinese('There is no pay plan a.b+c yet.')).toBe('还没有奖金方案 a.b+c。');
    expect(refusalInChinese('Nobody wrote this.')).toBeUndefined();
    expect(refusalInChinese('constructor')).toBeUndefined();
  });
});
