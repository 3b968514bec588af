import type { LadderActivities } from '@goalbeat/contracts/activities';
import type { ApprovalInput, ApprovalNews } from '@goalbeat/contracts/workflows';
import { virtualNow } from '@goalbeat/domain/clock/tenant-clock';
import type { TenantClock } from '@goalbeat/domain/clock/tenant-clock';
import type { Rung } from '@goalbeat/domain/ladder/ladder';
import { nextRung } from '@goalbeat/domain/ladder/next-rung';
import { newerClock } from '../delay.js';

export type OpenStep = Extract<ApprovalNews, { kind: 'stepOpened' }>;
export type RungAnswer = Awaited<ReturnType<LadderActivities['climbRung']>>;

/** How far up the ladder of the step that is open now. A new object for every change, so that `!==` means news. */
export interface LadderState {
  /** Of the latest news; 0 before any. */
  version: number;
  step: OpenStep | null;
  /** Number of the last rung climbed in this step. */
  climbed: number;
  climbedAt: string | null;
  /** SQL has moved on and its news is on the way: there is nothing to climb until it comes. */
  overtaken: boolean;
  refused: boolean;
  clock: TenantClock | null;
  outcome: string | null;
}
export const NO_NEWS: LadderState = {
  version: 0,
  step: null,
  climbed: 0,
  climbedAt: null,
  overtaken: false,
  refused: false,
  clock: null,
  outcome: null,
};

export interface ApprovalRun extends ApprovalInput {
  /** Set when a long history was cut off. */
  carried?: LadderState;
}

/** A run that is started by later news has none in its input. */
export const firstNews = ({ news }: ApprovalInput): LadderState =>
  news === undefined ? NO_NEWS : takeNews(NO_NEWS, news);

/** News comes in any order and more than once; each carries the whole state, so only a higher version counts. */
export function takeNews(ladder: LadderState, news: ApprovalNews): LadderState {
  if (news.version < ladder.version || ladder.outcome !== null) return ladder;
  if (news.version === ladder.version) return takeClock(ladder, news);
  if (news.kind === 'closed') return { ...ladder, version: news.version, outcome: news.outcome };
  const next = { ...ladder, version: news.version, step: news, overtaken: false, refused: false };
  next.clock = newerClock(ladder.clock, news.clock);
  // An escalation or a first vote of several leaves the step and its deadline as they were: its rungs are not climbed twice.
  return isSameStep(ladder.step, news) ? next : { ...next, climbed: 0, climbedAt: null };
}

/** The same version said again with a younger clock: the tenant's clock was changed or released, nothing else happened. */
function takeClock(ladder: LadderState, news: ApprovalNews): LadderState {
  if (news.kind === 'closed' || (ladder.clock !== null && news.clock.version <= ladder.clock.version)) return ladder;
  return { ...ladder, clock: news.clock, refused: false };
}

function isSameStep(a: OpenStep | null, b: OpenStep | null): boolean {
  return a !== null && b !== null && a.stepId === b.stepId && a.openedAt === b.openedAt;
}

export interface Climb {
  step: OpenStep;
  clock: TenantClock;
  rung: Rung;
  /** Business instant; later than the rung's own when rungs were missed. */
  at: string;
}

/** The next rung to climb, or null when only a person's decision can move this on. */
export function nextClimb(ladder: LadderState, nowMs: number): Climb | null {
  const { step, clock, climbed, climbedAt } = ladder;
  if (step === null || clock === null || ladder.overtaken) return null;
  const next = nextRung(step.rungs, climbed, virtualNow(clock, nowMs), climbedAt);
  return next === null ? null : { step, clock, rung: next.rung, at: next.fireAt };
}

/** The answer to a climb that was asked for `asked`; the ladder may have had news meanwhile. */
export function takeAnswer(ladder: LadderState, asked: Climb, answer: RungAnswer): LadderState {
  if (ladder.outcome !== null) return ladder;
  const heard = { ...ladder, clock: newerClock(ladder.clock, answer.clock) };
  switch (answer.outcome) {
    case 'closed':
      return { ...heard, outcome: 'closed' };
    case 'early':
      return { ...heard, refused: true };
    case 'moved-on':
      return { ...heard, overtaken: ladder.version === asked.step.version };
    case 'climbed':
      if (!isSameStep(ladder.step, asked.step)) return heard;
      return { ...heard, climbed: Math.max(ladder.climbed, asked.rung.n), climbedAt: answer.at, refused: false };
  }
}

const ACTION_WORDS = {
  remind: 'remind',
  escalate: 'escalate to the next manager',
  approve: 'approve by the policy',
  return: 'return by the policy',
  reject: 'reject by the policy',
  'hand-to-hr': 'hand to HR',
} as const satisfies Record<Rung['action'], string>;

export function rungWords(climb: Climb): string {
  return `${ACTION_WORDS[climb.rung.action]} (rung ${climb.rung.n}) at ${climb.at}`;
}

export function waitingFor(ladder: LadderState, climb: Climb | null): string {
  const { step } = ladder;
  if (step === null) return 'Waiting for the first news of this approval';
  const who = `Waiting for ${step.awaited} to decide step ${step.stepId} by ${step.dueAt}`;
  return climb === null ? `${who}; the ladder has nothing more to do` : `${who}; next: ${rungWords(climb)}`;
}
