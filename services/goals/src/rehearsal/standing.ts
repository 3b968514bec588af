import type { Instant } from '@goalbeat/domain/clock/instant';
import type { Tx } from '@goalbeat/service-kit/db/tx';
import type { CycleRepository, CycleStep } from '../cycle/cycle.repository.js';

/** Where the rehearsed cycle stands. */
export interface Standing {
  cycle: { id: string; state: string } | null;
  steps: CycleStep[];
  /** When ladders of approvals that are open here will be climbed, soonest first. */
  rungs: Instant[];
}

const RUNGS = `SELECT r->>'at' AS at FROM approval_step s, jsonb_array_elements(s.rungs) AS r
WHERE s.state = 'open' AND (r->>'n')::int > s.climbed ORDER BY 1`;

/** There is one cycle: the copy has one definition, and one period was opened. */
export async function readStanding(tx: Tx, cycles: CycleRepository): Promise<Standing> {
  const cycle = (await tx.maybe<{ id: string; state: string }>('SELECT id, state FROM cycle')) ?? null;
  if (cycle === null) return { cycle, steps: [], rungs: [] };
  const rungs = await tx.query<{ at: string }>(RUNGS);
  return { cycle, steps: await cycles.steps(tx, cycle.id), rungs: rungs.map(({ at }) => at) };
}
