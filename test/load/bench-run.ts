import type { Figure } from './figure.js';
import type { Machine } from './machine.js';

/** What one run of the bench measured. */
export interface BenchRun {
  machine: Machine;
  /** Full, or the quick run whose figures mean little. */
  run: 'full' | 'quick';
  figures: Figure[];
  /** Measures that broke off, with their reason. */
  failed: { measure: string; reason: string }[];
}
