-- A cycle's scores are published again when they were wrong: whole, under a number of its own.
ALTER TABLE score_batch ADD COLUMN publication int NOT NULL DEFAULT 1 CHECK (publication > 0), ADD COLUMN reason text;
-- The publication a correction took over, if it did not name scores itself; each is taken once.
ALTER TABLE correction ADD COLUMN batch_id uuid REFERENCES score_batch;
CREATE UNIQUE INDEX correction_batch ON correction (batch_id) WHERE batch_id IS NOT NULL;

CREATE TABLE republication (
  batch_id uuid PRIMARY KEY REFERENCES score_batch,
  tenant_id uuid NOT NULL,
  cycle_id uuid NOT NULL,
  no int NOT NULL CHECK (no > 1),
  state text NOT NULL CHECK (state IN ('waiting', 'used', 'unchanged', 'open', 'corrected', 'overtaken', 'contradicting')),
  -- Whose money it changes, as it was looked at when it arrived; NULL where nothing was reckoned.
  counts jsonb,
  correction_id uuid REFERENCES correction,
  at timestamptz NOT NULL,
  CHECK ((state = 'corrected') = (correction_id IS NOT NULL))
);
CREATE UNIQUE INDEX republication_no ON republication (tenant_id, cycle_id, no) WHERE state <> 'contradicting';
CREATE INDEX republication_newest ON republication (tenant_id, batch_id);
SELECT protect('republication');

-- What was decided about a publication stays so: money went by it, or by a later one.
CREATE FUNCTION republication_course() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (OLD.batch_id, OLD.tenant_id, OLD.cycle_id, OLD.no, OLD.at) IS DISTINCT FROM
     (NEW.batch_id, NEW.tenant_id, NEW.cycle_id, NEW.no, NEW.at)
     OR OLD.state <> NEW.state AND (OLD.state, NEW.state) NOT IN (
       ('waiting', 'used'), ('waiting', 'overtaken'), ('open', 'corrected'), ('open', 'overtaken')) THEN
    RAISE EXCEPTION 'a publication that is % does not become %', OLD.state, NEW.state USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER republication_course BEFORE UPDATE ON republication FOR EACH ROW EXECUTE FUNCTION republication_course();
DO $$
BEGIN
  EXECUTE format('REVOKE DELETE, TRUNCATE ON republication FROM %I', 'goalbeat_' || current_schema());
END $$;
