-- How often a run's scores were published; 0: not yet.
ALTER TABLE scoring_run ADD COLUMN publication int NOT NULL DEFAULT 0 CHECK (publication >= 0);
UPDATE scoring_run SET publication = 1 WHERE state = 'published';
-- Of a sheet whose goals were corrected: what it comes to since; NULL: as goals published it.
ALTER TABLE score ADD COLUMN completion text;

CREATE TABLE publication (
  tenant_id uuid NOT NULL,
  -- The batch of scores, as everybody else names it.
  batch_id uuid NOT NULL,
  run_id uuid NOT NULL,
  no int NOT NULL CHECK (no > 0),
  count int NOT NULL,
  checksum text NOT NULL,
  rule_set text NOT NULL,
  rule_set_version int NOT NULL,
  -- Of those after the first: why, by whom, and how many scores it changed.
  reason text,
  by_id uuid,
  changed int,
  at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, batch_id),
  UNIQUE (tenant_id, run_id, no),
  CHECK ((no = 1) = (reason IS NULL))
);
INSERT INTO publication (tenant_id, batch_id, run_id, no, count, checksum, rule_set, rule_set_version, at)
SELECT tenant_id, publish_batch_id, id, 1, people, publish_checksum, rule_set, rule_set_version, now() FROM scoring_run
WHERE state = 'published' AND publish_batch_id IS NOT NULL;
SELECT protect_append_only('publication');

-- A goal's result was wrong after its scores were published; the last word counts.
CREATE TABLE goal_correction (
  tenant_id uuid NOT NULL,
  run_id uuid NOT NULL,
  no int NOT NULL CHECK (no > 1),
  sheet_id uuid NOT NULL,
  goal_id uuid NOT NULL,
  -- Exact fraction, such as '17/20'.
  attainment text NOT NULL,
  actual text,
  evidence text NOT NULL,
  PRIMARY KEY (tenant_id, run_id, no, sheet_id, goal_id)
);
SELECT protect_append_only('goal_correction');
