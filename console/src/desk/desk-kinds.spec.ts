import { expect, it } from '@jest/globals';
import { isBundle, isSelectable, kindOf, rejects } from './desk-kinds.js';
import type { DeskItem } from './desk-query.js';

const item = (over: Partial<DeskItem>): DeskItem => ({
  taskId: 't',
  version: 1,
  service: 'goals',
  kind: 'decision',
  subjectKind: 'plan',
  subjectId: 's',
  title: 'Ann',
  approvalId: 'a',
  stepId: 'lead',
  cycleId: 'c',
  unitId: 'u',
  assigneeId: 'p',
  onBehalfOf: null,
  state: 'open',
  openedAt: '2026-11-16T01:00:00.000Z',
  dueAt: null,
  closedAt: null,
  reminders: 0,
  bundleId: null,
  lateMinutes: 0,
  standsInFor: null,
  bundled: 1,
  ...over,
});

it('knows its kinds, and takes what it does not know as something else', () => {
  expect(kindOf('bonus-list')).toBe('bonus-list');
  expect(kindOf('something-new')).toBe('other');
});

it('lets plans and reports be decided together, and nothing that concerns money', () => {
  expect(isSelectable(item({}))).toBe(true);
  expect(isSelectable(item({ subjectKind: 'report' }))).toBe(true);
  expect(isSelectable(item({ subjectKind: 'bonus-list' }))).toBe(false);
  expect(isSelectable(item({ subjectKind: 'results' }))).toBe(false);
  expect(isSelectable(item({ kind: 'todo', subjectKind: 'make-plan', approvalId: null }))).toBe(false);
});

it('opens a bundle as one, and the last of a bundle as itself', () => {
  expect(isBundle(item({ bundleId: 'b', bundled: 3 }))).toBe(true);
  expect(isSelectable(item({ bundleId: 'b', bundled: 3 }))).toBe(false);
  expect(isBundle(item({ bundleId: 'b', bundled: 1 }))).toBe(false);
});

it('offers to reject where that ends something, not where it comes back all the same', () => {
  expect(rejects(item({ subjectKind: 'bonus-list', service: 'payroll' }))).toBe(true);
  expect(rejects(item({ subjectKind: 'appeal' }))).toBe(true);
  expect(rejects(item({ subjectKind: 'plan' }))).toBe(false);
  expect(rejects(item({ subjectKind: 'payout-rejected', kind: 'todo', approvalId: null }))).toBe(false);
});
