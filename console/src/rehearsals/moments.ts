import type { Report } from './rehearsal-queries.js';

type Step = Report['timeline'][number];
type Notice = Report['notices']['items'][number];
type Overdue = Report['overdue'][number];

/** What happened at about one time, as the player stops there. */
export interface Moment {
  readonly at: string;
  readonly steps: readonly Step[];
  /** The kind that most people got first. */
  readonly notices: readonly { kind: string; items: readonly Notice[] }[];
  /** What became overdue then. */
  readonly fell: readonly Overdue[];
  /** What was overdue and was done then. */
  readonly mended: readonly Overdue[];
  /** How it stood after it, from the beginning on. */
  readonly soFar: { readonly steps: number; readonly notices: number; readonly overdue: number };
}

type Event =
  | { at: number; is: 'step'; step: Step }
  | { at: number; is: 'notice'; notice: Notice }
  | { at: number; is: 'fell' | 'mended'; overdue: Overdue };

/** What lies closer together than this is seen at one stop; a step always is a stop of its own. */
const TOGETHER_MS = 10 * 60_000;
const MINUTE_MS = 60_000;

/** The week as a row of stops, in order. */
export function momentsOf(report: Pick<Report, 'timeline' | 'notices' | 'overdue'>): Moment[] {
  const groups: Event[][] = [];
  for (const event of eventsOf(report)) {
    const last = groups.at(-1);
    const first = last?.[0];
    if (last === undefined || first === undefined || startsAnew(event, first.at, last)) groups.push([event]);
    else last.push(event);
  }
  const soFar = { steps: 0, notices: 0, overdue: 0 };
  return groups.map((events) => {
    const moment = momentOf(events);
    soFar.steps += moment.steps.length;
    soFar.notices += events.filter(({ is }) => is === 'notice').length;
    soFar.overdue += moment.fell.length - moment.mended.length;
    return { ...moment, soFar: { ...soFar } };
  });
}

function eventsOf({ timeline, notices, overdue }: Pick<Report, 'timeline' | 'notices' | 'overdue'>): Event[] {
  const events: Event[] = [
    ...timeline.flatMap((step): Event[] =>
      step.happened === null ? [] : [{ at: Date.parse(step.happened), is: 'step', step }],
    ),
    ...notices.items.map((notice): Event => ({ at: Date.parse(notice.at), is: 'notice', notice })),
    ...overdue.flatMap((one): Event[] => [
      { at: Date.parse(one.dueAt), is: 'fell', overdue: one },
      ...(one.doneAt === null ? [] : [{ at: Date.parse(one.doneAt), is: 'mended' as const, overdue: one }]),
    ]),
  ];
  // Of one instant the step comes first: the rest is what it brought about.
  return events.toSorted((a, b) => a.at - b.at || Number(b.is === 'step') - Number(a.is === 'step'));
}

const startsAnew = (event: Event, from: number, group: readonly Event[]): boolean =>
  event.at - from >= TOGETHER_MS ||
  (event.is === 'step' && (event.at - from >= MINUTE_MS || group.some(({ is }) => is !== 'step')));

function momentOf(events: readonly Event[]): Omit<Moment, 'soFar'> {
  const notices = events.flatMap((event) => (event.is === 'notice' ? [event.notice] : []));
  const overdue = (wanted: 'fell' | 'mended'): Overdue[] =>
    events.flatMap((event) => (event.is === wanted ? [event.overdue] : []));
  return {
    at: new Date(events[0]?.at ?? 0).toISOString(),
    steps: events.flatMap((event) => (event.is === 'step' ? [event.step] : [])),
    notices: [...Map.groupBy(notices, ({ kind }) => kind)]
      .map(([kind, items]) => ({ kind, items }))
      .toSorted((a, b) => b.items.length - a.items.length),
    fell: overdue('fell'),
    mended: overdue('mended'),
  };
}

/** The stop that was reached by then; the first where none was. */
export function momentBy(moments: readonly Moment[], at: string | undefined): number {
  if (at === undefined) return 0;
  const wanted = Date.parse(at);
  return Math.max(
    0,
    moments.findLastIndex((moment) => Date.parse(moment.at) <= wanted),
  );
}
