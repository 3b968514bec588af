import { z } from 'zod';
import { STEP_NAMES } from '@goalbeat/domain/cycle/steps';
import { PERIOD_KINDS } from '@goalbeat/domain/period/period';
import { ChainData } from '../approvals/chain-data.js';
import { Code, Id, Instant, LocalTime, Text, Version, pageOf } from '../wire.js';

/** Subjects whose approval a definition configures. */
export const CHAIN_SUBJECTS = ['plan', 'report', 'results', 'bonus-list'] as const;

export const TimelineStepData = z
  .object({
    step: z.enum(STEP_NAMES),
    /** 1 = first day of the period; 8 = the Monday after a week. */
    day: z.int().min(1).max(120),
    time: LocalTime,
    move: z.enum(['earlier', 'later', 'keep']).default('keep'),
  })
  .strict()
  .meta({ id: 'TimelineStep' });

export const DefinitionData = z
  .object({
    name: Text,
    period: z.enum(PERIOD_KINDS),
    zone: Text,
    calendar: Code,
    who: z
      .object({
        units: z.array(Code).min(1).optional(),
        jobFamilies: z.array(Code).min(1).optional(),
        except: z.array(Code).default([]),
      })
      .strict(),
    timeline: z.array(TimelineStepData).min(3),
    chains: z
      .object({ plan: ChainData, report: ChainData, 'bonus-list': ChainData, results: ChainData.optional() })
      .strict(),
    ifNotPlanned: z.enum(['accept-as-issued']).default('accept-as-issued'),
    ifNotReported: z.enum(['count-as-zero']).default('count-as-zero'),
    /** Code of the rule set (appraisal) and of the pay plan (payroll). */
    ruleSet: Code,
    payPlan: Code,
  })
  .strict()
  .meta({ id: 'DefinitionData' });
export const PutDefinition = z
  .object({ data: DefinitionData, version: Version.optional() })
  .strict()
  .meta({ id: 'PutDefinition' });
export const DefinitionView = z
  .object({
    id: Id,
    code: Code,
    version: Version,
    state: z.enum(['draft', 'active', 'retired']),
    data: DefinitionData,
    updatedAt: Instant,
  })
  .meta({ id: 'Definition' });
export const DefinitionPage = pageOf(DefinitionView);
export const ActivateDefinition = z.object({ version: Version }).strict();

export const PreviewRequest = z
  .object({ from: z.iso.date(), count: z.int().min(1).max(60).default(4) })
  .strict()
  .meta({ id: 'PreviewRequest' });
export const PreviewView = z
  .object({
    periods: z.array(
      z.object({
        period: z.string(),
        skipped: z.string().nullable(),
        steps: z.array(
          z.object({
            step: z.enum(STEP_NAMES),
            at: Instant,
            planned: Instant,
            moved: z.string().nullable(),
            provisional: z.boolean(),
          }),
        ),
      }),
    ),
    problems: z.array(z.object({ field: z.string(), message: z.string() })),
    people: z.int(),
    nobodyToApprove: z.array(z.object({ personId: Id, step: z.string() })),
  })
  .meta({ id: 'Preview' });
