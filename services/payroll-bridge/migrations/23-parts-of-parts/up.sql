-- Of a part of a held line that was given up: what of it went on before, and so does not come back to the line above.
ALTER TABLE bonus_line ADD COLUMN went_on_minor bigint,
  ADD CONSTRAINT bonus_line_went_on CHECK (
    went_on_minor IS NULL OR releases IS NOT NULL AND state = 'reversed' AND went_on_minor BETWEEN 0 AND amount_minor);

-- What of a held line is on other lists, or went on by them.
CREATE FUNCTION bonus_line_gone_on(line uuid) RETURNS bigint LANGUAGE sql STABLE AS $$
  SELECT COALESCE(sum(CASE WHEN n.active THEN n.amount_minor ELSE COALESCE(n.went_on_minor, 0) END), 0)::bigint
  FROM bonus_line n WHERE n.releases = line
$$;
-- What of a held line corrections took off when it was asked for: it goes on no more.
CREATE FUNCTION bonus_line_taken_off(line uuid) RETURNS bigint LANGUAGE sql STABLE AS $$
  SELECT COALESCE(sum(e.minor), 0)::bigint FROM ledger_txn t
  JOIN ledger_entry e ON e.txn_id = t.id AND e.account = 'held-payable'
  WHERE t.line_id = line AND t.cause = 'held-down'
$$;
REVOKE ALL ON FUNCTION bonus_line_gone_on(uuid), bonus_line_taken_off(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION bonus_line_gone_on(uuid), bonus_line_taken_off(uuid) TO goalbeat_payroll;

CREATE FUNCTION bonus_line_went_on() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.state = 'held' AND NEW.state = 'reversed' AND NEW.releases IS NOT NULL THEN
    NEW.went_on_minor := bonus_line_gone_on(NEW.id) + bonus_line_taken_off(NEW.id);
    IF EXISTS (SELECT FROM bonus_line n WHERE n.releases = NEW.id AND n.active AND NOT n.handed_over
        AND (n.state <> 'held' OR n.amount_minor > bonus_line_gone_on(n.id) + bonus_line_taken_off(n.id))) THEN
      RAISE EXCEPTION 'a part is given up once what went on of it is handed over' USING ERRCODE = 'check_violation';
    END IF;
  ELSIF OLD.went_on_minor IS DISTINCT FROM NEW.went_on_minor THEN
    RAISE EXCEPTION 'what went on of a part is written when its rest is given up' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER bonus_line_went_on BEFORE UPDATE OF state, went_on_minor ON bonus_line
  FOR EACH ROW EXECUTE FUNCTION bonus_line_went_on();

-- As before; besides, what came back of a part that was given up may go on again, and what corrections took off may not.
CREATE OR REPLACE FUNCTION bonus_line_claim() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  before bonus_line;
BEGIN
  IF NEW.replaces IS NOT NULL THEN
    NEW.cause := 'signed-again';
    SELECT l.* INTO before FROM payout p JOIN bonus_line l ON l.id = p.line_id WHERE p.id = NEW.replaces;
  ELSIF NEW.releases IS NOT NULL THEN
    -- Two parts at once would each see the whole.
    PERFORM FROM bonus_line WHERE id = NEW.releases FOR UPDATE;
    SELECT l.* INTO before FROM bonus_line l JOIN bonus_list b ON b.id = l.list_id
    WHERE l.id = NEW.releases AND l.state = 'held' AND b.state IN ('signed', 'handed-over', 'settled');
    IF bonus_line_gone_on(NEW.releases) + bonus_line_taken_off(NEW.releases) + NEW.amount_minor > before.amount_minor THEN
      RAISE EXCEPTION 'no more of a held line goes on than is held' USING ERRCODE = 'check_violation';
    END IF;
  ELSIF NEW.cause = 'delta-up' THEN
    SELECT l.* INTO before FROM bonus_line l WHERE l.id = NEW.claim_id;
  ELSE
    NEW.claim_id := NEW.id;
    RETURN NEW;
  END IF;
  IF before.id IS NULL OR before.person_id <> NEW.person_id OR before.currency <> NEW.currency THEN
    RAISE EXCEPTION 'a line continues the money of the same person' USING ERRCODE = 'check_violation';
  END IF;
  NEW.claim_id := before.claim_id;
  RETURN NEW;
END
$$;

