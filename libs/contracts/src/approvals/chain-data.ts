import { z } from 'zod';
import { RUNG_ACTIONS } from '@goalbeat/domain/ladder/ladder';
import { STEP_NAMES } from '@goalbeat/domain/cycle/steps';
import { ROLES } from '@goalbeat/domain/access/roles';
import { AssetCode, Code, Decimal, PositiveDecimal, Text } from '../wire.js';

export const LadderData = z
  .object({
    due: z.union([
      z.object({ workingHours: z.number().positive().max(500) }).strict(),
      z.object({ atStep: z.enum(STEP_NAMES) }).strict(),
    ]),
    /** Working hours before due. */
    remindBefore: z.array(z.number().nonnegative()).max(10).default([]),
    /** Working hours after due, one level up the line each. */
    escalateAfter: z.array(z.number().nonnegative()).max(5).default([]),
    last: z
      .object({ action: z.enum(RUNG_ACTIONS).exclude(['remind', 'escalate']), after: z.number().nonnegative() })
      .strict(),
    /** The step of the cycle after which nothing of the ladder comes; absent: close-confirming for plans and reports. */
    cap: z.enum(STEP_NAMES).optional(),
  })
  .strict()
  .meta({ id: 'Ladder' });
/** `above` and `below` are strict. */
const Condition = z.union([
  z
    .object({
      fact: z.literal('amount'),
      above: PositiveDecimal,
      /** What the limit is in; absent: the pay plan's currency. A list in another one is above it, since no figure says. */
      currency: AssetCode.optional(),
    })
    .strict(),
  z.object({ fact: z.literal('score'), above: Decimal }).strict(),
  z.object({ fact: z.literal('score'), below: Decimal }).strict(),
  /** Codes of units: the subject's own or one above it. */
  z.object({ fact: z.literal('unit'), in: z.array(Code).min(1).max(100) }).strict(),
]);
export const ChainStepData = z
  .object({
    id: Code,
    name: Text,
    assign: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('manager'), level: z.int().min(1).max(5).default(1) }).strict(),
      z
        .object({ kind: z.literal('role'), role: z.enum(ROLES), scope: z.enum(['unit', 'tenant']).default('tenant') })
        .strict(),
      z.object({ kind: z.literal('unit-head') }).strict(),
      z.object({ kind: z.literal('person'), number: Code }).strict(),
    ]),
    mode: z.union([z.enum(['any', 'all']), z.object({ quorum: z.int().min(1) }).strict()]).default('any'),
    /** The step exists only where all of it holds; what is not known holds. */
    when: z.union([Condition, z.array(Condition).min(1).max(8)]).optional(),
    /** Employee number of who decides where nobody else is left, as for a signer's own line. */
    finalDecider: Code.optional(),
    /** One desk entry and one decision for all that waits for the same person in a unit. */
    bundle: z.literal('unit').optional(),
    ladder: LadderData,
  })
  .strict()
  .meta({ id: 'ChainStep' });
export const ChainData = z.array(ChainStepData).min(1).max(8);
