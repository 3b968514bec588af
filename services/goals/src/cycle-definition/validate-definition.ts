import type { Chain } from '@goalbeat/domain/approval/chain';
import { minutesOf, zoneName } from '@goalbeat/domain/calendar/zone';
import { chainProblems } from './chain-problems.js';
import type { Data } from './cycle-definition.repository.js';
import type { KnownNames } from './known-names.js';
import { moneyProblems } from './money-problems.js';
import { periodProblems } from './period-problems.js';
import { at, type FieldProblem } from './problem.js';
import { timelineProblems } from './timeline-problems.js';
import { whoProblems } from './who-problems.js';

const DAY_MINUTES = 1440;
const LONGEST_QUIET_MINUTES = 16 * 60;

function zoneProblems(data: Data): FieldProblem[] {
  const name = zoneName(data.zone);
  if (name === data.zone) return [];
  return [
    name === null
      ? at('zone', 'is no time zone: use an IANA name such as Asia/Shanghai', '不是时区：请用 Asia/Shanghai 这样的名称')
      : at('zone', `is not how the zone is called: write it as ${name}`, `时区名称的写法不对：请写成 ${name}`),
  ];
}

/** Reminders must have some hours of the day left. */
function noticeProblems(data: Data): FieldProblem[] {
  const quiet = data.notices?.quietHours;
  if (quiet === undefined) return [];
  const minutes = (minutesOf(quiet.to) - minutesOf(quiet.from) + DAY_MINUTES) % DAY_MINUTES;
  if (minutes === 0) {
    return [
      at(
        'notices.quietHours.to',
        'is when they begin: give them an end, or leave quiet hours out',
        '结束时间与开始时间相同：请填写结束时间，或去掉免打扰时段',
      ),
    ];
  }
  return minutes <= LONGEST_QUIET_MINUTES
    ? []
    : [
        at(
          'notices.quietHours.to',
          'leaves fewer than eight hours a day for reminders: make them shorter',
          '每天留给催办的时间不足 8 小时：请缩短免打扰时段',
        ),
      ];
}

/** Everything that is wrong with the definition, each with its field (without the leading `data.`); empty = good. */
export function validateDefinition(data: Data, known: KnownNames): FieldProblem[] {
  const calendar = known.calendars.has(data.calendar)
    ? []
    : [
        at(
          'calendar',
          `there is no working calendar ${data.calendar}: choose one, or add it first`,
          `没有工作日历 ${data.calendar}：请选择已有的日历，或先添加`,
        ),
      ];
  const chains = Object.entries(data.chains).flatMap(([subject, chain]) =>
    chain === undefined ? [] : chainProblems(subject, toChain(chain), data, known),
  );
  const periods = periodProblems(data);
  return [
    ...zoneProblems(data),
    ...calendar,
    ...periods,
    ...whoProblems(data, known),
    // Without real periods there are no lengths to compare days with.
    ...(periods.length === 0 ? timelineProblems(data) : []),
    ...chains,
    ...moneyProblems(data),
    ...noticeProblems(data),
  ];
}

/** zod's optional members may be undefined; the domain's are absent. */
export function toChain(chain: Data['chains']['plan']): Chain {
  return chain.map(({ when, ...step }) => (when === undefined ? step : { ...step, when }));
}
