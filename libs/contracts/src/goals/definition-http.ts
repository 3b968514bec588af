import { z } from 'zod';
import { DEFINITION_STATES } from '@goalbeat/domain/definition/lifecycle';
import { COUNTED_FROM } from '@goalbeat/domain/calendar/timeline';
import { STEP_NAMES } from '@goalbeat/domain/cycle/steps';
import { PERIOD_KINDS } from '@goalbeat/domain/period/period';
import { ChainData } from '../approvals/chain-data.js';
import { Code, Id, Instant, LocalDate, LocalTime, LongText, Text, Version, pageOf } from '../wire.js';

/** Subjects whose approval a definition configures. */
export const CHAIN_SUBJECTS = ['plan', 'report', 'results', 'bonus-list'] as const;

export const TimelineStepData = z
  .object({
    step: z.enum(STEP_NAMES),
    /** From which end of the period `day` counts. */
    from: z.enum(COUNTED_FROM).default('start'),
    /**
     * From the start 1 = first day of the period, 8 = the Monday after a week. From the end 0 = last day of the period, 1 = the
     * day after it, -1 = the day before the last.
     */
    day: z.int().min(-60).max(120),
    time: LocalTime,
    move: z.enum(['earlier', 'later', 'keep']).default('keep'),
  })
  .strict()
  .meta({ id: 'TimelineStep' });

/** Periods of a custom definition: first and last day, both inclusive; they may leave gaps and must not overlap. */
export const CustomPeriods = z
  .array(z.object({ start: LocalDate, end: LocalDate }).strict())
  .min(1)
  .max(60);

/** Local times of the person; from 22:00 to 07:00 goes over midnight. */
export const QuietHours = z.object({ from: LocalTime, to: LocalTime }).strict().meta({ id: 'QuietHours' });

export const DefinitionData = z
  .object({
    name: Text,
    period: z.enum(PERIOD_KINDS),
    /** With period `custom`, and only then. */
    periods: CustomPeriods.optional(),
    zone: Text,
    calendar: Code,
    /** Everybody for whom all given conditions hold; none given: everybody. */
    who: z
      .object({
        /** These units and all below them. */
        units: z.array(Code).min(1).max(500).optional(),
        jobFamilies: z.array(Code).min(1).max(100).optional(),
        grades: z.array(Code).min(1).max(100).optional(),
        /** Employee numbers: these people and no others. */
        only: z.array(Code).min(1).max(2000).optional(),
        /** Employee numbers and units that take part without a sheet. */
        except: z.array(Code).max(2000).default([]),
      })
      .strict(),
    timeline: z.array(TimelineStepData).min(3).max(40),
    chains: z
      .object({
        plan: ChainData,
        report: ChainData,
        /** With a step bonus-list. */
        'bonus-list': ChainData.optional(),
        results: ChainData.optional(),
      })
      .strict(),
    ifNotPlanned: z.enum(['accept-as-issued']).default('accept-as-issued'),
    ifNotReported: z.enum(['count-as-zero']).default('count-as-zero'),
    /** Code of the rule set (appraisal). */
    ruleSet: Code,
    /** Code of the pay plan (payroll); with a step bonus-list. */
    payPlan: Code.optional(),
    /** For people who have set none themselves. */
    notices: z.object({ quietHours: QuietHours.optional() }).strict().optional(),
  })
  .strict()
  .meta({ id: 'DefinitionData' });
export const PutDefinition = z
  .object({
    /** As files name it; then the same as in the address. */
    code: Code.optional(),
    data: DefinitionData,
    /** The newest version there is, 0 for none: somebody else's change is not overwritten. */
    version: z.int().min(0).optional(),
  })
  .strict()
  .meta({ id: 'PutDefinition' });
export const DefinitionView = z
  .object({
    id: Id,
    code: Code,
    version: Version,
    /** Of the newest version. */
    state: z.enum(DEFINITION_STATES),
    /** That new cycles open with; null: none open. */
    activeVersion: Version.nullable(),
    data: DefinitionData,
    updatedAt: Instant,
  })
  .meta({ id: 'Definition' });
/** Not wrong, but hardly meant; in the reader's language. */
const Warnings = z.array(z.object({ field: z.string(), message: z.string() }));
export const ActivatedDefinition = DefinitionView.extend({ warnings: Warnings }).meta({ id: 'ActivatedDefinition' });
export const DefinitionVersion = z
  .object({ version: Version, active: z.boolean(), createdAt: Instant, data: DefinitionData })
  .meta({ id: 'DefinitionVersion' });
export const DefinitionVersionPage = pageOf(DefinitionVersion);
export const RetireDefinition = z
  .object({ version: Version, reason: LongText })
  .strict()
  .meta({ id: 'RetireDefinition' });

/** Two versions; left out: the newest, and the one before `to`. */
export const DiffQuery = z.object({
  from: z.coerce.number().int().min(1).optional(),
  to: z.coerce.number().int().min(1).optional(),
});
export const VersionDiff = z
  .object({
    from: Version,
    to: Version,
    changes: z.array(
      z.object({
        /** Such as `timeline.ask-report.time` or `goals.orders.target`: entries of lists go by their own name. */
        field: z.string(),
        before: z.string().nullable(),
        after: z.string().nullable(),
      }),
    ),
  })
  .meta({ id: 'VersionDiff' });
export const DefinitionPage = pageOf(DefinitionView);
export const ActivateDefinition = z.object({ version: Version }).strict();

export const PreviewRequest = z
  .object({ from: z.iso.date(), count: z.int().min(1).max(60).default(4) })
  .strict()
  .meta({ id: 'PreviewRequest' });
/** Of a draft that is not saved; `code` says whose next version it would be. */
export const PreviewDraft = PreviewRequest.extend({ code: Code.optional(), data: DefinitionData }).meta({
  id: 'PreviewDraft',
});
export const PreviewView = z
  .object({
    periods: z.array(
      z.object({
        period: z.string(),
        /** First and last day, both inclusive. */
        start: LocalDate,
        end: LocalDate,
        skipped: z.string().nullable(),
        /** Why, in the reader's language. */
        skippedWhy: z.string().nullable(),
        steps: z.array(
          z.object({
            step: z.enum(STEP_NAMES),
            at: Instant,
            planned: Instant,
            /** `at` in the definition's zone, with its weekday, in the reader's language. */
            local: z.string(),
            moved: z.string().nullable(),
            provisional: z.boolean(),
            /** Why it moved and whether it may still move, in the reader's language; null when there is nothing to say. */
            explained: z.string().nullable(),
          }),
        ),
      }),
    ),
    problems: z.array(z.object({ field: z.string(), message: z.string() })),
    warnings: Warnings.default([]),
    people: z.int(),
    /** People about whom nobody could decide, by who is still with the company then; the first period in which it is so. */
    nobodyToApprove: z.array(
      z.object({
        personId: Id,
        number: z.string(),
        name: z.string(),
        step: z.string(),
        why: z.string(),
        period: z.string(),
      }),
    ),
    /** People who are asked although they are away: delegating is theirs. */
    absentApprovers: z.array(
      z.object({
        personId: Id,
        number: z.string(),
        name: z.string(),
        from: LocalDate,
        to: LocalDate,
        why: z.string(),
        period: z.string(),
      }),
    ),
  })
  .meta({ id: 'Preview' });
