const SCALE = 1_000_000n;

/** Exact sum of decimal strings with up to six decimals; what is no number yet counts nothing. */
export function sumOf(decimals: readonly string[]): string {
  const parts = decimals.map((text) => {
    const [, whole = '', rest = ''] = /^(\d+)(?:\.(\d{1,6}))?$/.exec(text) ?? [];
    return whole === '' ? 0n : BigInt(whole) * SCALE + BigInt(rest.padEnd(6, '0'));
  });
  const sum = parts.reduce((left, right) => left + right, 0n);
  const rest = (sum % SCALE).toString().padStart(6, '0').replace(/0+$/, '');
  return rest === '' ? String(sum / SCALE) : `${sum / SCALE}.${rest}`;
}
