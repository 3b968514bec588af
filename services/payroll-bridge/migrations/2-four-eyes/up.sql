CREATE OR REPLACE FUNCTION bonus_list_four_eyes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.state = 'signed' AND (NEW.signed_by IS NULL OR NEW.maker_id IS NULL OR NEW.signed_by = NEW.maker_id
     OR EXISTS (SELECT 1 FROM bonus_line l WHERE l.list_id = NEW.id AND l.person_id = NEW.signed_by)) THEN
    RAISE EXCEPTION 'a list is signed by somebody else than its maker and its people' USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.state = 'signed' AND NOT EXISTS (
    SELECT 1 FROM approval a JOIN approval_task t ON t.approval_id = a.id
    WHERE a.id = NEW.approval_id AND a.subject_kind = 'bonus-list' AND a.subject_id = NEW.id::text AND a.state = 'approved'
      AND t.decision = 'approve' AND t.decided_by = NEW.signed_by
  ) THEN
    RAISE EXCEPTION 'a list is signed by whoever approved it' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END
$$;

CREATE FUNCTION bonus_list_path() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.state <> 'draft' OR NEW.maker_id IS NOT NULL OR NEW.signed_by IS NOT NULL OR NEW.approval_id IS NOT NULL THEN
      RAISE EXCEPTION 'a list begins as a draft' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
  END IF;
  IF OLD.state <> NEW.state AND (OLD.state, NEW.state) NOT IN (
    ('draft', 'submitted'), ('draft', 'cancelled'), ('submitted', 'returned'), ('submitted', 'signed'), ('submitted', 'cancelled'),
    ('returned', 'submitted'), ('returned', 'cancelled'), ('signed', 'handed-over'), ('handed-over', 'settled')
  ) THEN
    RAISE EXCEPTION 'a list that is % does not become %', OLD.state, NEW.state USING ERRCODE = 'check_violation';
  END IF;
  IF (OLD.maker_id, OLD.hash, OLD.approval_id, OLD.round) IS DISTINCT FROM (NEW.maker_id, NEW.hash, NEW.approval_id, NEW.round)
     AND NOT (OLD.state IN ('draft', 'returned') AND NEW.state = 'submitted') THEN
    RAISE EXCEPTION 'who made a list and what was submitted never changes' USING ERRCODE = 'check_violation';
  END IF;
  IF (OLD.signed_by, OLD.signed_at) IS DISTINCT FROM (NEW.signed_by, NEW.signed_at)
     AND NOT (OLD.state = 'submitted' AND NEW.state = 'signed') THEN
    RAISE EXCEPTION 'a signature is given once' USING ERRCODE = 'check_violation';
  END IF;
  IF (OLD.run_id, OLD.part) IS DISTINCT FROM (NEW.run_id, NEW.part) THEN
    RAISE EXCEPTION 'a list stays in its run' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER bonus_list_path BEFORE INSERT OR UPDATE ON bonus_list FOR EACH ROW EXECUTE FUNCTION bonus_list_path();

CREATE FUNCTION bonus_line_of_open_list() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  list_state text;
BEGIN
  -- Waits for a signature under way, and then sees it.
  SELECT state INTO list_state FROM bonus_list WHERE id = NEW.list_id FOR SHARE;
  IF list_state IS NULL OR list_state NOT IN ('draft', 'returned') OR NEW.state NOT IN ('ready', 'held') OR NEW.handed_over THEN
    RAISE EXCEPTION 'no line comes to a list that is %', list_state USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER bonus_line_of_open_list BEFORE INSERT ON bonus_line FOR EACH ROW EXECUTE FUNCTION bonus_line_of_open_list();

CREATE FUNCTION bonus_line_path() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  list_state text;
BEGIN
  IF (OLD.state, NEW.state) IN (('signed', 'paid'), ('signed', 'rejected'), ('signed', 'reversed'), ('rejected', 'reversed')) THEN
    RETURN NEW;
  END IF;
  SELECT state INTO list_state FROM bonus_list WHERE id = NEW.list_id;
  IF (OLD.state, NEW.state) IN (('ready', 'held'), ('held', 'ready')) AND list_state IN ('draft', 'returned')
     OR (OLD.state, NEW.state) = ('ready', 'signed') AND list_state = 'signed'
     OR (OLD.state, NEW.state) = ('held', 'reversed') THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'a line that is % does not become % on a list that is %', OLD.state, NEW.state, list_state
    USING ERRCODE = 'check_violation';
END
$$;
CREATE TRIGGER bonus_line_path BEFORE UPDATE OF state ON bonus_line
  FOR EACH ROW WHEN (OLD.state <> NEW.state) EXECUTE FUNCTION bonus_line_path();

CREATE FUNCTION payout_of_signed_line() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.state <> 'requested' OR NOT EXISTS (
    SELECT 1 FROM bonus_line l JOIN bonus_list b ON b.id = l.list_id
    WHERE l.id = NEW.line_id AND l.state = 'signed' AND b.state = 'signed' AND l.run_id = NEW.run_id
      AND l.person_id = NEW.person_id AND l.currency = NEW.currency AND l.amount_minor = NEW.amount_minor
  ) THEN
    RAISE EXCEPTION 'a payout pays what a signed line says' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER payout_of_signed_line BEFORE INSERT ON payout FOR EACH ROW EXECUTE FUNCTION payout_of_signed_line();

DO $$
DECLARE
  one text;
BEGIN
  FOREACH one IN ARRAY ARRAY['pay_plan', 'pay_plan_version', 'cycle_copy', 'score_batch', 'score', 'payout_run', 'bonus_list',
    'bonus_line', 'payout_batch', 'payout', 'payout_answer', 'ledger_txn', 'ledger_entry'] LOOP
    EXECUTE format('REVOKE DELETE, TRUNCATE ON %I FROM %I', one, 'goalbeat_' || current_schema());
  END LOOP;
END $$;
