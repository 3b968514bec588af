export const APPROVAL_COLUMNS = `a.id, a.subject_kind AS "subjectKind", a.subject_id AS "subjectId", a.round, a.cycle_id AS "cycleId",
  a.unit_id AS "unitId", a.owner_id AS "ownerId", a.requester_id AS "requesterId", a.beneficiary_ids::text[] AS "beneficiaryIds",
  a.title, a.chain, a.facts, a.step_caps AS "stepCaps", a.quiet_hours AS "quietHours", a.state, a.step_no AS "stepNo", a.version, a.opened_at AS "openedAt",
  a.closed_at AS "closedAt"`;

export const STEP_COLUMNS = `s.id, s.no, s.step_id AS "stepId", s.name, s.mode, s.state, s.opened_at AS "openedAt", s.due_at AS "dueAt",
  s.closed_at AS "closedAt", s.timed_out AS "timedOut", s.skipped, s.rungs, s.climbed, s.climbed_at AS "climbedAt", s.escalations`;

export const TASK_COLUMNS = `t.id, t.kind, t.approval_id AS "approvalId", t.step_no AS "stepNo", t.step_id AS "stepId",
  t.subject_kind AS "subjectKind", t.subject_id AS "subjectId", t.title, t.cycle_id AS "cycleId", t.unit_id AS "unitId",
  t.assignee_id AS "assigneeId", t.origin, t.state, t.version, t.reminders, t.opened_at AS "openedAt", t.due_at AS "dueAt",
  t.closed_at AS "closedAt", t.decision, t.decided_by AS "decidedBy", t.on_behalf_of AS "onBehalfOf", t.comment, t.items,
  t.bundle_id AS "bundleId", t.content_version AS "contentVersion"`;

export const INSERT_APPROVAL = `
INSERT INTO approval (id, tenant_id, subject_kind, subject_id, round, cycle_id, unit_id, owner_id, requester_id,
  beneficiary_ids, title, chain, facts, step_caps, state, step_no, version, opened_at, quiet_hours)
SELECT $1, $2, $3, $4, 1 + COALESCE(max(p.round), 0), $5, $6, $7, $8, $9::uuid[], $10, $11::jsonb, $12::jsonb, $13::jsonb, 'open', 0, 0, $14, $15::jsonb
FROM approval p WHERE p.tenant_id = $2 AND p.subject_kind = $3 AND p.subject_id = $4
RETURNING round`;

/**
 * Everything one operation changes, in one statement; guarded by the version that was locked. $1 tenant, $2 the change,
 * $3 approval, $4 locked version, $5 locked step, $6 tasks: ids are parameters of their own, since rows of json are
 * guessed to be many and the tables would be scanned.
 */
export const SAVE_CHANGE = `
WITH c AS (SELECT $2::jsonb AS j),
saved_approval AS (
  UPDATE approval a SET state = c.j->'approval'->>'state', step_no = (c.j->'approval'->>'stepNo')::int,
    version = (c.j->'approval'->>'version')::int, closed_at = (c.j->'approval'->>'closedAt')::timestamptz,
    title = COALESCE(c.j->'approval'->>'title', a.title), facts = COALESCE(c.j->'approval'->'facts', a.facts)
  FROM c WHERE a.id = $3::uuid AND a.version = $4::int
  RETURNING a.id
), saved_step AS (
  UPDATE approval_step s SET state = c.j->'step'->>'state', closed_at = (c.j->'step'->>'closedAt')::timestamptz,
    timed_out = (c.j->'step'->>'timedOut')::boolean, climbed = (c.j->'step'->>'climbed')::int,
    climbed_at = (c.j->'step'->>'climbedAt')::timestamptz, escalations = (c.j->'step'->>'escalations')::int
  FROM c WHERE s.id = $5::uuid
  RETURNING s.id
), saved_task AS (
  UPDATE approval_task t SET state = x.state, version = x.version, reminders = x.reminders, closed_at = x."closedAt",
    decision = x.decision, decided_by = x."decidedBy", on_behalf_of = x."onBehalfOf", comment = x.comment, items = x.items,
    title = x.title, content_version = x."contentVersion"
  FROM c, jsonb_to_recordset(c.j->'tasks') AS x(id uuid, state text, version int, reminders int, "closedAt" timestamptz,
    decision text, "decidedBy" uuid, "onBehalfOf" uuid, comment text, items jsonb, title text, "contentVersion" int)
  WHERE t.id = ANY ($6::uuid[]) AND t.id = x.id AND t.state = 'open' AND t.version = x.version - 1
  RETURNING t.id
), new_step AS (
  INSERT INTO approval_step (id, tenant_id, approval_id, no, step_id, name, mode, state, opened_at, due_at, skipped, rungs)
  SELECT x.id, $1, $3::uuid, x.no, x."stepId", x.name, x.mode, x.state, x."openedAt", x."dueAt", x.skipped, x.rungs
  FROM c, jsonb_to_recordset(c.j->'newSteps') AS x(id uuid, no int, "stepId" text, name text, mode jsonb, state text,
    "openedAt" timestamptz, "dueAt" timestamptz, skipped jsonb, rungs jsonb)
), new_task AS (
  INSERT INTO approval_task (id, tenant_id, kind, approval_id, step_no, step_id, subject_kind, subject_id, title, cycle_id, unit_id,
    assignee_id, origin, state, version, opened_at, due_at, bundle_id)
  SELECT x.id, $1, x.kind, x."approvalId", x."stepNo", x."stepId", x."subjectKind", x."subjectId", x.title, x."cycleId", x."unitId",
    x."assigneeId", x.origin, x.state, x.version, x."openedAt", x."dueAt", x."bundleId"
  FROM c, jsonb_to_recordset(c.j->'newTasks') AS x(id uuid, kind text, "approvalId" uuid, "stepNo" int, "stepId" text,
    "subjectKind" text, "subjectId" text, title text, "cycleId" uuid, "unitId" uuid, "assigneeId" uuid, origin text, state text,
    version int, "openedAt" timestamptz, "dueAt" timestamptz, "bundleId" uuid)
)
SELECT (SELECT count(*)::int FROM saved_approval) AS approvals, (SELECT count(*)::int FROM saved_task) AS tasks`;
