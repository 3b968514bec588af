import { daysBetween, isLocalDate } from '@goalbeat/domain/period/local-date';
import { isPeriodDay } from '@goalbeat/domain/period/period';
import type { Data } from './cycle-definition.repository.js';
import { at, type FieldProblem } from './problem.js';

const LONGEST_DAYS = 400;

/** How long a period of the definition can be, in days. */
export function periodLengths(data: Data): number[] {
  switch (data.period) {
    case 'week':
      return [7];
    case 'month':
      return [28, 29, 30, 31];
    case 'quarter':
      return [90, 91, 92];
    case 'custom':
      return (data.periods ?? []).map(({ start, end }) => daysBetween(start, end) + 1);
  }
}

/** A custom definition lists its periods: real days, one after the other; another lists none. */
export function periodProblems(data: Data): FieldProblem[] {
  const { period, periods } = data;
  if (period !== 'custom') {
    return periods === undefined
      ? []
      : [
          at(
            'periods',
            `a ${period} follows the calendar by itself: leave the list out, or choose the period "custom"`,
            '周、月、季度按日历自动推进：请去掉周期清单，或把周期改为“自定义”',
          ),
        ];
  }
  if (periods === undefined) {
    return [at('periods', 'list the first and last day of each period', '自定义周期需要逐个列出起止日期')];
  }
  const problems = periods.flatMap(({ start, end }, n): FieldProblem[] => {
    const unreal = (['start', 'end'] as const).find((side) => !isLocalDate(side === 'start' ? start : end));
    if (unreal !== undefined) {
      return [at(`periods.${n}.${unreal}`, 'is no day of the calendar', '日历上没有这一天')];
    }
    const far = (['start', 'end'] as const).find((side) => !isPeriodDay(side === 'start' ? start : end));
    if (far !== undefined) {
      return [
        at(
          `periods.${n}.${far}`,
          'is too far away: choose days from 2000 to 2100',
          '日期过远：请选择 2000 年至 2100 年的日期',
        ),
      ];
    }
    if (end < start)
      return [at(`periods.${n}.end`, `ends before it starts on ${start}`, `结束日期早于开始日期 ${start}`)];
    return daysBetween(start, end) < LONGEST_DAYS
      ? []
      : [at(`periods.${n}.end`, `a period lasts ${LONGEST_DAYS} days at most`, `一个周期最长 ${LONGEST_DAYS} 天`)];
  });
  if (problems.length > 0) return problems;
  const ordered = periods.map((period, n) => ({ ...period, n })).toSorted((a, b) => (a.start < b.start ? -1 : 1));
  return ordered.flatMap((one, n) => {
    const before = ordered[n - 1];
    return before === undefined || one.start > before.end
      ? []
      : [
          at(
            `periods.${one.n}.start`,
            `overlaps with the period from ${before.start} to ${before.end}: start it after ${before.end}`,
            `与 ${before.start} 至 ${before.end} 的周期重叠：请改到 ${before.end} 之后开始`,
          ),
        ];
  });
}
