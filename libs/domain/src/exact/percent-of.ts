import { formatRatio, mulRatio, parseRatioString, ratioOf } from './ratio.js';

const HUNDRED = ratioOf('100');

/** A stored ratio as percent with two decimals: "16/25" is "64.00". Raises validation where the text is no ratio. */
export const percentOf = (ratio: string): string => formatRatio(mulRatio(parseRatioString(ratio), HUNDRED), 2);
