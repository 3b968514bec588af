import { describe, expect, it } from '@jest/globals';
import { refusalsSaidIn } from '@goalbeat/testing/harness/refusals-said';
import { refusalInChinese, REFUSALS } from './refusals.js';

const said = refusalsSaidIn([
  'services/appraisal/src',
  'libs/approvals/src',
  'libs/service-kit/src/dead-letter',
  'libs/domain/src/scoring',
  'libs/domain/src/exact',
]);
const places = (text: string): number => text.split(/\{\d?\}/).length - 1;

describe('what appraisal refuses', () => {
  it('is found in the sources', () => {
    expect(said.size).toBeGreaterThan(60);
    expect(said.get('Correct each goal once.')).toContain('publish-again');
  });

  it('is said in Chinese too: each message of the sources is in the catalogue', () => {
    expect([...said].filter(([text]) => REFUSALS[text] === undefined)).toEqual([]);
  });

  it.each(Object.entries(REFUSALS))('%s', (en, zh) => {
    expect(zh).toMatch(/[一-鿿]/);
    expect(en).not.toMatch(/[一-鿿]/);
    expect(places(zh)).toBe(places(en));
  });

  it('keeps what is filled in', () => {
    expect(refusalInChinese('There is no rule set weekly.')).toBe('没有评分规则 weekly。');
    expect(refusalInChinese('Nobody wrote this.')).toBeUndefined();
  });
});
