import { describe, expect, it } from '@jest/globals';
import type { TaskNews } from '@goalbeat/contracts/approvals/events';
import type { WorkingCalendar } from '@goalbeat/domain/calendar/calendar';
import type { Member } from './cast.js';
import { Intentions } from './intentions.js';
import { approverLoads, byKind, noticeItems, overdueOf } from './tally.js';

const hours = [{ from: '09:00', to: '18:00' }];
const calendar: WorkingCalendar = {
  code: 'C',
  weekdays: { '1': hours, '2': hours, '3': hours, '4': hours, '5': hours, '6': [], '7': [] },
  days: {},
  coveredUntil: '2026-12-31',
};
const member = (number: string, habits: Partial<Member['habits']> = {}): Member => ({
  id: number,
  number,
  name: `Person ${number}`,
  email: null,
  unitId: 'u',
  jobFamily: 'work',
  grade: 'P',
  managerId: null,
  joinedOn: '2024-01-01',
  leftOn: null,
  roles: [],
  zone: 'UTC',
  calendar,
  habits: { own: 'punctual', deciding: 'punctual', delegates: false, ...habits },
});
const at = (day: number, time: string): string => `2026-11-${day}T${time}:00.000Z`;
const task = (taskId: string, changes: Partial<TaskNews> = {}): TaskNews => ({
  taskId,
  version: 1,
  service: 'goals',
  kind: 'decision',
  subjectKind: 'plan',
  subjectId: `sheet ${taskId}`,
  title: `Plan ${taskId}`,
  approvalId: `approval ${taskId}`,
  stepId: 'lead',
  cycleId: null,
  unitId: null,
  assigneeId: 'L1',
  onBehalfOf: null,
  state: 'done',
  openedAt: at(16, '09:00'),
  dueAt: at(16, '18:00'),
  closedAt: at(16, '12:00'),
  reminders: 0,
  bundleId: null,
  refused: [],
  ...changes,
});
const cast = new Map(
  [member('L1'), member('L2', { deciding: 'late' }), member('L3', { deciding: 'absent' })].map((one) => [one.id, one]),
);
const find = (id: string) => cast.get(id);
const now = at(18, '18:00');

describe('what was overdue', () => {
  it('is what was done after it was due, and what the deadline took away; in working time, the longest first', () => {
    const found = overdueOf(
      [
        task('in time'),
        task('late', { closedAt: at(17, '11:00') }),
        task('taken away', { state: 'superseded', closedAt: at(16, '18:00') }),
        task('somebody else was first', { state: 'superseded', closedAt: at(16, '10:00') }),
        task('never', { state: 'open', closedAt: null }),
        task('without a deadline', { state: 'open', dueAt: null, closedAt: null }),
      ],
      now,
      find,
    );
    expect(found.map(({ about, doneAt, workingMinutes }) => [about, doneAt, workingMinutes])).toEqual([
      ['Plan never', null, 1080],
      ['Plan late', at(17, '11:00'), 120],
      ['Plan taken away', null, 0],
    ]);
  });
});

describe('what a ladder escalated', () => {
  const passed = task('passed', { state: 'superseded', closedAt: at(16, '19:00') });
  const taken = { openedAt: at(16, '19:00'), assigneeId: 'L2' };

  it('was let pass by whoever had it in time, not by whoever was asked afterwards', () => {
    const above = task('above', { ...taken, closedAt: at(17, '11:00') });
    const idle = task('idle', { ...taken, assigneeId: 'L3', state: 'open', closedAt: null });
    const atOnce = task('at once', { ...taken, openedAt: at(16, '18:00'), closedAt: at(17, '11:00') });
    const tasks = [passed, above, idle, atOnce];
    expect(overdueOf(tasks, now, find).map(({ about, who }) => [about, who.number])).toEqual([['Plan passed', 'L1']]);
    expect(approverLoads(tasks, now, find).map(({ who, late }) => [who.number, late])).toEqual([
      ['L1', 1],
      ['L3', 0],
      ['L2', 0],
    ]);
  });

  it('before it was due is late with whoever let it pass then', () => {
    const early = task('early', { ...taken, openedAt: at(16, '17:00'), state: 'open', closedAt: null });
    expect(overdueOf([early], now, find).map(({ who }) => who.number)).toEqual(['L2']);
  });
});

