import { describe, expect, it } from '@jest/globals';
import { refusalsSaidIn } from '@goalbeat/testing/harness/refusals-said';
import { refusalInChinese, REFUSALS } from './refusal-words.js';

const said = refusalsSaidIn(['services/goals/src']);
/** What a rehearsal has seen refused, for its report. */
const CODES = new Set(['unknown', 'unavailable']);
/** Where the service chooses the language itself. */
const CHINESE = /[一-鿿]/;
const CHOSEN = /^\{\} does not answer, so whether there is a/;
/** Said in two parts, of which the second is in the catalogue; or with the words of a schema or a rule. */
const IN_PARTS = new Set([
  'say how far it came',
  'is no evidence that was uploaded for this goal',
  'items.{}.actual: {}',
  'data.{}: {}',
  'file: {}',
  '{}{}',
  '{}: {}',
]);
const inParts = (text: string): boolean =>
  IN_PARTS.has(text) ||
  CODES.has(text) ||
  CHINESE.test(text) ||
  CHOSEN.test(text) ||
  text.startsWith('report every goal; missing');
const places = (text: string): number => text.split(/\{\d?\}/).length - 1;

describe('what goals refuses', () => {
  it('is found in the sources', () => {
    expect(said.size).toBeGreaterThan(45);
    expect(said.get('Reporting has closed. Ask HR to extend it.')).toContain('report.service');
  });

  it('is said in Chinese too: each message of the sources is in the catalogue', () => {
    expect([...said].filter(([text]) => REFUSALS[text] === undefined && !inParts(text))).toEqual([]);
  });

  it.each(Object.entries(REFUSALS))('%s', (en, zh) => {
    expect(zh).toMatch(/[一-鿿]/);
    expect(en).not.toMatch(/[一-鿿]/);
    expect(places(zh)).toBe(places(en));
  });

  it.each([
    ['close-planning has been done already.', '“计划截止”已经完成。'],
    ['The cycle is closed: nothing of it can be changed any more.', '该周期已结束，不能再作任何变更。'],
    ['change.template: there is no version 9 of sales', 'change.template：目标模板 sales 没有版本 9'],
    [
      'change.ruleSet: there is no version 99 of standard; choose one of the list',
      'change.ruleSet：standard 没有版本 99，请从列表中选择',
    ],
    [
      'change.weight: all weights of a sheet make 100, so this is at most 100',
      'change.weight（权重）：一份目标单的权重合计为 100，因此最多为 100',
    ],
    [
      'The bonus list of this cycle is built. What has been paid or is on a bonus list changes only by a delta: correct it by an off-cycle list, which finance signs.',
      '该周期的奖金清单已经生成。已发放或已列入奖金清单的内容只能以差额更正：请通过额外发放清单更正，由财务签批。',
    ],
    [
      'at: give an instant from 2026-11-17T10:00:00.000Z on, close-planning comes before it',
      'at：请给出不早于 2026-11-17T10:00:00.000Z 的时刻（“计划截止”在它之前）',
    ],
    ['line 3: has the same key twice: remove one', '第 3 行：同一个键出现两次：请删去一个'],
    ['line 3: is no YAML: bad indentation', '第 3 行：不是有效的 YAML：bad indentation'],
    ['file: is called .png and is pdf', 'file：扩展名为 .png，实际却是 pdf'],
    ['items.0.actual: say how far it came', 'items.0.actual：请填写完成到什么程度'],
    ['Nobody wrote this.', undefined],
  ])('keeps what is filled in: %s', (en, zh) => {
    expect(refusalInChinese(en)).toBe(zh);
  });
});
