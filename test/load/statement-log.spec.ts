import { describe, expect, it } from '@jest/globals';
import { parseParameters, transactionsOf } from './statement-log.js';

const LOG = `2026-11-22 19:36:00.123 UTC [7] goalbeat_goals LOG:  statement: BEGIN; SELECT set_config('app.tenant', 'x', true)
2026-11-22 19:36:00.124 UTC [8] goalbeat_goals LOG:  execute <unnamed>: SELECT 1
2026-11-22 19:36:00.124 UTC [7] goalbeat_goals LOG:  execute <unnamed>: UPDATE approval
\tSET state = $1
2026-11-22 19:36:00.125 UTC [7] goalbeat_goals DETAIL:  Parameters: $1 = 'it''s
\tdone', $2 = NULL
2026-11-22 19:36:00.126 UTC [7] goalbeat_goals LOG:  statement: COMMIT
2026-11-22 19:36:00.127 UTC [9] goalbeat_goals_relay LOG:  statement: BEGIN
2026-11-22 19:36:00.128 UTC [9] goalbeat_goals_relay LOG:  statement: COMMIT
2026-11-22 19:36:00.129 UTC [10] goalbeat_goals LOG:  statement: BEGIN
2026-11-22 19:36:00.129 UTC [10] goalbeat_goals LOG:  statement: ROLLBACK
`;

describe('transactionsOf', () => {
  it('puts together what one connection sent between BEGIN and COMMIT', () => {
    expect(transactionsOf(LOG, 'goalbeat_goals')).toEqual([
      [
        { sql: "BEGIN; SELECT set_config('app.tenant', 'x', true)", params: [] },
        { sql: 'UPDATE approval\nSET state = $1', params: ["it's\ndone", null] },
        { sql: 'COMMIT', params: [] },
      ],
    ]);
  });

  it('reads parameters that hold quotes, commas and dollar signs', () => {
    expect(parseParameters(`Parameters: $1 = 'a'', $2 = b', $2 = NULL, $3 = ''`)).toEqual([`a', $2 = b`, null, '']);
  });
});
