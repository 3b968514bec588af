-- A publication that finance refused is taken again once it is amended: by another correction.
DROP INDEX correction_batch;
CREATE INDEX correction_batch ON correction (batch_id) WHERE batch_id IS NOT NULL;

-- As before, but that what finance refused, for some at least, is open again, or was overtaken meanwhile.
CREATE OR REPLACE FUNCTION republication_course() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (OLD.batch_id, OLD.tenant_id, OLD.cycle_id, OLD.no, OLD.after_corrections, OLD.at) IS DISTINCT FROM
     (NEW.batch_id, NEW.tenant_id, NEW.cycle_id, NEW.no, NEW.after_corrections, NEW.at)
     OR OLD.state <> NEW.state AND (OLD.state, NEW.state) NOT IN (
       ('waiting', 'used'), ('waiting', 'overtaken'), ('open', 'corrected'), ('open', 'overtaken'), ('unchanged', 'corrected'))
     AND NOT (OLD.state = 'corrected' AND NEW.state IN ('open', 'overtaken') AND EXISTS (
       SELECT FROM correction_line d JOIN bonus_line l ON l.id = d.line_id JOIN bonus_list b ON b.id = l.list_id
       WHERE d.correction_id = OLD.correction_id AND b.state = 'cancelled')) THEN
    RAISE EXCEPTION 'a publication that is % does not become %', OLD.state, NEW.state USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END
$$;
