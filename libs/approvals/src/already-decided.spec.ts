import { describe, expect, it } from '@jest/globals';
import { alreadyDecided } from './already-decided.js';
import type { ApprovalRow, TaskRow } from './approval-state.js';

const task = (more: Partial<TaskRow>): TaskRow => ({
  id: 't',
  kind: 'decision',
  approvalId: 'a',
  stepNo: 1,
  stepId: 'lead',
  subjectKind: 'plan',
  subjectId: 's',
  title: 'Ann',
  cycleId: null,
  unitId: null,
  assigneeId: 'bob',
  origin: 'chosen',
  state: 'superseded',
  version: 2,
  contentVersion: 1,
  reminders: 0,
  openedAt: '2026-11-16T01:00:00.000Z',
  dueAt: null,
  closedAt: '2026-11-17T01:00:00.000Z',
  decision: null,
  decidedBy: null,
  onBehalfOf: null,
  comment: null,
  items: [],
  bundleId: null,
  ...more,
});
const approval = { state: 'open' } as ApprovalRow;

describe('whoever comes too late', () => {
  it.each([
    [task({ decision: 'return', decidedBy: 'eve' }), 'It was returned already.'],
    [task({ decision: 'approve', decidedBy: 'eve' }), 'It was approved already.'],
    [task({ decision: 'reject', decidedBy: 'eve' }), 'It was rejected already.'],
  ])('is told what happened: %#', (late, words) => {
    expect(alreadyDecided({ approval, step: null, tasks: [late] }, late).message).toBe(words);
  });

  it('is told that the deadline passed it on', () => {
    const late = task({});
    const next = task({ id: 'u', origin: 'escalated', state: 'open', openedAt: '2026-11-17T01:00:00.000Z' });
    expect(alreadyDecided({ approval, step: null, tasks: [late, next] }, late).message).toBe(
      'It was passed on to the next in line already, since nobody had decided in time.',
    );
  });
});
