import type { RehearsalView } from '@goalbeat/contracts/goals/rehearsal-http';
import { instantMs } from '@goalbeat/domain/clock/instant';
import type { Language } from '@goalbeat/domain/wording/language';
import { rehearsalWords } from './rehearsal-words.js';
import type { RehearsalRow } from './rehearsal.repository.js';

export type RehearsalBrief = Omit<RehearsalView, 'words' | 'report'>;

export function briefOf(row: RehearsalRow): RehearsalBrief {
  const { id, definitionId, definitionVersion, period, state, stage, businessNow, startedAt, endedAt, problem } = row;
  return {
    id,
    definitionId,
    definitionVersion,
    period,
    state,
    stage,
    progress: state === 'done' ? 100 : progressOf(row),
    now: businessNow,
    startedAt,
    endedAt,
    problem,
  };
}

export const viewOf = (row: RehearsalRow, language: Language): RehearsalView => ({
  ...briefOf(row),
  words: row.report === null ? [] : rehearsalWords(row.report, language),
  report: row.report,
});

function progressOf({ businessNow, settings }: RehearsalRow): number {
  if (businessNow === null) return 0;
  const passed = instantMs(businessNow) - instantMs(settings.start);
  const whole = instantMs(settings.last) - instantMs(settings.start);
  return Math.min(99, Math.max(0, Math.round((passed / whole) * 100)));
}
