import { describe, expect, it } from '@jest/globals';
import { LONGEST_YAML, readYaml, writeYaml } from './yaml-text.js';

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
    ['endless nesting', '['.repeat(60_000), 'line 1', /no YAML/],
  ])('refuses %s, naming the line', (_what, text, field, message) => {
    expect(refusal(text)).toMatchObject({ code: 'validation', field, message: expect.stringMatching(message) });
  });

  it('refuses a big file before reading it', () => {
    expect(refusal(`a: ${'x'.repeat(LONGEST_YAML)}`)).toMatchObject({ code: 'too-large' });
  });
});
