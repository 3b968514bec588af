-- Everything of a line but its own course (state, handed over, active, version) stands once its list is submitted, and no
-- line moves to such a list: the list it leaves and the list it comes to must both be open.
CREATE OR REPLACE FUNCTION bonus_line_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (OLD.id, OLD.tenant_id, OLD.run_id, OLD.list_id, OLD.person_id, OLD.person_number, OLD.person_name, OLD.unit_id, OLD.unit_path,
      OLD.period, OLD.currency, OLD.amount_minor, OLD.computed_minor, OLD.last_minor, OLD.band, OLD.score, OLD.score_id,
      OLD.explain, OLD.held_reason, OLD.replaces) IS NOT DISTINCT FROM
     (NEW.id, NEW.tenant_id, NEW.run_id, NEW.list_id, NEW.person_id, NEW.person_number, NEW.person_name, NEW.unit_id, NEW.unit_path,
      NEW.period, NEW.currency, NEW.amount_minor, NEW.computed_minor, NEW.last_minor, NEW.band, NEW.score, NEW.score_id,
      NEW.explain, NEW.held_reason, NEW.replaces) THEN
    RETURN NEW;
  END IF;
  -- Waits for a submission or signature under way, and then sees it.
  PERFORM FROM bonus_list WHERE id IN (OLD.list_id, NEW.list_id) ORDER BY id FOR SHARE;
  IF NOT EXISTS (SELECT FROM bonus_list WHERE id = OLD.list_id AND state IN ('draft', 'returned'))
     OR NOT EXISTS (SELECT FROM bonus_list WHERE id = NEW.list_id AND run_id = NEW.run_id AND state IN ('draft', 'returned')) THEN
    RAISE EXCEPTION 'a submitted list cannot change' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END
$$;
DROP TRIGGER bonus_line_frozen ON bonus_line;
CREATE TRIGGER bonus_line_frozen BEFORE UPDATE OF id, tenant_id, run_id, list_id, person_id, person_number, person_name, unit_id,
  unit_path, period, currency, amount_minor, computed_minor, last_minor, band, score, score_id, explain, held_reason, replaces
  ON bonus_line FOR EACH ROW EXECUTE FUNCTION bonus_line_frozen();

-- A line comes to life once: what was handed over stays so, and a replacement that was given up is not taken up again.
CREATE FUNCTION bonus_line_course() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.handed_over AND NOT NEW.handed_over OR NEW.active AND NOT OLD.active THEN
    RAISE EXCEPTION 'a line goes its way once' USING ERRCODE = 'check_violation';
  END IF;
  IF OLD.active AND NOT NEW.active AND NEW.state <> 'reversed'
     AND NOT EXISTS (SELECT FROM bonus_list WHERE id = NEW.list_id AND state = 'cancelled') THEN
    RAISE EXCEPTION 'a line is given up with its list' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER bonus_line_course BEFORE UPDATE OF handed_over, active ON bonus_line
  FOR EACH ROW WHEN (OLD.handed_over <> NEW.handed_over OR OLD.active <> NEW.active) EXECUTE FUNCTION bonus_line_course();
