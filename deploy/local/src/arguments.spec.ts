import { parseArguments, takeFlag } from './arguments.ts';

describe('parseArguments', () => {
  it('separates flags from words', () => {
    const { flags, words } = parseArguments(['unit', '--yes', 'medium'], ['--yes'], 'test', 9);
    expect([...flags]).toEqual(['--yes']);
    expect(words).toEqual(['unit', 'medium']);
  });

  it('names the flag it does not know', () => {
    expect(() => parseArguments(['--fast'], ['--yes'], 'up')).toThrow('goalbeat up does not know --fast');
  });

  it('names the word that is too many', () => {
    expect(() => parseArguments(['extra'], [], 'up')).toThrow('goalbeat up does not know extra');
    expect(() => parseArguments(['one', 'two'], [], 'reconcile', 1)).toThrow('goalbeat reconcile does not know two');
  });
});

it('takeFlag leaves the other arguments in their order', () => {
  expect(takeFlag(['--people', '40', '--once', '--json'], '--once')).toEqual({
    found: true,
    rest: ['--people', '40', '--json'],
  });
  expect(takeFlag(['--json'], '--once').found).toBe(false);
});
