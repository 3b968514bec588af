import { describe, expect, it } from '@jest/globals';
import { byUrgency, isShown, teamRow, type TeamRow } from './standing.js';

type Sheet = Parameters<typeof teamRow>[0];
type Cycle = Parameters<typeof teamRow>[1];
type Task = Parameters<typeof teamRow>[2] extends ReadonlyMap<string, infer T> ? T : never;

const at = (day: number, hour = 10): string => `2026-11-${day}T${String(hour).padStart(2, '0')}:00:00.000Z`;
const cycle = {
  timeline: [
    { step: 'close-planning', at: at(17), doneAt: null, counts: null },
    { step: 'ask-report', at: at(20, 9), doneAt: null, counts: null },
    { step: 'close-reporting', at: at(20, 12), doneAt: null, counts: null },
  ],
} as unknown as Cycle;
const sheet = (state: Sheet['state'], over: object = {}): Sheet =>
  ({ id: 's', state, personName: 'Ann', completion: '50.00', goals: [], ...over }) as unknown as Sheet;
const row = (one: Sheet, now: string, tasks = new Map<string, Task>()): TeamRow =>
  teamRow(one, cycle, tasks, Date.parse(now));
const owes = (state: Sheet['state'], now: string) => {
  const found = row(sheet(state), now);
  return [found.owes, found.lateSince];
};

describe('where somebody’s week stands', () => {
  it('asks for a plan until planning closes, and says since when it is late', () => {
    expect(owes('issued', at(16))).toEqual(['plan', null]);
    expect(owes('plan-returned', at(18))).toEqual(['plan', at(17)]);
    expect(owes('plan-submitted', at(18))).toEqual([null, null]);
  });

  it('asks for a report once reports are asked for', () => {
    expect(owes('planned', at(19))).toEqual([null, null]);
    expect(owes('planned', at(20, 10))).toEqual(['report', null]);
    expect(owes('planned', at(20, 13))).toEqual(['report', at(20, 12)]);
    expect(owes('confirmed', at(21))).toEqual([null, null]);
  });

  it('knows what waits for the reader, and since when', () => {
    const tasks = new Map([['s', { openedAt: at(16) } as Task]]);
    const found = row(sheet('plan-submitted'), at(17, 8), tasks);
    expect(found.waitsSince).toBe(at(16));
    expect([isShown(found, 'waits'), isShown(found, 'attention'), isShown(found, 'red')]).toEqual([true, true, false]);
  });

  it('counts goals that fall behind, and puts first what is most urgent', () => {
    const red = row(sheet('planned', { id: 'r', goals: [{ pace: { percent: '10.00', red: true } }] }), at(19));
    const fine = row(sheet('planned', { id: 'f', goals: [{ pace: null }] }), at(19));
    const late = row(sheet('issued', { id: 'l' }), at(18));
    const waits = row(sheet('plan-submitted', { id: 's' }), at(18), new Map([['s', { openedAt: at(16) } as Task]]));
    expect(red.red).toBe(1);
    expect([fine, red, late, waits].toSorted(byUrgency)).toEqual([waits, late, red, fine]);
  });
});
