import { createHash } from 'node:crypto';

const STAMP = 13;

/**
 * A payout's id comes from its line's and the number of the attempt: whatever is handed over again (a database restored from before
 * the hand-over) comes to payroll under the id that it knows. The time of the line stands first, as in any id here.
 */
export function payoutIdOf(lineId: string, attempt = 1): string {
  const hash = createHash('sha256').update(`goalbeat-payout-1\n${lineId}\n${attempt}\n`).digest('hex');
  const variant = ((Number.parseInt(hash.slice(3, 4), 16) & 0x3) | 0x8).toString(16);
  return `${lineId.slice(0, STAMP)}-7${hash.slice(0, 3)}-${variant}${hash.slice(4, 7)}-${hash.slice(7, 19)}`;
}
