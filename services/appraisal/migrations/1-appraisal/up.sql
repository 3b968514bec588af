CREATE TABLE rule_set (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  code text NOT NULL,
  version int NOT NULL CHECK (version > 0),
  data jsonb NOT NULL,
  updated_at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, id, version),
  UNIQUE (tenant_id, code, version)
);
SELECT protect_append_only('rule_set');

-- What appraisal needs to know of a cycle; goals is its master.
CREATE TABLE cycle_fact (
  tenant_id uuid NOT NULL,
  cycle_id uuid NOT NULL,
  version bigint NOT NULL,
  period text NOT NULL,
  state text NOT NULL,
  chains jsonb NOT NULL,
  timeline jsonb NOT NULL,
  PRIMARY KEY (tenant_id, cycle_id)
);
SELECT protect('cycle_fact');

CREATE TABLE result_batch (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  cycle_id uuid NOT NULL,
  period text NOT NULL,
  count int NOT NULL,
  checksum text NOT NULL,
  rule_set text NOT NULL,
  pay_plan text NOT NULL,
  PRIMARY KEY (tenant_id, id)
);
SELECT protect('result_batch');

CREATE TABLE result_sheet (
  tenant_id uuid NOT NULL,
  batch_id uuid NOT NULL,
  sheet_id uuid NOT NULL,
  -- The row as goals published it: what the checksum is over, and the input of the score.
  result jsonb NOT NULL,
  PRIMARY KEY (tenant_id, batch_id, sheet_id)
);
SELECT protect_append_only('result_sheet');

CREATE TABLE scoring_run (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  cycle_id uuid NOT NULL,
  batch_id uuid NOT NULL,
  period text NOT NULL,
  rule_set text NOT NULL,
  rule_set_version int NOT NULL,
  pay_plan text NOT NULL,
  state text NOT NULL CHECK (state IN ('scoring', 'scored', 'in-approval', 'returned', 'approved', 'published')),
  people int NOT NULL,
  version int NOT NULL,
  approval_id uuid,
  publish_batch_id uuid,
  publish_checksum text,
  PRIMARY KEY (tenant_id, id),
  UNIQUE (tenant_id, cycle_id)
);
SELECT protect('scoring_run');

CREATE TABLE score (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  run_id uuid NOT NULL,
  cycle_id uuid NOT NULL,
  sheet_id uuid NOT NULL,
  person_id uuid NOT NULL,
  unit_id uuid NOT NULL,
  -- Exact fractions, such as '3/2'; the shown values are rounded from them.
  score text NOT NULL,
  score_text numeric(12, 2) NOT NULL,
  band text NOT NULL,
  lines jsonb NOT NULL,
  rank_in_unit int NOT NULL,
  PRIMARY KEY (tenant_id, id),
  UNIQUE (tenant_id, run_id, sheet_id)
);
CREATE INDEX score_by_person ON score (tenant_id, person_id);
CREATE INDEX score_by_cycle ON score (tenant_id, cycle_id, id);
SELECT protect('score');
