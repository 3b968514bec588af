import type { Statement } from './statement-log.js';

const LOGS = /INSERT INTO process_log\b/;
/** The log is written by the same statement as the command's answer, in front of it and with parameters after the answer's. */
const ANSWER = /^INSERT INTO idempotency_key\b[\s\S]*$/m;

export const isLogged = (transaction: readonly Statement[]): boolean => transaction.some(({ sql }) => LOGS.test(sql));

/** The transaction as it would be if the command left nothing in the process log: all else is kept, the answer too. */
export function withoutLog(transaction: readonly Statement[]): Statement[] {
  return transaction.flatMap((statement) => {
    if (!LOGS.test(statement.sql)) return [statement];
    const [sql] = ANSWER.exec(statement.sql) ?? [];
    if (sql === undefined) return [];
    const taken = [...sql.matchAll(/\$(\d+)/g)].map(([, n]) => Number(n));
    return [{ sql, params: statement.params.slice(0, Math.max(0, ...taken)) }];
  });
}
