export const ROUNDINGS = ['half-up', 'half-even', 'down'] as const;
export type Rounding = (typeof ROUNDINGS)[number];

/** num / den as an integer; den > 0. Half-up rounds halves away from zero, so that a reversal mirrors its posting. */
export function divideRounded(num: bigint, den: bigint, rounding: Rounding): bigint {
  const quotient = num / den;
  const remainder = num % den;
  if (remainder === 0n || rounding === 'down') return quotient;
  const away = num < 0n ? quotient - 1n : quotient + 1n;
  const twice = (remainder < 0n ? -remainder : remainder) * 2n;
  if (twice > den) return away;
  if (twice < den) return quotient;
  return rounding === 'half-up' || quotient % 2n !== 0n ? away : quotient;
}
