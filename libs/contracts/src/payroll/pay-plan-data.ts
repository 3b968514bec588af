import { z } from 'zod';
import { Code, AssetCode, LocalDate, PositiveDecimal, Text } from '../wire.js';
import { words } from '../wire-words.js';

/** Version 1, the multiplier plan: base by grade × multiplier by band × days worked / days. Never edited: version 2 is beside it. */
export const PayPlanV1Data = z
  .object({
    version: z.literal(1),
    name: Text,
    currency: AssetCode,
    baseByGrade: z.record(Code, PositiveDecimal),
    multiplierByBand: z.record(Code, PositiveDecimal),
    prorate: z.boolean().default(true),
    cap: PositiveDecimal.optional(),
    floor: PositiveDecimal.optional(),
    minimumPayable: PositiveDecimal.optional(),
    /** From this total on the finance lead signs too (the chain's condition compares with it). */
    leadAbove: PositiveDecimal.optional(),
    /** Employee number of who decides about the signers' own lines. */
    finalDecider: Code,
    budget: PositiveDecimal.optional(),
  })
  .strict()
  .meta({ id: 'PayPlanV1Data' });

const ByCode = z.record(Code, PositiveDecimal);
const Rate = z
  .string()
  .regex(
    /^\d{1,12}(\.\d{1,12})?$/,
    words(
      'a rate such as "7.0982": at most 12 digits on each side of the point',
      '汇率，例如 "7.0982"：小数点前后各最多 12 位',
    ),
  );

/** From the plan's currency into another one; a run keeps the rate of the plan's version it was built by. */
export const FxRateData = z
  .object({ from: AssetCode, to: AssetCode, rate: Rate, asOf: LocalDate, source: Text })
  .strict()
  .meta({ id: 'FxRate' });

/** How a person's own bonus comes about; amounts are in the plan's currency. */
export const AwardData = z
  .discriminatedUnion('kind', [
    z.object({ kind: z.literal('multiplier'), baseByGrade: ByCode, multiplierByBand: ByCode }).strict(),
    z.object({ kind: z.literal('per-band'), amountByBand: ByCode }).strict(),
    z
      .object({ kind: z.literal('per-point'), amountPerPoint: PositiveDecimal, amountByGrade: ByCode.optional() })
      .strict(),
    z
      .object({
        kind: z.literal('pool'),
        amount: PositiveDecimal.optional(),
        amountByUnit: ByCode.optional(),
        baseByGrade: ByCode,
        bandsWithout: z.array(Code).max(50).optional(),
      })
      .strict(),
  ])
  .meta({ id: 'PayPlanAward' });

export const PayPlanV2Data = z
  .object({
    version: z.literal(2),
    name: Text,
    currency: AssetCode,
    award: AwardData,
    prorate: z.boolean().default(true),
    cap: PositiveDecimal.optional(),
    floor: PositiveDecimal.optional(),
    /** Strictly above this completion ("1.1" is 110 %), the unit's bonus total times share ("0.1") is added. */
    teamExtra: z.object({ above: PositiveDecimal, share: PositiveDecimal }).strict().optional(),
    minimumPayable: PositiveDecimal.optional(),
    /** Unit code → currency; the nearest unit upwards decides, else the plan's currency. */
    currencyByUnit: z.record(Code, AssetCode).optional(),
    rates: z.array(FxRateData).max(50).optional(),
    leadAbove: PositiveDecimal.optional(),
    finalDecider: Code,
    /** AssetCode → what its main list should not exceed. */
    budgetByCurrency: z.record(AssetCode, PositiveDecimal).optional(),
  })
  .strict()
  .meta({ id: 'PayPlanV2Data' });

export const PayPlanData = z.discriminatedUnion('version', [PayPlanV1Data, PayPlanV2Data]).meta({ id: 'PayPlanData' });
