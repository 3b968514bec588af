import { expect, it } from '@jest/globals';
import { publishingRate } from './publishing-rate.js';

const batch = (batchId: string, ...times: number[]) => times.map((at) => ({ batchId, at }));

it('leaves out the time between batches', () => {
  expect(publishingRate([...batch('a', 0, 50, 100), ...batch('b', 1_000, 1_100)])).toBe(25);
});

it('counts batches that overlap, or lie within each other, once', () => {
  expect(publishingRate([...batch('b', 50, 150), ...batch('a', 0, 100), ...batch('c', 60, 70)])).toBe(40);
});
