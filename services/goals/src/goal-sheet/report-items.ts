import type { SubmitReport } from '@goalbeat/contracts/goals/sheet-http';
import { DomainError } from '@goalbeat/domain/errors/domain-error';
import type { z } from 'zod';
import type { GoalRow } from './goal-sheet.repository.js';
import { merge } from './goal-sheet.service.js';
import { actualOf, measured } from './measure.js';

export type ReportItem = z.infer<typeof SubmitReport>['items'][number];

const wrong = (field: string, message: string): DomainError =>
  new DomainError('validation', `${field}: ${message}`, { field });

/**
 * The goals with what was reported. Every goal must be answered, in this report or, when one comes back for mending, before.
 * @throws validation, evidence-required: naming `items.N.…`
 */
export function reportGoals(
  goals: readonly GoalRow[],
  items: readonly ReportItem[],
  files: ReadonlyMap<string, string>,
): GoalRow[] {
  const after = merge(goals, items, (goal, item, n) => {
    requireEvidence(goal, item, n, files);
    const actual = actualOf(goal, item.outcome, item.actual);
    if (item.outcome === 'partly' && actual === null) throw wrong(`items.${n}.actual`, 'say how far it came');
    const reported = { ...goal, outcome: item.outcome, actual, comment: item.comment, returnedReason: null };
    return measuredItem(reported, n);
  });
  const open = after.filter((goal) => goal.outcome === null);
  if (open.length > 0) {
    throw wrong('items', `report every goal; missing: ${open.map((goal) => goal.title).join(', ')}`);
  }
  return after;
}

/** Evidence that is named must be on this goal; where the goal demands some, one file or link is needed. */
function requireEvidence(goal: GoalRow, item: ReportItem, n: number, files: ReadonlyMap<string, string>): void {
  item.evidence.forEach((id, m) => {
    if (files.get(id) !== goal.id)
      throw wrong(`items.${n}.evidence.${m}`, 'is no evidence that was uploaded for this goal');
  });
  // Nothing was done: there is nothing to show.
  if (!goal.evidenceRequired || item.outcome === 'not-done') return;
  if (item.evidence.length === 0 && item.links.length === 0) {
    const field = `items.${n}.evidence`;
    throw new DomainError(
      'evidence-required',
      `${field}: "${goal.title}" needs evidence: upload a file or give a link.`,
      {
        field,
        details: { errors: [{ field, message: 'upload a file or give a link' }], goalId: goal.id },
      },
    );
  }
}

function measuredItem(goal: GoalRow, n: number): GoalRow {
  try {
    return measured(goal);
  } catch (error) {
    throw new DomainError(
      'validation',
      `items.${n}.actual: ${error instanceof Error ? error.message : 'cannot be measured'}`,
      {
        field: `items.${n}.actual`,
        cause: error,
      },
    );
  }
}
