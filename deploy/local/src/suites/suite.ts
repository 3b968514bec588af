import type { StatePaths } from '../state/paths.ts';

export interface SuiteResult {
  readonly passed: number;
  readonly failed: number;
  /** One line for each thing that went wrong. */
  readonly problems: readonly string[];
}

export interface SuiteContext {
  /** Folder for this run's reports and installations. */
  readonly folder: string;
  readonly signal: AbortSignal;
  /** The state of an installation that this run may start; it is ended, whatever happens. */
  readonly state: (name: string) => StatePaths;
}

/**
 * `first`: alone, since it makes what others run. `afterwards`: in the plan's order. `beside`: has an installation of its own
 * on which it mostly waits, so it runs while the former compute.
 */
export type When = 'first' | 'afterwards' | 'beside';

export interface Suite {
  readonly name: string;
  readonly when: When;
  readonly run: (context: SuiteContext) => Promise<SuiteResult>;
}

export const passed: SuiteResult = { passed: 1, failed: 0, problems: [] };

export const failed = (problem: string): SuiteResult => ({ passed: 0, failed: 1, problems: [problem] });

export const add = (left: SuiteResult, right: SuiteResult): SuiteResult => ({
  passed: left.passed + right.passed,
  failed: left.failed + right.failed,
  problems: [...left.problems, ...right.problems],
});

export const sum = (results: readonly SuiteResult[]): SuiteResult =>
  results.reduce(add, { passed: 0, failed: 0, problems: [] });
