-- Who brought an answer that payroll did not bring itself; null: payroll did, or it is from before this was kept.
ALTER TABLE payout_answer ADD COLUMN brought_by uuid;

-- What a person says payroll made of a payout counts as two have said it: a rejection, since it may be paid again then, and any answer about
-- what did not go by file. Never about their own pay, and nobody of HR.
CREATE FUNCTION payout_answer_by_two() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  owner uuid;
  went text;
  delivery text;
BEGIN
  SELECT p.person_id, m.way, m.state INTO owner, went, delivery
    FROM payout p LEFT JOIN hand_over_message m ON m.id = p.id WHERE p.id = NEW.payout_id AND p.tenant_id = NEW.tenant_id;
  IF owner = NEW.brought_by THEN
    RAISE EXCEPTION 'nobody says what payroll made of their own pay' USING ERRCODE = 'check_violation';
  END IF;
  -- What was given up is guarded where it is.
  IF NEW.result <> 'applied' OR NEW.outcome = 'rejected' AND delivery = 'given-up' THEN
    RETURN NEW;
  END IF;
  IF EXISTS (SELECT FROM org_role r WHERE r.tenant_id = NEW.tenant_id AND r.person_id = NEW.brought_by AND r.role IN ('hr-lead', 'hr-partner')) THEN
    RAISE EXCEPTION 'HR does not say what payroll has paid' USING ERRCODE = 'check_violation';
  END IF;
  IF went = 'csv' AND NEW.outcome <> 'rejected' THEN
    RETURN NEW;
  END IF;
  IF NOT EXISTS (
    SELECT FROM hand_over_change c WHERE c.tenant_id = NEW.tenant_id AND c.state = 'confirmed' AND c.decided_tx = pg_current_xact_id()
      AND c.decided_by = NEW.brought_by AND c.payout_ids @> ARRAY[NEW.payout_id]
      AND (c.kind = 'results' AND went = 'csv' OR c.kind = 'finding' AND c.wanted ->> 'finding' = 'payroll-' || NEW.outcome || '-it')
  ) THEN
    RAISE EXCEPTION 'what payroll is said to have made of it two people say' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER payout_answer_by_two BEFORE INSERT ON payout_answer
  FOR EACH ROW WHEN (NEW.brought_by IS NOT NULL) EXECUTE FUNCTION payout_answer_by_two();

-- A payout is answered by an answer.
CREATE FUNCTION payout_answered() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM payout_answer a WHERE a.tenant_id = NEW.tenant_id AND a.payout_id = NEW.id AND a.outcome = NEW.state
      -- What was rejected is paid by payroll's word that two have taken.
      AND (a.result = 'applied' OR OLD.state = 'rejected')) THEN
    RAISE EXCEPTION 'a payout is % with payroll''s answer', NEW.state USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END
$$;
CREATE CONSTRAINT TRIGGER payout_answered AFTER UPDATE OF state ON payout DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW WHEN (OLD.state <> NEW.state AND NEW.state IN ('accepted', 'paid', 'rejected')) EXECUTE FUNCTION payout_answered();

-- Beside what is final: what payroll may have is not taken back, and what it has taken is not handed over anew.
CREATE FUNCTION payout_path() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (OLD.state, NEW.state) NOT IN (
    ('requested', 'handed-over'), ('requested', 'accepted'), ('requested', 'paid'), ('requested', 'rejected'), ('requested', 'unknown'),
    ('requested', 'reversed'), ('handed-over', 'accepted'), ('handed-over', 'paid'), ('handed-over', 'rejected'), ('handed-over', 'unknown'),
    ('accepted', 'paid'), ('accepted', 'rejected'), ('accepted', 'unknown'), ('unknown', 'handed-over'), ('unknown', 'accepted'),
    ('unknown', 'paid'), ('unknown', 'rejected'), ('rejected', 'reversed'), ('rejected', 'paid')
  ) THEN
    RAISE EXCEPTION 'a payout that is % does not become %', OLD.state, NEW.state USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER payout_path BEFORE UPDATE OF state ON payout
  FOR EACH ROW WHEN (OLD.state <> NEW.state) EXECUTE FUNCTION payout_path();
