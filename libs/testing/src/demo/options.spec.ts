import { describe, expect, it } from '@jest/globals';
import { readOptions, UsageProblem } from './options.js';

describe('readOptions', () => {
  it('has a default for everything', () => {
    expect(readOptions([], {})).toEqual({
      example: 'marketplace',
      people: 260,
      seed: 1,
      rate: 5_040,
      lang: 'en',
      json: false,
      faults: false,
    });
  });

  it.each([
    [{ LANG: 'zh_CN.UTF-8' }, 'zh'],
    [{ LANG: 'en_GB.UTF-8', LC_ALL: 'zh_CN.UTF-8' }, 'zh'],
    [{ LANG: 'zh_CN.UTF-8', LC_ALL: '' }, 'zh'],
    [{ LANG: 'zh_CN.UTF-8', LC_ALL: 'C' }, 'en'],
    [{ LANG: 'de_DE.UTF-8' }, 'en'],
    [{ LANG: 'C.UTF-8' }, 'en'],
  ])('speaks the language of %j', (env, lang) => {
    expect(readOptions([], env).lang).toBe(lang);
  });

  it.each([
    [['--people', 'abc'], '--people takes a whole number from 40 to 20000, not abc'],
    [['--people', '39'], '--people takes a whole number from 40 to 20000, not 39'],
    [['--people', ''], '--people takes a whole number from 40 to 20000, not ""'],
    [['--seed', '-1'], '--seed takes a whole number from 0 to 1000000000, not -1'],
    [['--rate=7'], '--rate takes a whole number from 60 to 20000, not 7'],
    [['--lang', 'fr'], '--lang takes zh or en, not fr'],
    [['--people'], '--people needs a value'],
    [['--json=yes'], '--json takes no value'],
    [['--bogus'], 'it does not know --bogus; see: ./goalbeat help'],
    [['extra'], 'it does not know extra; see: ./goalbeat help'],
    [['--', 'extra'], 'it does not know extra; see: ./goalbeat help'],
  ])('refuses %j in words', (given, words) => {
    expect(() => readOptions(given, {})).toThrow(new UsageProblem(words));
  });

  it('draws the lender in its own size', () => {
    expect(readOptions(['--example', 'lender'], {})).toMatchObject({ example: 'lender', people: 200 });
    expect(() => readOptions(['--example=bank'], {})).toThrow(
      new UsageProblem('--example takes marketplace or lender, not bank'),
    );
  });

  it('takes the last of what is given twice', () => {
    expect(readOptions(['--people', '40', '--people=60', '--faults', '--once'], {})).toMatchObject({
      people: 60,
      faults: true,
    });
  });
});
