import { compareRatio, formatRatio, type Ratio, ratioOf } from '../exact/ratio.js';
import { formatMinor } from '../money/minor-units.js';
import { multiplyMoney } from '../money/multiply.js';
import { splitMoney } from '../money/split.js';
import type { LineUnderWay } from './own-award.js';
import type { PayPlanV2 } from './pay-plan-v2.js';

export interface BonusUnit {
  readonly code: string;
  /** Exact; 1 = 100 %. */
  readonly completion: Ratio;
}

/**
 * A unit strictly above the threshold adds a share of its people's bonus total, rounded half-up, split by bonus: largest
 * remainder, ties by employee number. People count in their own unit, not in those above. Returns what all units added.
 */
export function addTeamExtra(
  plan: PayPlanV2,
  lines: readonly LineUnderWay[],
  units: readonly BonusUnit[],
  exponent: number,
): bigint {
  const extra = plan.teamExtra;
  if (extra === undefined) return 0n;
  const above = ratioOf(extra.above, 'teamExtra.above');
  const share = ratioOf(extra.share, 'teamExtra.share');
  const byUnit = new Map<string, LineUnderWay[]>();
  for (const line of lines) {
    const code = line.person.units[0];
    if (code !== undefined && line.minor > 0n) byUnit.set(code, [...(byUnit.get(code) ?? []), line]);
  }
  let added = 0n;
  for (const { code, completion } of units) {
    const members = byUnit.get(code);
    if (members === undefined || compareRatio(completion, above) <= 0) continue;
    const total = { minor: members.reduce((all, line) => all + line.minor, 0n), currency: plan.currency };
    const whole = multiplyMoney(total, share, 'half-up');
    const parts = splitMoney(
      whole,
      members.map((line) => ({ key: line.person.number, weight: line.minor })),
    );
    added += whole.minor;
    for (const line of members) {
      const part = parts.get(line.person.number)?.minor ?? 0n;
      const exactly = (whole.minor * line.minor) / total.minor;
      line.minor += part;
      line.explain.push({
        code: 'team-extra',
        values: {
          unit: code,
          completion: formatRatio(completion, 6),
          ...extra,
          unitTotal: formatMinor(total.minor, exponent),
          unitExtra: formatMinor(whole.minor, exponent),
          part: formatMinor(part, exponent),
          odd: (part - exactly).toString(),
        },
        result: formatMinor(line.minor, exponent),
      });
    }
  }
  return added;
}
