import { divRatio, isZero, makeRatio, mulRatio, type Ratio, ratioOf, sumRatios, ZERO } from '../exact/ratio.js';

/** Σ weight × attainment ÷ Σ weight, unrounded; 0 without any weight. Weights are decimal strings. */
export function sheetCompletion(items: readonly { weight: string; attainment: Ratio }[]): Ratio {
  const weights = sumRatios(items.map((item) => ratioOf(item.weight, 'weight')));
  if (isZero(weights)) return ZERO;
  return divRatio(sumRatios(items.map((item) => mulRatio(ratioOf(item.weight, 'weight'), item.attainment))), weights);
}

/** Plain mean, 0 for none. */
export function meanCompletion(list: readonly Ratio[]): Ratio {
  return list.length === 0 ? ZERO : divRatio(sumRatios(list), makeRatio(BigInt(list.length), 1n));
}
