import type { TaskChanged, TaskNews } from '@goalbeat/contracts/approvals/events';
import type { Tx } from '@goalbeat/service-kit/db/tx';
import type { ChangedTask } from './desk-bell.js';
import type { Turn } from './stand-ins.js';

/** Keeps the newest version of each task, in one order of rows so that two events do not wait for each other; @returns what was news, and whose desks it changes. */
export async function keepTasks(tx: Tx, tasks: readonly TaskNews[]): Promise<ChangedTask[]> {
  const rows = await tx.query<{ taskId: string; version: number; assigneeId: string; before: string | null }>(
    `WITH given AS (
       SELECT t.*, o.assignee_id AS before
       FROM jsonb_to_recordset($2::jsonb) AS t ("taskId" uuid, version integer, service text, kind text, "subjectKind" text,
         "assigneeId" uuid, state text, "openedAt" timestamptz, "dueAt" timestamptz, task jsonb, refused uuid[])
       LEFT JOIN desk_task o ON o.tenant_id = $1 AND o.task_id = t."taskId"
     ), kept AS (
       INSERT INTO desk_task AS d (tenant_id, task_id, version, service, kind, subject_kind, assignee_id, state, opened_at, due_at, task, refused)
       SELECT $1, "taskId", version, service, kind, "subjectKind", "assigneeId", state, "openedAt", "dueAt", task, refused FROM given
       ORDER BY "taskId"
       ON CONFLICT (tenant_id, task_id) DO UPDATE SET version = excluded.version, service = excluded.service,
         kind = excluded.kind, subject_kind = excluded.subject_kind, assignee_id = excluded.assignee_id,
         state = excluded.state, opened_at = excluded.opened_at, due_at = excluded.due_at, task = excluded.task,
         refused = excluded.refused, changed_at = clock_timestamp()
       WHERE d.version < excluded.version
       RETURNING task_id, version, assignee_id
     )
     SELECT kept.task_id AS "taskId", kept.version, kept.assignee_id AS "assigneeId", given.before FROM kept JOIN given ON given."taskId" = kept.task_id`,
    [tx.tenantId, JSON.stringify(tasks.map(({ refused, ...task }) => ({ ...task, task, refused })))],
  );
  return rows.map(({ taskId, version, assigneeId, before }) => ({
    taskId,
    version,
    personIds: before === null ? [assigneeId] : [assigneeId, before],
  }));
}

export interface DeskFilter {
  me: string;
  /** Tasks of others that are mine to decide now. */
  standInTasks: readonly string[];
  kind: string | null;
}

/** `$1` me, `$2` tasks I stand in for, `$3` kind. */
const MINE = `t.state = 'open' AND (t.assignee_id = $1 OR t.task_id = ANY($2::uuid[]))
  AND ($3::text IS NULL OR t.kind = $3 OR t.subject_kind = $3)`;

const paramsOf = (filter: DeskFilter) => [filter.me, filter.standInTasks, filter.kind];

/**
 * Open tasks of people who delegate, with those refused who could be reached by a delegation: a bonus list has thousands of
 * beneficiaries, of whom a few matter.
 */
export function tasksToMove(
  tx: Tx,
  assigneeIds: readonly string[],
  partyIds: readonly string[],
): Promise<(Turn & { taskId: string })[]> {
  return tx.query(
    `SELECT t.task_id AS "taskId", t.kind, t.subject_kind AS "subjectKind", t.assignee_id AS "assigneeId",
       ARRAY(SELECT x FROM unnest(t.refused) AS x WHERE x = ANY($2::uuid[]))::text[] AS refused
     FROM desk_task t WHERE t.assignee_id = ANY($1::uuid[]) AND t.state = 'open'`,
    [assigneeIds, partyIds],
  );
}

export interface DeskEntry {
  task: TaskChanged;
  /** How many tasks it stands for. */
  bundled: number;
}

/** Soonest due first, then those without a deadline; of a bundle its soonest alone; one row more than the limit. */
export function openTasks(
  tx: Tx,
  filter: DeskFilter,
  page: { limit: number; afterDue: string | null; afterId: string | null },
): Promise<DeskEntry[]> {
  return tx.query<DeskEntry>(
    `SELECT x.task, x.bundled FROM (
       SELECT t.task, t.due_at, t.task_id, (count(*) OVER same)::int AS bundled,
         row_number() OVER (same ORDER BY coalesce(t.due_at, 'infinity'), t.task_id) AS nth
       FROM desk_task t WHERE ${MINE}
       WINDOW same AS (PARTITION BY coalesce(t.task->>'bundleId', t.task_id::text))) x
     WHERE x.nth = 1
       AND ($5::uuid IS NULL OR (coalesce(x.due_at, 'infinity'), x.task_id) > (coalesce($4::timestamptz, 'infinity'), $5))
     ORDER BY coalesce(x.due_at, 'infinity'), x.task_id LIMIT $6`,
    [...paramsOf(filter), page.afterDue, page.afterId, page.limit + 1],
  );
}

/** All of them, for when they are put together with what the services say themselves. */
export async function allOpenTasks(tx: Tx, filter: DeskFilter): Promise<TaskChanged[]> {
  const rows = await tx.query<{ task: TaskChanged }>(`SELECT t.task FROM desk_task t WHERE ${MINE}`, paramsOf(filter));
  return rows.map((row) => row.task);
}

export interface DeskCount {
  subjectKind: string;
  open: number;
  late: number;
}

export function countTasks(tx: Tx, filter: DeskFilter, now: string): Promise<DeskCount[]> {
  return tx.query<DeskCount>(
    `SELECT t.subject_kind AS "subjectKind", count(*)::int AS open, count(*) FILTER (WHERE t.due_at < $4)::int AS late
     FROM desk_task t WHERE ${MINE} GROUP BY 1`,
    [...paramsOf(filter), now],
  );
}

/** What changed lately, for news that another process consumed. Overlapping windows; the bell forgets repeats. */
export async function changedTasks(tx: Tx, seconds: number): Promise<ChangedTask[]> {
  const rows = await tx.query<{ taskId: string; version: number; assigneeId: string }>(
    `SELECT task_id AS "taskId", version, assignee_id AS "assigneeId" FROM desk_task
     WHERE changed_at > clock_timestamp() - make_interval(secs => $1)`,
    [seconds],
  );
  return rows.map(({ taskId, version, assigneeId }) => ({ taskId, version, personIds: [assigneeId] }));
}

export async function namesOf(tx: Tx, personIds: readonly string[]): Promise<Map<string, string>> {
  if (personIds.length === 0) return new Map();
  const rows = await tx.query<{ id: string; name: string }>('SELECT id, name FROM person WHERE id = ANY($1::uuid[])', [
    personIds,
  ]);
  return new Map(rows.map((row) => [row.id, row.name]));
}
