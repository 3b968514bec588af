import { describe, expect, it } from '@jest/globals';
import { aheadOf, barOf, stripOf, ticksOf } from './gantt.js';

const at = (hour: number) => `2026-11-16T${`${hour}`.padStart(2, '0')}:00:00.000Z`;
const wait = (opened: number, closed: number | null, due: number | null) => ({
  openedAt: at(opened),
  closedAt: closed === null ? null : at(closed),
  dueAt: due === null ? null : at(due),
});
const now = Date.parse(at(20));

describe('the strip', () => {
  it('spans from the first opening to the last end, or to now where something is open', () => {
    expect(stripOf([wait(2, 8, null), wait(1, 4, null)], now)).toEqual({
      start: Date.parse(at(1)),
      end: Date.parse(at(8)),
    });
    expect(stripOf([wait(2, null, null)], now).end).toBe(now);
  });

  it('draws what came after the deadline apart', () => {
    const strip = { start: Date.parse(at(0)), end: Date.parse(at(20)) };
    expect(barOf(wait(5, 15, 10), strip, now)).toEqual({ from: 0.25, to: 0.75, lateFrom: 0.5, due: 0.5 });
    expect(barOf(wait(5, 10, 15), strip, now).lateFrom).toBeNull();
    expect(barOf(wait(5, null, 15), strip, now)).toEqual({ from: 0.25, to: 1, lateFrom: 0.75, due: 0.75 });
    expect(barOf(wait(5, 10, 2), strip, now).lateFrom).toBe(0.25);
  });

  it('has even ticks, and not too many', () => {
    const day = { start: Date.parse(at(1)), end: Date.parse(at(20)) };
    expect(ticksOf(day).at.map((tick) => new Date(tick).getUTCHours())).toEqual([3, 6, 9, 12, 15, 18]);
    expect(ticksOf({ start: 0, end: 400 * 86_400_000 }).at.length).toBeLessThanOrEqual(9);
  });

  it('begins days where the company is', () => {
    const ahead = aheadOf('Asia/Shanghai', now);
    expect(ahead).toBe(8 * 3_600_000);
    const week = { start: now, end: now + 6 * 86_400_000 };
    const ticks = ticksOf(week, ahead);
    expect(ticks.days).toBe(true);
    expect(new Set(ticks.at.map((tick) => new Date(tick).getUTCHours()))).toEqual(new Set([16]));
  });
});
