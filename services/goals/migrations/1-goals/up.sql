-- Templates: the head row is the latest version, older ones stay readable.
CREATE TABLE goal_template (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  code text NOT NULL,
  name text NOT NULL,
  job_family text NOT NULL,
  goals jsonb NOT NULL,
  version bigint NOT NULL,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, id),
  UNIQUE (tenant_id, code)
);
CREATE INDEX goal_template_family ON goal_template (tenant_id, job_family);
CREATE TABLE goal_template_version (
  tenant_id uuid NOT NULL,
  template_id uuid NOT NULL,
  version bigint NOT NULL,
  name text NOT NULL,
  job_family text NOT NULL,
  goals jsonb NOT NULL,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, template_id, version)
);

-- Definitions: `version` and `state` are those of the latest; cycles open with `active_version` and keep it.
CREATE TABLE cycle_definition (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  code text NOT NULL,
  version bigint NOT NULL,
  state text NOT NULL CHECK (state IN ('draft', 'active', 'retired')),
  active_version bigint,
  updated_at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, id),
  UNIQUE (tenant_id, code)
);
CREATE TABLE cycle_definition_version (
  tenant_id uuid NOT NULL,
  definition_id uuid NOT NULL,
  version bigint NOT NULL,
  data jsonb NOT NULL,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, definition_id, version)
);

-- `version` is the control version that people and the workflow act on; `revision` also counts steps done, for events.
CREATE TABLE cycle (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  definition_id uuid NOT NULL,
  definition_version bigint NOT NULL,
  period text NOT NULL,
  run int NOT NULL,
  state text NOT NULL CHECK (state IN ('scheduled', 'running', 'paused', 'closed', 'cancelled', 'skipped')),
  version bigint NOT NULL,
  revision bigint NOT NULL,
  skip_reason text,
  opened_at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, id),
  UNIQUE (tenant_id, definition_id, period, run)
);
-- Whatever restarts: one living cycle a definition and period.
CREATE UNIQUE INDEX cycle_living ON cycle (tenant_id, definition_id, period) WHERE state <> 'cancelled';
CREATE TABLE cycle_step (
  tenant_id uuid NOT NULL,
  cycle_id uuid NOT NULL,
  position int NOT NULL,
  step text NOT NULL,
  at timestamptz NOT NULL,
  planned timestamptz NOT NULL,
  moved text,
  provisional boolean NOT NULL,
  done_at timestamptz,
  counts jsonb,
  PRIMARY KEY (tenant_id, cycle_id, step)
);
CREATE TABLE cycle_skipped_person (
  tenant_id uuid NOT NULL,
  cycle_id uuid NOT NULL,
  person_id uuid NOT NULL,
  reason text NOT NULL,
  PRIMARY KEY (tenant_id, cycle_id, person_id)
);

