import { describe, expect, it, jest } from '@jest/globals';
import { Parser, stringify } from 'yaml';
import { LONGEST_YAML, readYaml as readFile, writeYaml } from './yaml-text.js';

const readYaml = (text: string): unknown => readFile(text).value;

const refusal = (text: string): unknown => {
  try {
    return { read: readYaml(text) };
  } catch (error) {
    return error;
  }
};
/** Nine layers of nine aliases: 400 million entries from 20 lines. */
const bomb = [
  'a0: &a0 [x, x, x, x, x, x, x, x, x]',
  ...Array.from({ length: 9 }, (_, n) => `a${n + 1}: &a${n + 1} [${Array(9).fill(`*a${n}`).join(', ')}]`),
].join('\n');

describe('readYaml', () => {
  it('reads what was written', () => {
    const value = {
      name: '周目标：考核',
      days: [1, -2],
      at: '09:00',
      on: '2026-11-02',
      no: 'no',
      nothing: null,
      deep: { a: ['"'] },
    };
    expect(readYaml(writeYaml(value, 'a file'))).toEqual(value);
  });

  it('takes a repetition by hand', () => {
    expect(readYaml('a: &lead\n  kind: manager\nb: *lead\n')).toEqual({
      a: { kind: 'manager' },
      b: { kind: 'manager' },
    });
  });

  it.each([
    ['a key twice', 'name: a\nwho: {}\nname: b\n', 'line 3', /twice/],
    ['broken syntax', 'name: a\nwho: [1, 2\nzone: x\n', 'line 3', /no YAML/],
    ['a tab as indentation', 'who:\n\tunits: [a]\n', 'line 2', /no YAML/],
    ['two documents', 'a: 1\n---\nb: 2\n', 'line 2', /second document/],
    ['a tag', 'a: 1\nb: !!js/function "x"\n', 'line 2', /tag/],
    ['an unknown alias', 'a: 1\nb: *nobody\n', 'line 2', /not there/],
    ['an alias bomb', bomb, 'line 2', /repeats itself/],
    ['a number and its text as keys', 'a:\n  1: x\n  "1": y\n', 'line 3', /twice/],
    ['a list as a key', 'a: 1\n[b, c]: 2\n', 'line 2', /write a name/],
  ])('refuses %s, naming the line', (_what, text, field, message) => {
    expect(refusal(text)).toMatchObject({ code: 'validation', field, message: expect.stringMatching(message) });
  });

  it.each([
    ['masses of keys', Array.from({ length: 8_000 }, (_, n) => `k${n}:`).join('\n'), 'line 5001', /5000 lines/],
    ['masses of keys on a line', `{${Array.from({ length: 8_000 }, (_, n) => `${n}:`).join(' ,')}}`, 'line 1', /many/],
    ['endless nesting', `a: 1\nb: ${'['.repeat(60_000)}`, 'line 2', /deeply/],
    ['endless nesting by dashes', `a:\n${'- '.repeat(30_000)}`, 'line 2', /deeply/],
    ['endless nesting by question marks', '? '.repeat(30_000), 'line 1', /deeply/],
    ['a long staircase', Array.from({ length: 300 }, (_, n) => `${' '.repeat(n)}a:`).join('\n'), 'line 41', /deeply/],
    ['masses of links', `a: &a 1\nb: [${'*a,'.repeat(101)}]`, 'line 2', /repeats itself/],
  ])('refuses %s before anything is built of it', (_what, text, field, message) => {
    const parsed = jest.spyOn(Parser.prototype, 'parse');
    expect(refusal(text)).toMatchObject({ code: 'validation', field, message: expect.stringMatching(message) });
    expect(parsed).not.toHaveBeenCalled();
    parsed.mockRestore();
  });

  it('reads the longest lists and the deepest levels that a file may have', () => {
    const staff = Array.from({ length: 2_000 }, (_, n) => `E${String(n).padStart(4, '0')}`);
    const long = { who: { only: staff, except: staff } };
    expect(readYaml(writeYaml(long, 'a file'))).toEqual(long);
    let deep: unknown = 'x';
    for (let level = 0; level < 15; level += 1) deep = [{ a: deep }];
    expect(readYaml(stringify(deep))).toEqual(deep);
    const text = { note: `|\n${'  - [[[\n'.repeat(50)}`, quoted: '['.repeat(200) };
    expect(readYaml(writeYaml(text, 'a file'))).toEqual(text);
  });

  it.each([['an unknown tag on a map', 'a: !x {b: 1}\n', 'line 1', /tag/]])(
    'refuses %s, naming the line',
    (_what, text, field, message) => {
      expect(refusal(text)).toMatchObject({ code: 'validation', field, message: expect.stringMatching(message) });
    },
  );

  it('knows the line of each field, of one that is missing the line of what should have it', () => {
    const text =
      'name: a\nwho: &who\n  units:\n    - x\n    - y\ntimeline:\n  - step: issue\n    day: 1\n  - { step: archive }\nagain: *who\n';
    const { lineOf } = readFile(text);
    expect(
      [
        ['name'],
        ['who', 'units', '1'],
        ['timeline', '0', 'day'],
        ['timeline', '0', 'time'],
        ['timeline', '1', 'day'],
      ].map(lineOf),
    ).toEqual([1, 5, 8, 7, 9]);
    expect([['again', 'units', '0'], ['nothing'], []].map(lineOf)).toEqual([4, 1, 1]);
  });

  it('refuses a big file before reading it', () => {
    expect(refusal(`a: ${'x'.repeat(LONGEST_YAML)}`)).toMatchObject({ code: 'too-large' });
  });
});
