import { STAFF, employee } from '@goalbeat/testing/harness/company';
import type { Payroll } from './payroll-service.js';

export interface ListNow {
  id: string;
  part: string;
  state: string;
  version: number;
  hash: string | null;
  approvalId: string;
}
export interface LineNow {
  id: string;
  personId: string;
  personNumber: string;
  version: number;
  state: string;
  amount: { amount: string; currency: string };
  stillHeld: { amount: string } | null;
  reason: string;
  heldReason: string | null;
  cause: string;
  claimId: string;
  explain: { code: string; values: Record<string, string>; result: string }[];
}

export const listsOf = (payroll: Payroll, runId: string): Promise<ListNow[]> =>
  payroll.rows<ListNow>(
    `SELECT id, part, state, version::int AS version, hash, approval_id AS "approvalId" FROM bonus_list WHERE run_id = $1 ORDER BY part`,
    [runId],
  );

export async function listOf(payroll: Payroll, runId: string): Promise<ListNow> {
  const [list] = await listsOf(payroll, runId);
  if (list === undefined) throw new Error('the run has no list');
  return list;
}

export async function linesOf(payroll: Payroll, listId: string): Promise<LineNow[]> {
  const { body, status } = await payroll.ask('hr', 'GET', `/v1/bonus-lists/${listId}/lines?limit=200`);
  if (status !== 200) throw new Error(JSON.stringify(body));
  return body['items'] as LineNow[];
}

export async function submitList(payroll: Payroll, listId: string, who: 'hr' | 'hr2' = 'hr') {
  const [row] = await payroll.rows<{ version: number }>(
    'SELECT version::int AS version FROM bonus_list WHERE id = $1',
    [listId],
  );
  return payroll.ask(who, 'POST', `/v1/bonus-lists/${listId}/submit`, { version: row?.version });
}

export async function decideList(
  payroll: Payroll,
  listId: string,
  decision: 'approve' | 'return' | 'reject',
  who: string = STAFF.reviewer,
) {
  const [task] = await payroll.rows<{ approvalId: string; version: number }>(
    `SELECT approval_id AS "approvalId", version::int AS version FROM approval_task
     WHERE subject_kind = 'bonus-list' AND subject_id = $1 AND state = 'open'`,
    [listId],
  );
  return payroll.ask(employee(who), 'POST', `/v1/approvals/${task?.approvalId}/decisions`, {
    taskVersion: task?.version,
    decision,
    ...(decision === 'approve' ? {} : { comment: '请核对' }),
  });
}

/** Balance of each account, in minor units, of the lines of these runs. */
export async function balancesOf(payroll: Payroll, ...runIds: string[]): Promise<Record<string, number>> {
  const rows = await payroll.rows<{ account: string; sum: string }>(
    `SELECT e.account, sum(e.minor)::text AS sum FROM ledger_entry e JOIN ledger_txn t ON t.id = e.txn_id
     WHERE t.run_id = ANY($1::uuid[]) GROUP BY e.account HAVING sum(e.minor) <> 0 ORDER BY e.account`,
    [runIds],
  );
  return Object.fromEntries(rows.map(({ account, sum }) => [account, Number(sum)]));
}
