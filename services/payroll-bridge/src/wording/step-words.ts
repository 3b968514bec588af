import { formatRatio, isDecimal, parseRatioString, ratioOf } from '@goalbeat/domain/exact/ratio';
import { storedExponent } from '@goalbeat/domain/money/currency';
import { ASSET_DECIMALS, isAssetCode } from '@goalbeat/domain/money/asset';
import { bandWord } from '@goalbeat/domain/wording/band-word';

/** Values and result of a step, and the currency that it reckons in. */
type Say = (values: Record<string, string>, result: string, currency: string) => string;

/** A plan's figure with the currency's decimals; left as it is where it is no plain number. */
export function amountText(amount: string, currency: string): string {
  if (!isDecimal(amount)) return amount;
  if (!isAssetCode(currency)) return formatRatio(ratioOf(amount), storedExponent(currency));
  return formatRatio(ratioOf(amount), ASSET_DECIMALS).replace(/\.?0+$/, '');
}

export const scoreText = (score: string): string => {
  if (isDecimal(score)) return formatRatio(ratioOf(score), 2);
  return score.includes('/') ? formatRatio(parseRatioString(score), 2) : score;
};

/** "1.1" is 110 %; trailing zeros say nothing. */
function percent(ratio: string): string {
  if (!isDecimal(ratio)) return ratio;
  const { num, den } = ratioOf(ratio);
  return `${formatRatio({ num: num * 100n, den }, 2).replace(/\.?0+$/, '')}%`;
}

/** part ÷ all, both stored as exact fractions. */
function portion(part: string, all: string): string {
  const [a, b] = [parseRatioString(part), parseRatioString(all)];
  if (b.num === 0n) return '0%';
  return `${formatRatio({ num: a.num * b.den * 100n, den: a.den * b.num }, 4)}%`;
}

const isNone = (amount: string | undefined): boolean => amount === undefined || /^0(\.0*)?$/.test(amount);

const unsigned = (amount: string): string => amount.replace(/^-/, '');

const days = (v: Record<string, string>): string =>
  v['fullDays'] === undefined ? '' : ` × ${v['workedDays']}/${v['fullDays']}`;

export const ZH: Readonly<Record<string, Say>> = {
  base: (v, _r, c) => `职级 ${v['grade']} 的基数为 ${amountText(v['base'] ?? '', c)} ${c}`,
  multiplier: (v) => `绩效等级${bandWord(v['band'] ?? '', 'zh-CN')}，系数 × ${v['multiplier']}`,
  'band-amount': (v, _r, c) =>
    `绩效等级${bandWord(v['band'] ?? '', 'zh-CN')}，奖金 ${amountText(v['amount'] ?? '', c)} ${c}`,
  points: (v, _r, c) => `得分 ${scoreText(v['score'] ?? '')} × 每分 ${amountText(v['amount'] ?? '', c)} ${c}`,
  pool: (v, r, c) =>
    `${v['unit'] === undefined ? '' : `${v['unit']} 的`}奖金池 ${v['pool']} ${c}，按得分 × 基数（${scoreText(v['score'] ?? '')} × ${amountText(v['base'] ?? '', c)}${days(v)}）占 ${portion(v['weight'] ?? '', v['weights'] ?? '')}，分得 ${r} ${c}`,
  'no-share': (v) => `绩效等级${bandWord(v['band'] ?? '', 'zh-CN')}，不参与奖金池分配`,
  prorated: (v) => `出勤 ${v['workedDays']} 天，应出勤 ${v['fullDays']} 天`,
  rounded: (_v, r, c) => `四舍五入后为 ${r} ${c}`,
  capped: (_v, r, c) => `超过上限，按上限 ${r} ${c}`,
  floored: (_v, r, c) => `低于下限，按下限 ${r} ${c}`,
  'team-extra': (v, r, c) =>
    `${v['unit']} 完成率 ${percent(v['completion'] ?? '')}，超过 ${percent(v['above'] ?? '')}，团队奖励 ${v['unitExtra']} ${c}（奖金总额 ${v['unitTotal']} 的 ${percent(v['share'] ?? '')}），按奖金比例分得 ${v['part']}，合计 ${r} ${c}`,
  'below-minimum': (v, _r, c) => `低于起付额 ${amountText(v['minimumPayable'] ?? '', c)} ${c}，不发放`,
  converted: (v, r) =>
    `按 ${v['asOf']} 汇率 1 ${v['from']} = ${v['rate']} ${v['to']}（${v['source']}）折合 ${r} ${v['to']}`,
  'no-rate': (v) => `奖金方案中没有职级 ${v['grade']} 或等级 ${v['band']} 的标准`,
  'no-days': (v) => `出勤天数有误：${v['workedDays']}/${v['fullDays']}`,
  'too-large': (v, _r, c) => `算得 ${v['reckoned']} ${c}，金额过大，待核对`,
  'taken-off': (v, r, c) => `更正后减少 ${v['setOff']} ${c}，实发 ${r} ${c}`,
  'set-off': (v, r, c) => `扣回 ${v['period']} 多发的 ${v['setOff']} ${c}，实发 ${r} ${c}`,
  corrected: (v, r, c) =>
    `更正后减去已计 ${v['accrued']} ${c}${v['adjustment'] === undefined ? '' : `（含人工调整 ${v['adjustment']}）`}，${r.startsWith('-') ? '减少' : '补发'} ${unsigned(r)} ${c}`,
  'given-up': (v, r, c) => `减去此前已决定不发放的 ${v['givenUp']} ${c}，为 ${r} ${c}`,
  part: (v, r, c) =>
    `暂缓的 ${v['held']} ${c} 中${isNone(v['before']) ? '' : `已发放 ${v['before']}，`}本次发放 ${r} ${c}${isNone(v['rest']) ? '' : `，其余 ${v['rest']} 本次不发放`}`,
  adjusted: (v, r, c) => `人事由 ${v['from']} 调整为 ${r} ${c}：${v['reason']}`,
};

