import { expect, it } from '@jest/globals';
import type { TaskChanged } from '@goalbeat/contracts/approvals/events';
import { bundled } from './desk-order.js';

const task = (taskId: string, bundleId?: string | null): TaskChanged =>
  ({ taskId, ...(bundleId === undefined ? {} : { bundleId }) }) as TaskChanged;

it('a bundle is its first task with its size; what names none, as of before there were bundles, stands alone', () => {
  const tasks = [task('a', 'x'), task('b', null), task('c', 'x'), task('d'), task('e'), task('f', 'y')];
  expect(bundled(tasks).map((one) => [one.task.taskId, one.bundled])).toEqual([
    ['a', 2],
    ['b', 1],
    ['d', 1],
    ['e', 1],
    ['f', 1],
  ]);
});
