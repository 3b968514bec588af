import { useQueryClient, type UseMutationResult } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { answer } from '../api/carry.js';
import { goals } from '../api/clients.js';
import { useCommand } from '../api/use-command.js';
import { mySheets, withSheet, type Sheet } from './sheet-query.js';

const SHEETS = ['goals', 'goal-sheet'] as const;
const PLACE = {
  key: mySheets.queryKey,
  update: (kept: Sheet[], sheet: Sheet) => withSheet(kept, sheet),
} as const;
const DESK = ['directory', 'desk'] as const;
type Command<Input> = UseMutationResult<Sheet, Error, Input, { before?: unknown }>;

export interface AdjustedGoal {
  goalId: string;
  title?: string;
  target?: string;
  weight?: string;
}
export interface ReportItem {
  goalId: string;
  outcome: 'done' | 'not-done' | 'partly';
  actual: string | null;
  comment: string | null;
  evidence: string[];
  links: string[];
}

/** What one did so far, at once on screen. */
export function useProgress(sheet: Sheet): Command<{ goalId: string; actual: string }> {
  const { t } = useTranslation('my-week');
  return useCommand({
    run: ({ goalId, actual }: { goalId: string; actual: string }) =>
      answer(
        goals.POST('/v1/goal-sheets/{id}/progress', {
          params: { path: { id: sheet.id } },
          body: { version: sheet.version, items: [{ goalId, actual }] },
        }),
      ),
    changes: [SHEETS],
    settles: PLACE,
    guess: {
      key: mySheets.queryKey,
      update: (kept: Sheet[], { goalId, actual }) =>
        withSheet(kept, {
          ...sheet,
          goals: sheet.goals.map((goal) => (goal.id === goalId ? { ...goal, actual } : goal)),
        }),
    },
    done: t('saved'),
  });
}

/** Changes first where there are any, then the plan goes to the lead: two commands, the second with the version the first made. */
export function useSubmitPlan(sheet: Sheet, shown: (error: Error) => boolean): Command<readonly AdjustedGoal[]> {
  const { t } = useTranslation('my-week');
  const client = useQueryClient();
  const path = { id: sheet.id };
  return useCommand({
    run: async (changed: readonly AdjustedGoal[]) => {
      let { version } = sheet;
      if (changed.length > 0) {
        const body = { version, goals: [...changed] };
        const adjusted = await answer(goals.PATCH('/v1/goal-sheets/{id}', { params: { path }, body }));
        client.setQueryData(mySheets.queryKey, (kept) => withSheet(kept, adjusted));
        ({ version } = adjusted);
      }
      return answer(goals.POST('/v1/goal-sheets/{id}/plan', { params: { path }, body: { version } }));
    },
    changes: [SHEETS, DESK],
    settles: PLACE,
    done: t('planSubmitted'),
    shown,
  });
}

export function useSubmitReport(sheet: Sheet, shown: (error: Error) => boolean): Command<ReportItem[]> {
  const { t } = useTranslation('my-week');
  return useCommand({
    run: (items: ReportItem[]) =>
      answer(
        goals.POST('/v1/goal-sheets/{id}/report', {
          params: { path: { id: sheet.id } },
          body: { version: sheet.version, items },
        }),
      ),
    changes: [SHEETS, DESK],
    settles: PLACE,
    done: t('reportSubmitted'),
    shown,
  });
}
