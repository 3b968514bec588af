import { describe, expect, it } from '@jest/globals';
import { delegatorsOf } from '@goalbeat/domain/approval/delegation';
import { isMyTurn, type Turn } from './stand-ins.js';

const AT = '2026-11-23T09:00:00.000Z';
const give = (fromId: string, toId: string, kinds: string[] | null = null) => ({
  fromId,
  toId,
  from: '2026-11-22T00:00:00.000Z',
  to: '2026-11-30T00:00:00.000Z',
  kinds,
});
const task = (assigneeId: string, changes: Partial<Turn> = {}): Turn => ({
  kind: 'decision',
  subjectKind: 'report',
  assigneeId,
  refused: [],
  ...changes,
});

describe('standing in', () => {
  it('is for all kinds, or for those named', () => {
    const delegations = [give('ann', 'me'), give('bob', 'me', ['plan'])];
    expect(delegatorsOf('me', delegations)).toEqual(['ann', 'bob']);
    expect(isMyTurn('me', task('ann'), delegations, AT)).toBe(true);
    expect(isMyTurn('me', task('bob'), delegations, AT)).toBe(false);
    expect(isMyTurn('me', task('bob', { subjectKind: 'plan' }), delegations, AT)).toBe(true);
  });

  it('goes on to a delegate of the delegate, who alone has the tasks then', () => {
    const delegations = [give('ann', 'bob'), give('bob', 'me')];
    expect(delegatorsOf('me', delegations)).toEqual(['bob', 'ann']);
    expect(isMyTurn('me', task('ann'), delegations, AT)).toBe(true);
    expect(isMyTurn('bob', task('ann'), delegations, AT)).toBe(false);
  });

  it('passes over whoever may not decide', () => {
    const delegations = [give('ann', 'bob'), give('bob', 'me')];
    expect(isMyTurn('me', task('ann', { refused: ['me'] }), delegations, AT)).toBe(false);
    expect(isMyTurn('bob', task('ann', { refused: ['me'] }), delegations, AT)).toBe(true);
    expect(isMyTurn('me', task('ann', { refused: ['bob'] }), delegations, AT)).toBe(false);
    const either = [give('ann', 'bob'), give('ann', 'me')];
    expect(isMyTurn('me', task('ann', { refused: ['bob'] }), either, AT)).toBe(true);
  });

  it('is not for what somebody has to write, unless it is named', () => {
    const todo = task('ann', { kind: 'todo', subjectKind: 'make-plan' });
    expect(isMyTurn('me', todo, [give('ann', 'me')], AT)).toBe(false);
    expect(isMyTurn('me', todo, [give('ann', 'me', ['make-plan'])], AT)).toBe(true);
  });

  it('ends with the range', () => {
    expect(isMyTurn('me', task('ann'), [give('ann', 'me')], '2026-12-01T00:00:00.000Z')).toBe(false);
  });
});
