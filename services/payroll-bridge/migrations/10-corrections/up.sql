-- A score or a plan of a cycle was wrong: what it was mended to, and what each person's money is worth since.
CREATE TABLE correction (
  id uuid PRIMARY KEY,
  tenant_id uuid NOT NULL,
  cycle_id uuid NOT NULL,
  no int NOT NULL CHECK (no > 0),
  reason text NOT NULL,
  fingerprint text NOT NULL,
  plan_code text NOT NULL,
  plan_version bigint NOT NULL,
  -- Person, score, band and evidence: later corrections build on them.
  scores jsonb NOT NULL,
  by_id uuid NOT NULL,
  at timestamptz NOT NULL,
  UNIQUE (tenant_id, cycle_id, no)
);
CREATE TABLE correction_line (
  id uuid PRIMARY KEY,
  tenant_id uuid NOT NULL,
  correction_id uuid NOT NULL REFERENCES correction,
  claim_id uuid NOT NULL REFERENCES bonus_line,
  person_id uuid NOT NULL,
  currency text NOT NULL,
  accrued_minor bigint NOT NULL,
  worth_minor bigint NOT NULL CHECK (worth_minor >= 0),
  CHECK (accrued_minor <> worth_minor),
  UNIQUE (correction_id, claim_id)
);
CREATE INDEX correction_line_down ON correction_line (tenant_id, person_id, currency) WHERE worth_minor < accrued_minor;

-- What a line keeps back for an earlier claim of the same person that was paid too much. Written before its line, in its transaction.
CREATE TABLE set_off (
  id uuid PRIMARY KEY,
  tenant_id uuid NOT NULL,
  line_id uuid NOT NULL REFERENCES bonus_line DEFERRABLE INITIALLY DEFERRED,
  claim_id uuid NOT NULL REFERENCES bonus_line,
  minor bigint NOT NULL CHECK (minor > 0),
  UNIQUE (line_id, claim_id)
);
CREATE INDEX set_off_claim ON set_off (claim_id);

SELECT protect_append_only('correction');
SELECT protect_append_only('correction_line');
SELECT protect_append_only('set_off');
