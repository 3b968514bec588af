import type { TaskChanged } from '@goalbeat/contracts/approvals/events';
import type { Tx } from '@goalbeat/service-kit/db/tx';
import type { TaskNews } from './desk-bell.js';
import type { StandIn } from './stand-ins.js';

/** Keeps the newest version of each task; @returns what was news, and whose desks it changes. */
export async function keepTasks(tx: Tx, tasks: readonly TaskChanged[]): Promise<TaskNews[]> {
  const rows = await tx.query<{ taskId: string; version: number; assigneeId: string; before: string | null }>(
    `WITH given AS (
       SELECT t.*, o.assignee_id AS before
       FROM jsonb_to_recordset($2::jsonb) AS t ("taskId" uuid, version integer, service text, kind text, "subjectKind" text,
         "assigneeId" uuid, state text, "openedAt" timestamptz, "dueAt" timestamptz, task jsonb)
       LEFT JOIN desk_task o ON o.tenant_id = $1 AND o.task_id = t."taskId"
     ), kept AS (
       INSERT INTO desk_task AS d (tenant_id, task_id, version, service, kind, subject_kind, assignee_id, state, opened_at, due_at, task)
       SELECT $1, "taskId", version, service, kind, "subjectKind", "assigneeId", state, "openedAt", "dueAt", task FROM given
       ON CONFLICT (tenant_id, task_id) DO UPDATE SET version = excluded.version, service = excluded.service,
         kind = excluded.kind, subject_kind = excluded.subject_kind, assignee_id = excluded.assignee_id,
         state = excluded.state, opened_at = excluded.opened_at, due_at = excluded.due_at, task = excluded.task,
         changed_at = clock_timestamp()
       WHERE d.version < excluded.version
       RETURNING task_id, version, assignee_id
     )
     SELECT kept.task_id AS "taskId", kept.version, kept.assignee_id AS "assigneeId", given.before FROM kept JOIN given ON given."taskId" = kept.task_id`,
    [tx.tenantId, JSON.stringify(tasks.map((task) => ({ ...task, task })))],
  );
  return rows.map(({ taskId, version, assigneeId, before }) => ({
    taskId,
    version,
    personIds: before === null ? [assigneeId] : [assigneeId, before],
  }));
}

export interface DeskFilter {
  me: string;
  standIns: readonly StandIn[];
  /** All kinds that some delegation names. */
  named: readonly string[];
  kind: string | null;
}

/** `$1` me, `$2` stand-ins as json, `$3` named kinds, `$4` kind. */
const MINE = `t.state = 'open' AND (t.assignee_id = $1 OR EXISTS (
    SELECT FROM jsonb_to_recordset($2::jsonb) AS s ("personId" uuid, kinds jsonb, others boolean)
    WHERE s."personId" = t.assignee_id
      AND (s.kinds ? t.subject_kind OR (s.others AND NOT t.subject_kind = ANY($3::text[])))))
  AND ($4::text IS NULL OR t.kind = $4 OR t.subject_kind = $4)`;

const paramsOf = (filter: DeskFilter) => [filter.me, JSON.stringify(filter.standIns), filter.named, filter.kind];

/** Soonest due first, then those without a deadline; one row more than the limit. */
export function openTasks(
  tx: Tx,
  filter: DeskFilter,
  page: { limit: number; afterDue: string | null; afterId: string | null },
): Promise<{ task: TaskChanged }[]> {
  const people = [filter.me, ...filter.standIns.map((one) => one.personId)];
  return tx.query<{ task: TaskChanged }>(
    `SELECT t.task FROM desk_task t
     WHERE t.assignee_id = ANY($5::uuid[]) AND ${MINE}
       AND ($7::uuid IS NULL OR (coalesce(t.due_at, 'infinity'), t.task_id) > (coalesce($6::timestamptz, 'infinity'), $7))
     ORDER BY coalesce(t.due_at, 'infinity'), t.task_id LIMIT $8`,
    [...paramsOf(filter), people, page.afterDue, page.afterId, page.limit + 1],
  );
}

/** All of them, for when they are put together with what the services say themselves. */
export async function allOpenTasks(tx: Tx, filter: DeskFilter): Promise<TaskChanged[]> {
  const people = [filter.me, ...filter.standIns.map((one) => one.personId)];
  const rows = await tx.query<{ task: TaskChanged }>(
    `SELECT t.task FROM desk_task t WHERE t.assignee_id = ANY($5::uuid[]) AND ${MINE}`,
    [...paramsOf(filter), people],
  );
  return rows.map((row) => row.task);
}

export interface DeskCount {
  subjectKind: string;
  open: number;
  late: number;
}

export function countTasks(tx: Tx, filter: DeskFilter, now: string): Promise<DeskCount[]> {
  const people = [filter.me, ...filter.standIns.map((one) => one.personId)];
  return tx.query<DeskCount>(
    `SELECT t.subject_kind AS "subjectKind", count(*)::int AS open, count(*) FILTER (WHERE t.due_at < $6)::int AS late
     FROM desk_task t WHERE t.assignee_id = ANY($5::uuid[]) AND ${MINE} GROUP BY 1`,
    [...paramsOf(filter), people, now],
  );
}

/** What changed lately, for news that another process consumed. Overlapping windows; the bell forgets repeats. */
export async function changedTasks(tx: Tx, seconds: number): Promise<TaskNews[]> {
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
