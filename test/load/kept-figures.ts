import type { BenchRun } from './bench-run.js';
import type { Figure } from './figure.js';
import type { Machine } from './machine.js';

/** A figure with the run it comes from: parts are measured on different days, and each says on which. */
export interface KeptFigure extends Figure {
  run: Pick<Machine, 'commit' | 'date' | 'loadBefore'>;
}

/** What docs/benchmarks.json holds. */
export interface KeptFigures {
  machine: Omit<Machine, 'commit' | 'date' | 'loadBefore'>;
  figures: readonly KeptFigure[];
}

/**
 * A new run's figures take the place of those of the same work, the rest stays.
 * Figures of two machines do not stand in one table: what another machine measured goes.
 */
export function keepFigures(kept: KeptFigures | undefined, { machine, figures }: BenchRun): KeptFigures {
  const { commit, date, loadBefore, ...here } = machine;
  const same =
    kept !== undefined && (['cpu', 'cores', 'memoryGb'] as const).every((at) => kept.machine[at] === here[at]);
  const byWork = new Map((same ? kept.figures : []).map((figure) => [figure.work, figure]));
  for (const figure of figures) byWork.set(figure.work, { ...figure, run: { commit, date, loadBefore } });
  return { machine: here, figures: [...byWork.values()] };
}