describe('notices', () => {
  const notice = (kind: string, subjectKind: string) => ({
    noticeId: 'n',
    personId: 'L1',
    kind,
    at: at(16, '10:00'),
    subjectKind,
    subjectId: 's',
    values: {},
  });

  it('that remind are told apart by who sends them: a step of the cycle, or a ladder', () => {
    const all = [
      notice('reminder', 'goal-sheet'),
      notice('reminder', 'plan'),
      notice('reminder', 'goal-sheet'),
      notice('reminder', 'bonus-list'),
      notice('reminder', 'goal-sheet'),
      notice('returned', 'plan'),
    ];
    expect(byKind(all)).toEqual([
      { kind: 'step-reminder', count: 3 },
      { kind: 'ladder-reminder', count: 2 },
      { kind: 'returned', count: 1 },
    ]);
    expect(noticeItems(all, find).map(({ kind }) => kind)).toEqual([
      'step-reminder',
      'ladder-reminder',
      'step-reminder',
      'ladder-reminder',
      'step-reminder',
      'returned',
    ]);
  });
});

describe('an approver’s load', () => {
  it('counts decisions, not things to do, and the busiest hour', () => {
    const tasks = [
      task('a', { openedAt: at(16, '09:00') }),
      task('b', { openedAt: at(16, '11:00') }),
      task('c', { openedAt: at(16, '11:30'), closedAt: at(17, '09:30') }),
      task('d', { assigneeId: 'L2', state: 'open', closedAt: null }),
      task('e', { kind: 'todo', subjectKind: 'make-plan' }),
    ];
    // First who never decided anything.
    expect(approverLoads(tasks, now, find)).toEqual([
      { who: { number: 'L2', name: 'Person L2' }, tasks: 1, decided: 0, late: 1, peak: 1, peakFrom: at(16, '09:00') },
      { who: { number: 'L1', name: 'Person L1' }, tasks: 3, decided: 3, late: 1, peak: 2, peakFrom: at(16, '11:00') },
    ]);
  });
});

describe('intentions', () => {
  const open = { state: 'open' as const, closedAt: null };

  it('wait for a reminder with those who are late, and name the task as it is by then', () => {
    const intentions = new Intentions(find, 1);
    const waiting = task('x', { ...open, assigneeId: 'L2' });
    expect(intentions.of([waiting], [], at(16, '10:00'))).toEqual([]);
    const [meant] = intentions.of([{ ...waiting, reminders: 1, version: 2 }], [], at(16, '14:00'));
    expect(meant?.task.version).toBe(2);
    expect((meant?.at ?? '') > at(16, '14:00') && (meant?.at ?? '') < at(16, '16:00')).toBe(true);
    const [later] = intentions.of([{ ...waiting, reminders: 2, version: 3 }], [], at(16, '17:00'));
    expect(later?.at).toBe(meant?.at);
  });

  it('come of a step’s reminder too, where the work is one’s own', () => {
    const late = new Intentions((id) => (id === 'S1' ? member('S1', { own: 'late' }) : find(id)), 1);
    const report = task('r', { ...open, kind: 'todo', subjectKind: 'make-report', assigneeId: 'S1' });
    const asked = { ...report, taskId: 'asked again', openedAt: at(16, '15:00') };
    const steps = (doneAt: string | null) => [
      { step: 'remind-plan' as const, doneAt: at(16, '11:00') },
      { step: 'remind-report' as const, doneAt },
    ];
    late.hear(steps(null));
    expect(late.of([report], [], at(16, '12:00'))).toEqual([]);
    late.hear(steps(at(16, '14:00')));
    const meant = late.of([report, asked], [], at(16, '14:20'));
    expect(meant.map(({ task: { taskId } }) => taskId)).toEqual(['r']);
    expect((meant[0]?.at ?? '') > at(16, '14:00') && (meant[0]?.at ?? '') < at(16, '15:30')).toBe(true);
  });

  it('are the stand-in’s where somebody away has one, and nobody’s where not', () => {
    const away = task('y', { ...open, assigneeId: 'L3' });
    const delegation = { fromId: 'L3', toId: 'L1', from: at(16, '00:00'), to: at(20, '00:00'), kinds: null };
    expect(new Intentions(find, 1).of([away], [], at(16, '10:00'))).toEqual([]);
    expect(new Intentions(find, 1).of([away], [delegation], at(16, '10:00')).map(({ actor }) => actor.number)).toEqual([
      'L1',
    ]);
    const refused = { ...away, refused: ['L1'] };
    expect(new Intentions(find, 1).of([refused], [delegation], at(16, '10:00'))).toEqual([]);
  });

  it('do not depend on ids, which are other ones each time', () => {
    const one = new Intentions(find, 5).of([task('z', open)], [], at(16, '10:00'))[0];
    const other = new Intentions(find, 5).of(
      [{ ...task('z', open), taskId: 'q', subjectId: 'p' }],
      [],
      at(16, '10:00'),
    )[0];
    expect(one?.at).toBe(other?.at);
  });
});
