import { describe, expect, it } from '@jest/globals';
import { inlined, Replay } from './replay.js';

const id = (n: number): string => `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`;
const decision = (approval: string, made: string) => [
  [
    { sql: 'UPDATE a SET s = $2 WHERE id = $1', params: [approval, null] },
    { sql: 'INSERT', params: [`{"id":"${made}","tenant":"${id(9)}"}`, made] },
  ],
];

describe('Replay', () => {
  it('takes the ids of another decision, keeps what is common, and makes new what was made', () => {
    const replay = new Replay(decision(id(1), id(11)), decision(id(2), id(12)), [id(1)]);
    const values = replay.values([id(3)]);
    const [first] = replay.with(values);
    expect(first?.[0]?.params).toEqual([id(3), null]);
    const [json, made] = first?.[1]?.params ?? [];
    expect(made).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
    expect(made).not.toBe(id(11));
    expect(json).toBe(`{"id":"${made}","tenant":"${id(9)}"}`);
    expect(replay.values([id(3)])[1]).not.toBe(made);
    expect(replay.with([':v0', ':v1'])[0]?.[1]?.params).toEqual([`{"id":":v1","tenant":"${id(9)}"}`, ':v1']);
  });

  it('writes values into the statement', () => {
    expect(inlined({ sql: 'SELECT $1, $2, $10', params: ["it's", null] })).toBe("SELECT 'it''s', NULL, NULL;");
  });
});
