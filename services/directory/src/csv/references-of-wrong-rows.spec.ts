import { expect, it } from '@jest/globals';
import { referencesOfWrongRows } from './references-of-wrong-rows.js';

const existing = new Map([
  ['a', null],
  ['b', 'a'],
]);

it('names who is neither known nor in the file, not who is in a row that is wrong itself', () => {
  const wrong = [
    { key: 'c', to: 'z' },
    { key: 'd', to: 'c' },
    { key: 'e', to: 'g' },
    { key: 'f', to: null },
  ];
  expect(referencesOfWrongRows(wrong, [{ key: 'g', to: 'z' }], { existing })).toEqual([
    'z is not known',
    undefined,
    undefined,
    undefined,
  ]);
});

it('names a ring that would come about', () => {
  expect(referencesOfWrongRows([{ key: 'a', to: 'b' }], [], { existing })).toEqual(['goes round in a ring: a → b → a']);
});

it('tells each of two rows of one key its own', () => {
  const wrong = [
    { key: 'c', to: 'a' },
    { key: 'c', to: 'z' },
    { key: 'b', to: 'c' },
  ];
  const good = [{ key: 'b', to: 'a' }];
  expect(referencesOfWrongRows(wrong, good, { existing })).toEqual([undefined, 'z is not known', undefined]);
});
