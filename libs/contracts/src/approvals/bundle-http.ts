import { z } from 'zod';
import { DECISIONS } from '@goalbeat/domain/approval/lifecycle';
import { Id, Instant, LongText, Version } from '../wire.js';
import { DecideManyResult } from './http.js';

export const MOST_OF_A_BUNDLE = 200;

/** Open tasks of one person, cycle, unit and step, decided in one go: what differs from last period first. */
export const BundleView = z
  .object({
    id: Id,
    subjectKind: z.string(),
    cycleId: Id,
    unitId: Id,
    stepId: z.string(),
    stepName: z.string(),
    /** Whose decision it is when one stands in for somebody. */
    onBehalfOf: Id.nullable(),
    dueAt: Instant.nullable(),
    open: z.int(),
    changed: z.int(),
    /** At most 200 of them. */
    items: z.array(
      z.object({
        approvalId: Id,
        taskId: Id,
        taskVersion: z.int(),
        subjectId: z.string(),
        title: z.string(),
        dueAt: Instant.nullable(),
        /** Whether it differs from the person's last period; what cannot be compared does. */
        changed: z.boolean(),
      }),
    ),
  })
  .meta({ id: 'BundleView' });
export const DecideBundleBody = z
  .object({
    decision: z.enum(DECISIONS),
    /** Needed to return or reject. */
    comment: LongText.optional(),
    /** What was looked at: nothing else is decided, however much has come since. */
    seen: z
      .array(z.object({ approvalId: Id, taskVersion: Version }).strict())
      .min(1)
      .max(MOST_OF_A_BUNDLE),
    /** Taken out: they stay open, to be decided one by one. */
    except: z.array(Id).max(MOST_OF_A_BUNDLE).default([]),
  })
  .strict()
  .meta({ id: 'DecideBundleBody' });
/** One result an item that was seen and not taken out, in that order. */
export const DecideBundleResult = DecideManyResult.extend({
  /** How many of the bundle are still open. */
  left: z.int(),
}).meta({ id: 'DecideBundleResult' });
export type BundleView = z.infer<typeof BundleView>;
export type DecideBundleBody = z.infer<typeof DecideBundleBody>;
export type DecideBundleResult = z.infer<typeof DecideBundleResult>;
