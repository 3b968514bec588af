import { describe, expect, it } from '@jest/globals';
import { canonicalForm, type CanonicalRow, chainHash, chainStart, rowHash } from './canonical-row.js';

const ROW: CanonicalRow = {
  id: '01890000-0000-7000-8000-000000000001',
  tenant_id: '01890000-0000-7000-8000-0000000000ff',
  subject_kind: 'bonus-list',
  subject_id: '01890000-0000-7000-8000-0000000000b1',
  cycle_id: null,
  action: 'approved',
  actor_kind: 'person',
  actor_id: '01890000-0000-7000-8000-0000000000a1',
  on_behalf_of: null,
  channel: 'web',
  at: '2026-11-23T01:00:00.000000Z',
  due_at: null,
  started_at: null,
  rule_version: null,
  reason: '同意',
  details: '{"round": 1}',
  recorded_at: '2026-11-23T01:00:00.123456Z',
};

describe('the canonical form', () => {
  it('is a line a column with its length in bytes', () => {
    const lines = canonicalForm(ROW).split('\n');
    expect(lines[0]).toBe('goalbeat-process-log-1');
    expect(lines).toContain('cycle_id=-');
    expect(lines).toContain('reason=6:同意');
    expect(lines).toHaveLength(19);
  });

  it('stays what it was: a changed form would break every chain there is', () => {
    expect(rowHash(ROW)).toMatchInlineSnapshot(`"e2a97026116f98b285823ab140247619f25d057379d4976c2c91e6148be84b98"`);
    const start = chainStart('payroll', ROW.tenant_id ?? '');
    expect(chainHash(start, 1, rowHash(ROW))).toMatchInlineSnapshot(
      `"63c4e9ab58102b013b24126e05e5981ef544389e15a3972f22021866a207fa81"`,
    );
  });

  it('changes with every column, and tells NULL from empty and from a dash', () => {
    const hashes = new Set([rowHash(ROW)]);
    for (const column of Object.keys(ROW)) hashes.add(rowHash({ ...ROW, [column]: 'x' }));
    for (const reason of [null, '', '-', '-\ndetails=1:1']) hashes.add(rowHash({ ...ROW, reason }));
    expect(hashes.size).toBe(Object.keys(ROW).length + 5);
  });
});
