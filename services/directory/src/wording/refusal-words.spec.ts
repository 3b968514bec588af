import { describe, expect, it } from '@jest/globals';
import { refusalsSaidIn } from '@goalbeat/testing/harness/refusals-said';
import { refusalInChinese, REFUSALS } from './refusal-words.js';

const said = refusalsSaidIn(['services/directory/src', 'libs/service-kit/src/dead-letter']);
/** Said in two parts, whose whole is in the catalogue. */
const IN_PARTS = new Set(['{}.', '{}: {}']);
const places = (text: string): number => text.split(/\{\d?\}/).length - 1;

describe('what directory refuses', () => {
  it('is found in the sources', () => {
    expect(said.size).toBeGreaterThan(100);
    expect(said.get('The present password is wrong.')).toContain('own-password');
  });

  it('is said in Chinese too: each message of the sources is in the catalogue', () => {
    expect([...said].filter(([text]) => REFUSALS[text] === undefined && !IN_PARTS.has(text))).toEqual([]);
  });

  it.each(Object.entries(REFUSALS))('%s', (en, zh) => {
    expect(zh).toMatch(/[一-鿿]|^to：/);
    expect(en).not.toMatch(/[一-鿿]/);
    expect(places(zh)).toBe(places(en));
  });

  it.each([
    [
      'The unit is known here since 2026-11-01: name that day or a later one.',
      '该部门自 2026-11-01 起才有记录：请填写当天或之后的日期。',
    ],
    ['to: is before the first day', 'to：早于开始日期'],
    ['to: at most 366 days at once', 'to：一次最多 366 天'],
    ['Moon/Base is not an IANA time zone such as Asia/Shanghai.', 'Moon/Base 不是 IANA 时区，应如 Asia/Shanghai。'],
    ['The line goes round in a ring: E1 → E2 → E1.', '汇报关系成环：E1 → E2 → E1。'],
    ['years: 2031 is not known for DE: import it as a file.', 'years：没有 2031 年 DE 的数据：请以文件导入。'],
    ['Nobody wrote this.', undefined],
  ])('keeps what is filled in: %s', (en, zh) => {
    expect(refusalInChinese(en)).toBe(zh);
  });
});
