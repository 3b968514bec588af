import { z } from 'zod';
import { STEP_NAMES } from '@goalbeat/domain/cycle/steps';
import { CYCLE_STATES } from '@goalbeat/domain/cycle/lifecycle';
import { Id, Instant, LongText, PageQuery, Period, Version, pageOf } from '../wire.js';

/** Opens a cycle by hand, also one that a Schedule has not reached (fast tenants have no Schedule). */
export const OpenCycle = z.object({ period: Period }).strict().meta({ id: 'OpenCycle' });
export const CycleOpening = z
  .object({ definitionId: Id, period: z.string(), accepted: z.literal(true) })
  .meta({ id: 'CycleOpening' });

export const Funnel = z
  .object({
    people: z.int(),
    issued: z.int(),
    planned: z.int(),
    reported: z.int(),
    confirmed: z.int(),
    scored: z.int(),
    signed: z.int(),
    paid: z.int(),
  })
  .meta({ id: 'Funnel' });
export const CycleView = z
  .object({
    id: Id,
    definitionId: Id,
    definitionName: z.string(),
    period: z.string(),
    run: z.int(),
    state: z.enum(CYCLE_STATES),
    version: Version,
    now: Instant,
    timeline: z.array(
      z.object({
        step: z.enum(STEP_NAMES),
        at: Instant,
        doneAt: Instant.nullable(),
        counts: z.record(z.string(), z.number()).nullable(),
      }),
    ),
    funnel: Funnel,
    /** Sheets now in each state. */
    sheets: z.record(z.string(), z.int()),
    skippedPeople: z.array(z.object({ personId: Id, reason: z.string() })),
    workflowId: z.string(),
  })
  .meta({ id: 'Cycle' });
export const CyclePage = pageOf(CycleView);
export const CycleQuery = PageQuery.extend({
  definition: Id.optional(),
  period: Period.optional(),
  state: z.enum(CYCLE_STATES).optional(),
});
export const CycleControlRequest = z
  .object({
    version: Version,
    action: z.enum(['pause', 'resume', 'extend', 'close-now', 'cancel']),
    /** For extend and close-now. */
    step: z.enum(STEP_NAMES).optional(),
    at: Instant.optional(),
    reason: LongText,
  })
  .strict()
  .meta({ id: 'CycleControlRequest' });
/** Who is late, with what, since when; per unit. */
export const LateView = z
  .object({
    items: z.array(
      z.object({
        personId: Id,
        name: z.string(),
        unitId: Id,
        subjectKind: z.string(),
        subjectId: z.string(),
        dueAt: Instant,
        lateMinutes: z.int(),
      }),
    ),
  })
  .meta({ id: 'Late' });
