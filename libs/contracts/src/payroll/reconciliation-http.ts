import { z } from 'zod';
import { Flag, Id, Instant, LocalDate, PageQuery, pageOf } from '../wire.js';
import { ReconciliationView } from './http.js';

/** `run`: at a run's end, `batch`: a batch was closed, `nightly`: the company's day began, `asked`: somebody asked. */
export const RECONCILIATION_CAUSES = ['run', 'batch', 'nightly', 'asked'] as const;

/** A comparison that was made, as it came out. */
export const ReconciliationResult = ReconciliationView.extend({
  id: Id,
  at: Instant,
  cause: z.enum(RECONCILIATION_CAUSES),
  /** Both null: everything was compared. */
  runId: Id.nullable(),
  /** The company's day that had begun, of a nightly one. */
  day: LocalDate.nullable(),
  /** Of them the first thousand are listed. */
  differenceCount: z.int(),
}).meta({ id: 'ReconciliationResult' });
export type Reconciliation = z.infer<typeof ReconciliationResult>;
export const ReconciliationPage = pageOf(ReconciliationResult);
export const ReconciliationListQuery = PageQuery.extend({
  run: Id.optional(),
  cycle: Id.optional(),
  /** Only those that found differences: `?differing`. */
  differing: Flag,
});
/** Without a cycle everything is compared. */
export const AskReconciliation = z.object({ cycle: Id.optional() }).strict().meta({ id: 'AskReconciliation' });
