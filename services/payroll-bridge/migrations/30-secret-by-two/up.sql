-- Another secret than the one by which payroll knows us takes two people, as another address does.
ALTER TABLE hand_over_change DROP CONSTRAINT hand_over_change_kind_check;
ALTER TABLE hand_over_change ADD CONSTRAINT hand_over_change_kind_check CHECK (kind IN ('setting', 'address', 'finding', 'secret'));
CREATE UNIQUE INDEX hand_over_change_secret ON hand_over_change (tenant_id) WHERE kind = 'secret' AND state = 'open';

-- By what two have agreed on; null of the first one.
ALTER TABLE hand_over_secret
  ADD COLUMN change_id uuid REFERENCES hand_over_change,
  ADD COLUMN made_by uuid;

CREATE FUNCTION hand_over_secret_by_two() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.change_id IS NOT DISTINCT FROM OLD.change_id OR NOT EXISTS (
    SELECT FROM (SELECT c.id, c.asked_by FROM hand_over_change c WHERE c.tenant_id = NEW.tenant_id AND c.kind = 'secret' AND c.state = 'confirmed'
      ORDER BY c.decided_tx DESC LIMIT 1) AS last
    WHERE last.id = NEW.change_id AND last.asked_by = NEW.made_by
  ) THEN
    RAISE EXCEPTION 'what signs for us is changed by two people' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER hand_over_secret_by_two BEFORE UPDATE ON hand_over_secret
  FOR EACH ROW WHEN (NEW.sealed IS DISTINCT FROM OLD.sealed OR NEW.change_id IS DISTINCT FROM OLD.change_id)
  EXECUTE FUNCTION hand_over_secret_by_two();
