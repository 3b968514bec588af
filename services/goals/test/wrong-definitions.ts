import { week, type Data } from './definitions.js';

/** A wrong definition, what HR reads about it, and where. */
export interface Wrong {
  what: string;
  data: unknown;
  status: 400 | 403 | 422;
  field: string;
  en: RegExp;
  zh?: RegExp;
}

type Entry = Data['timeline'][number];

export const timeline = (change: (entry: Entry) => Entry | Entry[] | null): Data => ({
  ...week,
  timeline: week.timeline.flatMap((entry) => change(entry) ?? []),
});
const step = (name: Entry['step'], change: Partial<Entry>): Data =>
  timeline((entry) => (entry.step === name ? { ...entry, ...change } : entry));
const who = (change: Partial<Data['who']>): Data => ({ ...week, who: { ...week.who, ...change } });
const custom = (periods: unknown): unknown => ({ ...week, period: 'custom', periods });

export const WRONG_DEFINITIONS: readonly Wrong[] = [
  {
    what: 'a step before its predecessor',
    data: step('close-planning', { day: 1, time: '08:00' }),
    status: 400,
    field: 'data.timeline.2.day',
    en: /close-planning would be before its predecessor remind-plan.*choose a later day or time/,
    zh: /“计划截止”早于它的上一步“催交计划”/,
  },
  {
    what: 'a step before its predecessor in short months only',
    data: {
      ...week,
      period: 'month',
      timeline: [
        { step: 'issue', day: 1, time: '09:00' },
        { step: 'close-planning', day: 3, time: '18:00' },
        { step: 'ask-report', day: 30, time: '17:00' },
        { step: 'close-reporting', from: 'end', day: 0, time: '20:00' },
        { step: 'close-confirming', from: 'end', day: 2, time: '10:00' },
        { step: 'archive', from: 'end', day: 5, time: '18:00' },
      ],
      chains: { ...week.chains, report: week.chains.report },
    },
    status: 400,
    field: 'data.timeline.3.day',
    en: /period of 28 days/,
  },
  {
    what: 'a reminder after what it reminds of',
    data: timeline((entry) =>
      entry.step === 'remind-plan'
        ? null
        : entry.step === 'close-planning'
          ? [entry, { step: 'remind-plan', day: 3, time: '10:00', move: 'later' }]
          : entry,
    ),
    status: 400,
    field: 'data.timeline.2.step',
    en: /remind-plan belongs before close-planning: move it up/,
    zh: /“催交计划”应排在“计划截止”之前/,
  },
  {
    what: 'a step twice',
    data: timeline((entry) => (entry.step === 'ask-report' ? [entry, entry] : entry)),
    status: 400,
    field: 'data.timeline.4.step',
    en: /ask-report is there already: remove one/,
  },
  {
    what: 'a missing step',
    data: timeline((entry) => (entry.step === 'close-reporting' ? null : entry)),
    status: 400,
    field: 'data.timeline',
    en: /close-reporting is missing: add it/,
    zh: /缺少“填报截止”/,
  },
  {
    what: 'money without scores',
    data: timeline((entry) => (entry.step === 'publish' ? null : entry)),
    status: 400,
    field: 'data.timeline',
    en: /bonus-list needs the step publish before it/,
  },
  {
    what: 'a step nobody knows',
    data: { ...week, timeline: [...week.timeline, { step: 'party', day: 9, time: '10:00' }] },
    status: 400,
    field: 'data.timeline.13.step',
    en: /is "[^"]+": choose issue, remind-plan/,
    zh: /请选择 issue、remind-plan/,
  },
  {
    what: 'issue after the period',
    data: step('issue', { day: 9 }),
    status: 400,
    field: 'data.timeline.0.day',
    en: /within their period: choose a day from 1 to 7/,
    zh: /周期之内/,
  },
  {
    what: 'issue counted from the end',
    data: step('issue', { from: 'end', day: -6 }),
    status: 400,
    field: 'data.timeline.0.from',
    en: /count the day from the start/,
  },
  {
    what: 'a time that no clock shows',
    data: step('issue', { time: '25:00' }),
    status: 400,
    field: 'data.timeline.0.time',
    en: /a time like 17:00/,
    zh: /请填写形如 17:00 的时间/,
  },
  ...[
    ['asia/shanghai', /write it as Asia\/Shanghai/, /Asia\/Shanghai/],
    ['utc', /write it as UTC/, /UTC/],
    ['us/pacific', /write it as America\/Los_Angeles/, /America\/Los_Angeles/],
    ['+05:45', /IANA name such as Asia\/Shanghai/, /不是时区/],
  ].map(([zone, en, zh]): Wrong => ({
    what: `the zone ${String(zone)}, that Temporal does not know`,
    data: { ...week, zone },
    status: 400,
    field: 'data.zone',
    en: en as RegExp,
    zh: zh as RegExp,
  })),
  {
    what: 'an unknown zone',
    data: { ...week, zone: 'Mars/Olympus' },
    status: 400,
    field: 'data.zone',
    en: /use an IANA name such as Asia\/Shanghai/,
    zh: /不是时区/,
  },
  {
    what: 'an unknown calendar',
    data: { ...week, calendar: 'none' },
    status: 400,
    field: 'data.calendar',
    en: /no working calendar none: choose one, or add it first/,
  },
  {
    what: 'an unknown unit',
    data: who({ units: ['acme', 'nowhere'] }),
    status: 422,
    field: 'data.who.units.1',
    en: /no unit nowhere: choose a code from the organisation/,
    zh: /没有部门 nowhere/,
  },
  {
    what: 'no unit at all in the list',
    data: who({ units: [] }),
    status: 400,
    field: 'data.who.units',
    en: /has 0 entries: give at least 1/,
    zh: /有 0 项：至少要 1 项/,
  },
  {
    what: 'an unknown job family',
    data: who({ jobFamilies: ['astronauts'] }),
    status: 400,
    field: 'data.who.jobFamilies.0',
    en: /nobody belongs to the job family astronauts/,
  },
  {
    what: 'an unknown grade',
    data: who({ grades: ['P4', 'Z9'] }),
    status: 400,
    field: 'data.who.grades.1',
    en: /nobody has the grade Z9/,
  },
  {
    what: 'an unknown number',
    data: who({ only: ['E999'] }),
    status: 422,
    field: 'data.who.only.0',
    en: /nobody has the number E999/,
  },
  {
    what: 'an unknown exception',
    data: who({ except: ['E999'] }),
    status: 422,
    field: 'data.who.except.0',
    en: /no person or unit E999/,
  },
  {
    what: 'custom without periods',
    data: custom(undefined),
    status: 400,
    field: 'data.periods',
    en: /list the first and last day/,
  },
  {
    what: 'periods that overlap',
    data: custom([
      { start: '2026-12-07', end: '2026-12-20' },
      { start: '2026-11-30', end: '2026-12-07' },
    ]),
    status: 400,
    field: 'data.periods.0.start',
    en: /overlaps with the period from 2026-11-30 to 2026-12-07: start it after 2026-12-07/,
    zh: /重叠/,
  },
  {
    what: 'a period that ends before it starts',
    data: custom([{ start: '2026-12-07', end: '2026-12-01' }]),
    status: 400,
    field: 'data.periods.0.end',
    en: /ends before it starts/,
  },
  {
    what: 'a period of another century',
    data: custom([
      { start: '2026-11-30', end: '2026-12-20' },
      { start: '1999-12-01', end: '1999-12-20' },
    ]),
    status: 400,
    field: 'data.periods.1.start',
    en: /choose days from 2000 to 2100/,
    zh: /2000 年至 2100 年/,
  },
  {
    what: 'a period that ends in another century',
    data: custom([{ start: '2100-12-20', end: '2101-01-10' }]),
    status: 400,
    field: 'data.periods.0.end',
    en: /choose days from 2000 to 2100/,
  },
  {
    what: 'a day that does not exist',
    data: custom([{ start: '2026-02-01', end: '2026-02-30' }]),
    status: 400,
    field: 'data.periods.0.end',
    en: /give a day that there is/,
    zh: /真实存在的日期/,
  },
  {
    what: 'periods of a week',
    data: { ...week, periods: [{ start: '2026-11-30', end: '2026-12-06' }] },
    status: 400,
    field: 'data.periods',
    en: /leave the list out, or choose the period "custom"/,
  },
  {
    what: 'a period nobody knows',
    data: { ...week, period: 'year' },
    status: 400,
    field: 'data.period',
    en: /choose week, month, quarter or custom/,
    zh: /请选择 week、month、quarter、custom/,
  },
  {
    what: 'quiet hours without an end',
    data: { ...week, notices: { quietHours: { from: '22:00', to: '22:00' } } },
    status: 400,
    field: 'data.notices.quietHours.to',
    en: /give them an end/,
  },
  {
    what: 'quiet hours all day',
    data: { ...week, notices: { quietHours: { from: '09:00', to: '08:00' } } },
    status: 400,
    field: 'data.notices.quietHours.to',
    en: /fewer than eight hours a day/,
    zh: /不足 8 小时/,
  },
];
