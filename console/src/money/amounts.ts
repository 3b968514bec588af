import type { Amount } from './format-amount.js';

const scaleOf = (text: string): number => text.split('.')[1]?.length ?? 0;
const units = (text: string, scale: number): bigint =>
  BigInt(text.replace('.', '')) * 10n ** BigInt(scale - scaleOf(text));

function decimal(value: bigint, scale: number): string {
  const digits = (value < 0n ? -value : value).toString().padStart(scale + 1, '0');
  const sign = value < 0n ? '-' : '';
  return scale === 0 ? `${sign}${digits}` : `${sign}${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
}

/** a − b of one currency, exactly. */
export function less(a: Amount, b: Amount): Amount {
  const scale = Math.max(scaleOf(a.amount), scaleOf(b.amount));
  return { amount: decimal(units(a.amount, scale) - units(b.amount, scale), scale), currency: a.currency };
}

export function signOf({ amount }: { amount: string }): -1 | 0 | 1 {
  if (!/[1-9]/.test(amount)) return 0;
  return amount.startsWith('-') ? -1 : 1;
}

export const compare = (a: Amount, b: Amount): -1 | 0 | 1 => signOf(less(a, b));

/** How much of a whole, for the length of a bar and nothing else. */
export const shareOf = (part: Amount, whole: Amount): number =>
  signOf(whole) <= 0 ? 0 : Math.max(0, Number(part.amount) / Number(whole.amount));

const FRACTION = /^(-?\d+)\/(\d+)$/;
const SHOWN_DECIMALS = 4;

/** A stored figure that is exact, perhaps a fraction ("910/3"), as a decimal; `about` when it goes on. */
export function readExact(text: string): { text: string; about: boolean } {
  const fraction = FRACTION.exec(text);
  if (fraction === null) return { text, about: false };
  const [over, under] = [BigInt(fraction[1] ?? '0'), BigInt(fraction[2] ?? '1')];
  const scaled = over * 10n ** BigInt(SHOWN_DECIMALS);
  const cut = decimal(scaled / under, SHOWN_DECIMALS);
  return { text: cut.replace(/\.?0+$/, ''), about: scaled % under !== 0n };
}
