-- What HR pins and pauses of a running cycle; null: as its definition says.
ALTER TABLE cycle ADD COLUMN paused_at timestamptz, ADD COLUMN rule_set text, ADD COLUMN rule_set_version int,
  ADD COLUMN pay_plan text, ADD COLUMN pay_plan_version int;

-- Templates a cycle was issued from: an edit of the template reaches it only on purpose, and who joins late gets what the others have.
CREATE TABLE cycle_template (
  tenant_id uuid NOT NULL,
  cycle_id uuid NOT NULL,
  job_family text NOT NULL,
  template_id uuid NOT NULL,
  version bigint NOT NULL,
  PRIMARY KEY (tenant_id, cycle_id, job_family)
);

-- `target_worked` of `target_full` days is what targets were prorated by; null of sheets issued before it was kept.
-- `came_in`: the day its owner came into a cycle that was running; null for all others.
ALTER TABLE goal_sheet ADD COLUMN template_id uuid, ADD COLUMN template_version bigint, ADD COLUMN target_worked int,
  ADD COLUMN target_full int, ADD COLUMN came_in date, ADD COLUMN left_on date, ADD COLUMN changed_at timestamptz, ADD COLUMN changed_reason text;
CREATE INDEX goal_sheet_leavers ON goal_sheet (tenant_id, cycle_id) WHERE left_on IS NOT NULL;
-- What the sheet was given: whatever differs was set by a person.
ALTER TABLE goal ADD COLUMN issued_target numeric, ADD COLUMN issued_weight numeric;

CREATE TABLE cycle_change (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  cycle_id uuid NOT NULL,
  no int NOT NULL,
  version bigint NOT NULL,
  at timestamptz NOT NULL,
  by_id text,
  reason text NOT NULL,
  change jsonb NOT NULL,
  override_adjusted boolean NOT NULL,
  fingerprint text NOT NULL,
  counts jsonb NOT NULL,
  moved jsonb NOT NULL,
  PRIMARY KEY (tenant_id, id),
  UNIQUE (tenant_id, cycle_id, no)
);
CREATE TABLE cycle_change_row (
  tenant_id uuid NOT NULL,
  change_id uuid NOT NULL,
  sheet_id uuid NOT NULL,
  row jsonb NOT NULL,
  PRIMARY KEY (tenant_id, change_id, sheet_id)
);
SELECT protect('cycle_template');
SELECT protect_append_only('cycle_change');
SELECT protect_append_only('cycle_change_row');

-- Cycles that are under way when this comes: their sheets count as issued from what their template is now.
INSERT INTO cycle_template (tenant_id, cycle_id, job_family, template_id, version)
SELECT c.tenant_id, c.id, t.job_family, t.id, t.version FROM cycle c
JOIN (SELECT DISTINCT ON (tenant_id, job_family) tenant_id, job_family, id, version FROM goal_template
  ORDER BY tenant_id, job_family, code <> job_family, created_at, code) t ON t.tenant_id = c.tenant_id
WHERE c.state IN ('scheduled', 'running', 'paused')
  AND EXISTS (SELECT 1 FROM goal_sheet s WHERE s.tenant_id = c.tenant_id AND s.cycle_id = c.id);
UPDATE goal_sheet s SET template_id = t.template_id, template_version = t.version
FROM cycle_template t, org_person p
WHERE t.tenant_id = s.tenant_id AND t.cycle_id = s.cycle_id AND p.tenant_id = s.tenant_id AND p.id = s.person_id
  AND p.job_family = t.job_family;
UPDATE goal g SET issued_target = g.target, issued_weight = g.weight
FROM goal_sheet s, cycle c
WHERE s.tenant_id = g.tenant_id AND s.id = g.sheet_id AND c.tenant_id = s.tenant_id AND c.id = s.cycle_id
  AND c.state IN ('scheduled', 'running', 'paused');