export const EN: Readonly<Record<string, Say>> = {
  base: (v, _r, c) => `Base for grade ${v['grade']}: ${amountText(v['base'] ?? '', c)} ${c}`,
  multiplier: (v) => `Band ${v['band']}: × ${v['multiplier']}`,
  'band-amount': (v, _r, c) => `Band ${v['band']}: ${amountText(v['amount'] ?? '', c)} ${c}`,
  points: (v, _r, c) => `Score ${scoreText(v['score'] ?? '')} × ${amountText(v['amount'] ?? '', c)} ${c} a point`,
  pool: (v, r, c) =>
    `Pool${v['unit'] === undefined ? '' : ` of ${v['unit']}`} ${v['pool']} ${c}, by score × base (${scoreText(v['score'] ?? '')} × ${amountText(v['base'] ?? '', c)}${days(v)}) a share of ${portion(v['weight'] ?? '', v['weights'] ?? '')}: ${r} ${c}`,
  'no-share': (v) => `Band ${v['band']}: no share of the pool`,
  prorated: (v) => `${v['workedDays']} of ${v['fullDays']} working days`,
  rounded: (_v, r, c) => `Rounded to ${r} ${c}`,
  capped: (_v, r, c) => `Above the cap: ${r} ${c}`,
  floored: (_v, r, c) => `Below the floor: ${r} ${c}`,
  'team-extra': (v, r, c) =>
    `${v['unit']} completed ${percent(v['completion'] ?? '')}, above ${percent(v['above'] ?? '')}: the team adds ${v['unitExtra']} ${c} (${percent(v['share'] ?? '')} of ${v['unitTotal']}), ${v['part']} of it by your bonus, together ${r} ${c}`,
  'below-minimum': (v, _r, c) =>
    `Below the smallest amount paid (${amountText(v['minimumPayable'] ?? '', c)} ${c}): nothing is paid`,
  converted: (v, r) =>
    `At the rate of ${v['asOf']}, 1 ${v['from']} = ${v['rate']} ${v['to']} (${v['source']}): ${r} ${v['to']}`,
  'no-rate': (v) => `The pay plan has no entry for grade ${v['grade']} or band ${v['band']}`,
  'no-days': (v) => `The days worked cannot be right: ${v['workedDays']} of ${v['fullDays']}`,
  'too-large': (v, _r, c) => `Reckoned as ${v['reckoned']} ${c}, which cannot be meant: to be looked at`,
  'taken-off': (v, r, c) => `Corrected to ${v['setOff']} ${c} less: ${r} ${c}`,
  'set-off': (v, r, c) => `Less ${v['setOff']} ${c} paid too much for ${v['period']}: ${r} ${c}`,
  corrected: (v, r, c) =>
    `Corrected, less ${v['accrued']} ${c} already due${v['adjustment'] === undefined ? '' : ` (${v['adjustment']} of it by hand)`}: ${unsigned(r)} ${c} ${r.startsWith('-') ? 'less' : 'more'}`,
  'given-up': (v, r, c) => `Less ${v['givenUp']} ${c} that was decided not to be paid: ${r} ${c}`,
  part: (v, r, c) =>
    `Of ${v['held']} ${c} held${isNone(v['before']) ? '' : `, ${v['before']} paid before`}: ${r} ${c} now${isNone(v['rest']) ? '' : `, ${v['rest']} not with this payment`}`,
  adjusted: (v, r, c) => `Adjusted by HR from ${v['from']} to ${r} ${c}: ${v['reason']}`,
};
