import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { compareRatio, ratioOf, sumRatios } from '../exact/ratio.js';
import { scaleWeights } from './scale-weights.js';

const of = (...weights: string[]) => weights.map((weight, n) => ({ key: String(n), weight }));

it('keeps the proportion, to the hundredth', () => {
  expect([...scaleWeights(of('50', '20'), '70').values()]).toEqual(['50', '20']);
  expect([...scaleWeights(of('50', '30'), '70').values()]).toEqual(['43.75', '26.25']);
  expect([...scaleWeights(of('1', '1', '1'), '100').values()]).toEqual(['33.34', '33.33', '33.33']);
  expect([...scaleWeights(of('0', '0'), '10').values()]).toEqual(['5', '5']);
  expect([...scaleWeights(of('12.5', '0.25'), '0').values()]).toEqual(['0', '0']);
  expect(scaleWeights([], '100').size).toBe(0);
});

it('loses nothing of a whole that is finer than a hundredth: the largest part has it', () => {
  expect([...scaleWeights(of('1', '2'), '87.654322').values()]).toEqual(['29.22', '58.434322']);
  expect([...scaleWeights(of('1', '1'), '0.005').values()]).toEqual(['0.005', '0']);
});

it('parts sum to the whole, whatever the weights', () => {
  const weight = fc
    .integer({ min: 0, max: 1_000_000 })
    .map((n) => `${Math.floor(n / 1000)}.${String(n % 1000).padStart(3, '0')}`);
  const total = fc
    .integer({ min: 0, max: 100_000_000 })
    .map((n) => `${Math.floor(n / 1_000_000)}.${String(n % 1_000_000).padStart(6, '0')}`);
  fc.assert(
    fc.property(fc.array(weight, { minLength: 1, maxLength: 12 }), total, (weights, whole) => {
      const parts = [...scaleWeights(of(...weights), whole).values()];
      expect(parts).toHaveLength(weights.length);
      expect(compareRatio(sumRatios(parts.map((part) => ratioOf(part))), ratioOf(whole))).toBe(0);
      expect(parts.every((part) => !part.startsWith('-'))).toBe(true);
    }),
  );
});
