import { describe, expect, it } from '@jest/globals';
import { readOptions, UsageProblem } from './options.js';

describe('readOptions', () => {
  const known = ['issue', 'payouts'];

  it('reads what it knows', () => {
    expect(
      readOptions(
        ['--only', 'issue,payouts', '--json', 'x.json', '--quick', '--ladders', '500', '--lines', '700'],
        known,
      ),
    ).toEqual({
      only: ['issue', 'payouts'],
      json: 'x.json',
      write: false,
      quick: true,
      ladders: 500,
      lines: 700,
    });
  });

  it.each([
    [['--fast']],
    [['--json']],
    [['--only', 'tea']],
    [['--write', '--quick']],
    [['--ladders', '0']],
    [['--lines', 'many']],
  ])('refuses %j', (given) => {
    expect(() => readOptions(given, known)).toThrow(UsageProblem);
  });
});
