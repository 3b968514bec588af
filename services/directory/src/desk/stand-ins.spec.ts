import { describe, expect, it } from '@jest/globals';
import { namedKinds, standInsOf } from './stand-ins.js';

const AT = '2026-11-23T09:00:00.000Z';
const give = (fromId: string, toId: string, kinds: string[] | null = null) => ({
  fromId,
  toId,
  from: '2026-11-22T00:00:00.000Z',
  to: '2026-11-30T00:00:00.000Z',
  kinds,
});

describe('standing in', () => {
  it('is for all kinds, or for those named', () => {
    const delegations = [give('ann', 'me'), give('bob', 'me', ['plan'])];
    expect(namedKinds(delegations)).toEqual(['plan']);
    expect(standInsOf('me', delegations, AT)).toEqual([
      { personId: 'ann', kinds: ['plan'], others: true },
      { personId: 'bob', kinds: ['plan'], others: false },
    ]);
  });

  it('goes on to a delegate of the delegate, who alone has the tasks then', () => {
    const delegations = [give('ann', 'bob'), give('bob', 'me')];
    expect(standInsOf('me', delegations, AT).map((one) => one.personId)).toEqual(['ann', 'bob']);
    expect(standInsOf('bob', delegations, AT)).toEqual([]);
  });

  it('ends with the range', () => {
    expect(standInsOf('me', [give('ann', 'me')], '2026-12-01T00:00:00.000Z')).toEqual([]);
  });
});
