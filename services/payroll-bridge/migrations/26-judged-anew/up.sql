-- How many corrections the cycle had when the publication was judged: it stands for those, also where it changed nobody's money, and later ones
-- build on it.
ALTER TABLE republication ADD COLUMN after_corrections int NOT NULL DEFAULT 0 CHECK (after_corrections >= 0);
UPDATE republication r SET after_corrections = (SELECT count(*) FROM correction c
  WHERE c.tenant_id = r.tenant_id AND c.cycle_id = r.cycle_id AND c.at <= r.at AND c.id IS DISTINCT FROM r.correction_id);

-- As before, but that what changed nobody's money may be taken by another plan.
CREATE OR REPLACE FUNCTION republication_course() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (OLD.batch_id, OLD.tenant_id, OLD.cycle_id, OLD.no, OLD.after_corrections, OLD.at) IS DISTINCT FROM
     (NEW.batch_id, NEW.tenant_id, NEW.cycle_id, NEW.no, NEW.after_corrections, NEW.at)
     OR OLD.state <> NEW.state AND (OLD.state, NEW.state) NOT IN (
       ('waiting', 'used'), ('waiting', 'overtaken'), ('open', 'corrected'), ('open', 'overtaken'), ('unchanged', 'corrected')) THEN
    RAISE EXCEPTION 'a publication that is % does not become %', OLD.state, NEW.state USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END
$$;
