import pg from 'pg';
import { STAFF, employee } from '@goalbeat/testing/harness/company';
import type { LineNow } from './lists.js';
import type { Payroll } from './payroll-service.js';

export interface TaskNow {
  id: string;
  approvalId: string;
  version: number;
  title: string;
  assigneeId: string;
}

/** Who is asked to sign a list now. */
export const tasksOf = (payroll: Payroll, listId: string): Promise<TaskNow[]> =>
  payroll.rows<TaskNow>(
    `SELECT id, approval_id AS "approvalId", version::int AS version, title, assignee_id AS "assigneeId" FROM approval_task
     WHERE subject_kind = 'bonus-list' AND subject_id = $1 AND state = 'open' ORDER BY id`,
    [listId],
  );

export async function taskOf(payroll: Payroll, listId: string): Promise<TaskNow> {
  const [task] = await tasksOf(payroll, listId);
  if (task === undefined) throw new Error('nobody is asked');
  return task;
}

/** Decides by the version of the task that was looked at. */
export const sign = (payroll: Payroll, seen: TaskNow, decision = 'approve', who: string = seen.assigneeId) =>
  payroll.ask(employee(who), 'POST', `/v1/approvals/${seen.approvalId}/decisions`, {
    taskVersion: seen.version,
    decision,
    ...(decision === 'approve' ? {} : { comment: '请核对' }),
  });

/** Holds the line as it is now, or puts it back. */
export const holdLine = (
  payroll: Payroll,
  listId: string,
  line: Pick<LineNow, 'id' | 'version'> | undefined,
  held: boolean,
  who: Parameters<Payroll['ask']>[0] = 'reviewer',
) =>
  payroll.ask(who, 'PUT', `/v1/bonus-lists/${listId}/lines/${line?.id}/hold`, {
    version: line?.version,
    held,
    reason: '核对订单',
  });

/** What was asked in this order under one lock is done in this order: each waits for the row before the next one comes. */
export async function inTurn<A, B>(
  payroll: Payroll,
  lock: string,
  first: () => Promise<A>,
  second: () => Promise<B>,
): Promise<[A, B]> {
  const { serviceUrl, admin } = payroll.database;
  const url = new URL(serviceUrl);
  const own = new pg.Client({
    host: url.hostname,
    port: Number(url.port),
    database: url.pathname.slice(1),
    user: admin.user,
    password: admin.password,
  });
  await own.connect();
  try {
    await own.query('BEGIN');
    await own.query(lock);
    const waiting = async (many: number): Promise<void> => {
      for (;;) {
        const { rows } = await admin.query<{ n: number }>(
          `SELECT count(*)::int AS n FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
        );
        if ((rows[0]?.n ?? 0) >= many) return;
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    };
    const one = first();
    await waiting(1);
    const other = second();
    await waiting(2);
    await own.query('COMMIT');
    return await Promise.all([one, other]);
  } finally {
    await own.end();
  }
}

export const REVIEWER = STAFF.reviewer;
