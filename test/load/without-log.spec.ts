import { describe, expect, it } from '@jest/globals';
import { isLogged, withoutLog } from './without-log.js';

const begin = { sql: 'BEGIN', params: [] };
const answer = { sql: 'INSERT INTO idempotency_key (tenant_id, scope)\nVALUES ($1, $2)', params: ['t', 's'] };

describe('a transaction without its log', () => {
  it('keeps the answer that was stored by the same statement, with its own parameters', () => {
    const both = {
      sql: `WITH logged AS (INSERT INTO process_log (id, tenant_id, action) VALUES ($3, $1, $4)),
queued AS (INSERT INTO process_log_unsealed (tenant_id, log_id) VALUES ($1, $3))
${answer.sql}`,
      params: [...answer.params, 'id', 'made'],
    };
    expect(isLogged([begin, both])).toBe(true);
    expect(withoutLog([begin, both])).toEqual([begin, answer]);
    expect(isLogged(withoutLog([begin, both]))).toBe(false);
  });

  it('lacks a statement that only logs, and nothing else', () => {
    const log = { sql: 'WITH logged AS (INSERT INTO process_log (id) SELECT $2) SELECT 1', params: ['t', '[]'] };
    expect(withoutLog([begin, log, answer])).toEqual([begin, answer]);
  });
});
