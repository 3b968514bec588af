import { parseArguments, takeFlag } from './arguments.ts';

describe('parseArguments', () => {
  it('separates flags from words', () => {
    const { flags, words } = parseArguments(['unit', '--yes', 'medium'], ['--yes'], 'test');
    expect([...flags]).toEqual(['--yes']);
    expect(words).toEqual(['unit', 'medium']);
  });

  it('names the flag it does not know', () => {
    expect(() => parseArguments(['--fast'], ['--yes'], 'up')).toThrow('goalbeat up does not know --fast');
  });
});

it('takeFlag leaves the other arguments in their order', () => {
  expect(takeFlag(['--people', '40', '--once', '--json'], '--once')).toEqual({
    found: true,
    rest: ['--people', '40', '--json'],
  });
  expect(takeFlag(['--json'], '--once').found).toBe(false);
});
