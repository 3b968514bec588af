import { isLocalTime } from '@goalbeat/domain/calendar/zone';
import { STEP_NAMES, type StepName } from '@goalbeat/domain/cycle/steps';
import type { Data } from './cycle-definition.repository.js';
import { periodLengths } from './period-problems.js';
import { at, type FieldProblem } from './problem.js';
import { STEP_ZH } from './step-words.js';

/** Without these a cycle could not begin, be reported, be counted or end. */
const NEEDED: readonly StepName[] = [
  'issue',
  'close-planning',
  'ask-report',
  'close-reporting',
  'close-confirming',
  'archive',
];
/** Each needs the one before it. */
const MONEY: readonly StepName[] = ['score', 'publish', 'bonus-list', 'payout'];

type Entry = Data['timeline'][number];

/** Sortable minute of the entry in a period of that length. */
function minuteOf({ from, day, time }: Entry, length: number): number {
  const offset = from === 'end' ? length + day : day;
  return offset * 1440 + Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
}

function orderProblems(timeline: Data['timeline'], lengths: readonly number[]): FieldProblem[] {
  const problems: FieldProblem[] = [];
  const seen = new Set<StepName>();
  let before: { entry: Entry; rank: number } | undefined;
  timeline.forEach((entry, n) => {
    const { step } = entry;
    const field = `timeline.${n}`;
    if (seen.has(step)) {
      problems.push(
        at(`${field}.step`, `${step} is there already: remove one`, `“${STEP_ZH[step]}”重复了：请去掉一个`),
      );
    }
    // The weekly report may go out any time after the results are fixed; everything else has its place.
    const free = step === 'weekly-report';
    const rank = free ? (before?.rank ?? -1) : STEP_NAMES.indexOf(step);
    if (free && !seen.has('close-confirming')) {
      problems.push(at(`${field}.step`, 'weekly-report comes after close-confirming', '“周报”要排在“确认截止”之后'));
    }
    if (before !== undefined && rank < before.rank) {
      const other = before.entry.step;
      problems.push(
        at(
          `${field}.step`,
          `${step} belongs before ${other}: move it up`,
          `“${STEP_ZH[step]}”应排在“${STEP_ZH[other]}”之前`,
        ),
      );
    }
    const previous = before?.entry;
    const short =
      previous === undefined
        ? undefined
        : lengths.find((length) => minuteOf(entry, length) < minuteOf(previous, length));
    if (previous !== undefined && short !== undefined) {
      problems.push(
        at(
          `${field}.day`,
          `${step} would be before its predecessor ${previous.step} (in a period of ${short} days): choose a later day or time`,
          `“${STEP_ZH[step]}”早于它的上一步“${STEP_ZH[previous.step]}”（${short} 天的周期）：请改为更晚的日期或时间`,
        ),
      );
    }
    seen.add(step);
    before = { entry, rank };
  });
  return problems;
}

function issueProblems(timeline: Data['timeline'], lengths: readonly number[]): FieldProblem[] {
  const n = timeline.findIndex((entry) => entry.step === 'issue');
  const issue = timeline[n];
  if (issue === undefined) return [];
  const shortest = Math.min(...lengths);
  if (issue.from === 'end') {
    return [
      at(
        `timeline.${n}.from`,
        'goals are issued at the start: count the day from the start of the period',
        '目标单在周期开始时下发：请从周期开始算起',
      ),
    ];
  }
  if (issue.day >= 1 && issue.day <= shortest) return [];
  return [
    at(
      `timeline.${n}.day`,
      `goals are issued within their period: choose a day from 1 to ${shortest}`,
      `目标单要在周期之内下发：请填 1 到 ${shortest}`,
    ),
  ];
}

export function timelineProblems(data: Data): FieldProblem[] {
  const lengths = periodLengths(data);
  const seen = new Set(data.timeline.map((entry) => entry.step));
  const times = data.timeline.flatMap(({ time }, n) =>
    isLocalTime(time) ? [] : [at(`timeline.${n}.time`, 'write the time as HH:mm', '时间请写成 HH:mm')],
  );
  const missing = NEEDED.filter((step) => !seen.has(step)).map((step) =>
    at('timeline', `the step ${step} is missing: add it`, `缺少“${STEP_ZH[step]}”：请补上`),
  );
  const money = MONEY.flatMap((step, n) => {
    const needed = MONEY[n - 1];
    return needed !== undefined && seen.has(step) && !seen.has(needed)
      ? [at('timeline', `${step} needs the step ${needed} before it`, `“${STEP_ZH[step]}”之前要有“${STEP_ZH[needed]}”`)]
      : [];
  });
  if (lengths.length === 0 || times.length > 0) return [...times, ...missing, ...money];
  return [...issueProblems(data.timeline, lengths), ...orderProblems(data.timeline, lengths), ...missing, ...money];
}