CREATE TABLE goal_sheet (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  cycle_id uuid NOT NULL,
  person_id uuid NOT NULL,
  unit_id uuid NOT NULL,
  grade text NOT NULL,
  state text NOT NULL CHECK (state IN ('issued', 'plan-submitted', 'plan-returned', 'planned', 'report-submitted',
    'report-returned', 'confirmed', 'unreported', 'cancelled')),
  version bigint NOT NULL,
  -- An exact fraction such as 3/4.
  completion text NOT NULL DEFAULT '0/1',
  worked_days int NOT NULL,
  full_days int NOT NULL,
  approval_id uuid,
  -- Goals as they were last submitted, and as they were when last returned: what a resubmission is compared with.
  submitted jsonb,
  returned jsonb,
  issued_at timestamptz NOT NULL,
  planned_at timestamptz,
  planned_by text CHECK (planned_by IN ('approval', 'deadline')),
  reported_at timestamptz,
  closed_at timestamptz,
  closed_by text CHECK (closed_by IN ('approval', 'deadline')),
  PRIMARY KEY (tenant_id, id),
  -- Exactly one a person and period.
  UNIQUE (tenant_id, cycle_id, person_id)
);
CREATE INDEX goal_sheet_state ON goal_sheet (tenant_id, cycle_id, state, id);
CREATE INDEX goal_sheet_person ON goal_sheet (tenant_id, person_id);
CREATE INDEX goal_sheet_unit ON goal_sheet (tenant_id, unit_id);
CREATE TABLE goal (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  sheet_id uuid NOT NULL,
  position int NOT NULL,
  code text NOT NULL,
  title text NOT NULL,
  type text NOT NULL,
  direction text NOT NULL CHECK (direction IN ('higher', 'lower')),
  target numeric NOT NULL,
  baseline numeric,
  unit text NOT NULL,
  weight numeric NOT NULL CHECK (weight >= 0),
  group_code text NOT NULL,
  evidence_required boolean NOT NULL,
  actual numeric,
  outcome text CHECK (outcome IN ('done', 'not-done', 'partly')),
  comment text,
  attainment text NOT NULL DEFAULT '0/1',
  returned_reason text,
  PRIMARY KEY (tenant_id, id)
);
CREATE INDEX goal_sheet_goals ON goal (tenant_id, sheet_id, position);
CREATE TABLE sheet_feedback (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  sheet_id uuid NOT NULL,
  at timestamptz NOT NULL,
  by_person_id uuid NOT NULL,
  text text NOT NULL,
  PRIMARY KEY (tenant_id, id)
);
CREATE INDEX sheet_feedback_sheet ON sheet_feedback (tenant_id, sheet_id, at);

CREATE TABLE evidence (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  sheet_id uuid NOT NULL,
  goal_id uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('file', 'link')),
  name text NOT NULL,
  media_type text,
  bytes bigint,
  sha256 text,
  uploaded_at timestamptz NOT NULL,
  uploaded_by uuid,
  frozen boolean NOT NULL DEFAULT false,
  PRIMARY KEY (tenant_id, id),
  CHECK (kind <> 'file' OR (sha256 IS NOT NULL AND bytes IS NOT NULL AND media_type IS NOT NULL))
);
CREATE INDEX evidence_goal ON evidence (tenant_id, goal_id);
CREATE INDEX evidence_sheet ON evidence (tenant_id, sheet_id);
-- What a confirmed amount rests on is not to be replaced, not even by a mistake of ours.
CREATE FUNCTION keep_frozen_evidence() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'evidence % is frozen', OLD.id USING ERRCODE = 'restrict_violation';
END
$$;
CREATE TRIGGER evidence_frozen BEFORE UPDATE OR DELETE ON evidence
  FOR EACH ROW WHEN (OLD.frozen) EXECUTE FUNCTION keep_frozen_evidence();

-- The results of a cycle as they were handed to appraisal: fixed once.
CREATE TABLE result_batch (
  tenant_id uuid NOT NULL,
  cycle_id uuid NOT NULL,
  id uuid NOT NULL,
  count int NOT NULL,
  checksum text NOT NULL,
  pages int NOT NULL,
  pages_sent int NOT NULL,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, cycle_id)
);

-- How far appraisal and payroll have come, from their events.
CREATE TABLE cycle_progress (
  tenant_id uuid NOT NULL,
  cycle_id uuid NOT NULL,
  source text NOT NULL CHECK (source IN ('scoring', 'payout')),
  run_id uuid NOT NULL,
  version bigint NOT NULL,
  scored int NOT NULL,
  signed int NOT NULL,
  paid int NOT NULL,
  PRIMARY KEY (tenant_id, cycle_id, source, run_id)
);

SELECT protect('goal_template');
SELECT protect('goal_template_version');
SELECT protect('cycle_definition');
SELECT protect('cycle_definition_version');
SELECT protect('cycle');
SELECT protect('cycle_step');
SELECT protect('cycle_skipped_person');
SELECT protect('goal_sheet');
SELECT protect('goal');
SELECT protect('sheet_feedback');
SELECT protect('evidence');
SELECT protect('result_batch');
SELECT protect('cycle_progress');
