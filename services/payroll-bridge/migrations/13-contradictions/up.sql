-- What payroll says of a payout against what we have: open until payroll takes it back, or people of finance have cleared it.
CREATE TABLE payout_contradiction (
  id uuid PRIMARY KEY,
  tenant_id uuid NOT NULL,
  version bigint NOT NULL DEFAULT 1,
  payout_id uuid NOT NULL REFERENCES payout,
  run_id uuid NOT NULL,
  -- What we had, and since when.
  ours text NOT NULL,
  ours_at timestamptz NOT NULL,
  said text NOT NULL CHECK (said IN ('accepted', 'paid', 'rejected')),
  -- By payroll's own clock.
  said_at timestamptz NOT NULL,
  -- As payroll wrote it, when it was another amount than ours; minor units where they are of our currency.
  said_amount text,
  said_currency text,
  said_minor numeric(30, 0),
  -- The answers that said so.
  answer_ids text[] NOT NULL,
  opened_at timestamptz NOT NULL,
  heard_at timestamptz NOT NULL,
  asked_by uuid,
  asked_at timestamptz,
  reason text,
  -- Closed by nobody: payroll took it back.
  closed_by uuid,
  closed_at timestamptz,
  CHECK ((said_amount IS NULL) = (said_currency IS NULL)),
  CHECK ((asked_by IS NULL) = (asked_at IS NULL)),
  CHECK (closed_by IS NULL OR closed_at IS NOT NULL AND reason <> ''),
  CONSTRAINT payout_contradiction_four_eyes CHECK (
    closed_by IS NULL OR NOT (ours = 'rejected' AND said = 'paid') OR asked_by IS NOT NULL AND asked_by <> closed_by
  )
);
-- The same said again, under another answer's id, is the same contradiction.
CREATE UNIQUE INDEX payout_contradiction_open ON payout_contradiction (payout_id, ours, said, said_amount, said_currency)
  NULLS NOT DISTINCT WHERE closed_at IS NULL;
CREATE INDEX payout_contradiction_of ON payout_contradiction (payout_id);
CREATE INDEX payout_contradiction_newest ON payout_contradiction (tenant_id, id);

SELECT protect('payout_contradiction');
DO $$
BEGIN
  EXECUTE format('REVOKE DELETE, TRUNCATE ON payout_contradiction FROM %I', 'goalbeat_' || current_schema());
END $$;

CREATE FUNCTION payout_contradiction_course() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.closed_at IS NOT NULL OR NEW.asked_by IS NOT NULL THEN
      RAISE EXCEPTION 'a contradiction begins open' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
  END IF;
  IF (OLD.id, OLD.tenant_id, OLD.payout_id, OLD.run_id, OLD.ours, OLD.ours_at, OLD.said, OLD.said_at, OLD.said_amount, OLD.said_currency,
      OLD.said_minor, OLD.opened_at) IS DISTINCT FROM
     (NEW.id, NEW.tenant_id, NEW.payout_id, NEW.run_id, NEW.ours, NEW.ours_at, NEW.said, NEW.said_at, NEW.said_amount, NEW.said_currency,
      NEW.said_minor, NEW.opened_at)
     OR OLD.closed_at IS NOT NULL OR NOT NEW.answer_ids @> OLD.answer_ids OR NEW.heard_at < OLD.heard_at THEN
    RAISE EXCEPTION 'what payroll said stays said' USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.closed_at IS NULL THEN
    RETURN NEW;
  END IF;
  IF NEW.closed_by IS NULL THEN
    IF NOT EXISTS (SELECT FROM payout_answer a WHERE a.tenant_id = NEW.tenant_id AND a.payout_id = NEW.payout_id
      AND a.result IN ('applied', 'repeated') AND (a.outcome <> 'accepted' OR NEW.said = 'accepted')
      -- At one instant "paid" counts: the money may have left.
      AND (a.received_at > OLD.heard_at OR a.received_at = OLD.heard_at AND NOT (OLD.ours = 'rejected' AND OLD.said = 'paid'))) THEN
      RAISE EXCEPTION 'payroll has not taken it back' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
  END IF;
  IF (OLD.asked_by, OLD.asked_at) IS DISTINCT FROM (NEW.asked_by, NEW.asked_at) THEN
    RAISE EXCEPTION 'who asked first has asked' USING ERRCODE = 'check_violation';
  END IF;
  IF EXISTS (
    SELECT FROM (SELECT NEW.closed_by AS id UNION SELECT NEW.asked_by WHERE NEW.asked_by IS NOT NULL) AS who
    WHERE NOT EXISTS (SELECT FROM org_role r WHERE r.tenant_id = NEW.tenant_id AND r.person_id = who.id
        AND r.role IN ('finance-lead', 'finance-reviewer'))
      OR EXISTS (SELECT FROM payout p WHERE p.id = NEW.payout_id AND p.person_id = who.id)
  ) OR NOT EXISTS (SELECT FROM org_role r WHERE r.tenant_id = NEW.tenant_id AND r.role = 'finance-lead'
      AND r.person_id IN (NEW.closed_by, NEW.asked_by)) THEN
    RAISE EXCEPTION 'a contradiction is cleared by people of finance, one of them a lead, and by nobody whose pay it is'
      USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER payout_contradiction_course BEFORE INSERT OR UPDATE ON payout_contradiction
  FOR EACH ROW EXECUTE FUNCTION payout_contradiction_course();

-- Letters that were nobody's and are a company's now.
ALTER TABLE dead_letter DROP CONSTRAINT dead_letter_state_check;
ALTER TABLE dead_letter ADD CONSTRAINT dead_letter_state_check CHECK (state IN ('open', 'replayed', 'set-aside', 'attributed'));

-- Who has webhooks to send, or questions about them to ask: ids only, the courier works on each within its tenant. In no order, so
-- that nobody who always has something due stands before everybody else.
DROP FUNCTION due_hand_overs();
CREATE FUNCTION due_hand_overs() RETURNS TABLE (tenant_id uuid, to_send boolean, to_ask boolean)
  LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path FROM CURRENT AS $$
  SELECT m.tenant_id, bool_or(m.state <> 'unclear'), bool_or(m.state = 'unclear') FROM hand_over_message m
  WHERE m.way = 'webhook' AND (m.state IN ('waiting', 'unclear') AND m.next_at <= now() OR m.state = 'in-flight' AND m.lease_until <= now())
  GROUP BY m.tenant_id ORDER BY random() LIMIT 500
$$;
REVOKE ALL ON FUNCTION due_hand_overs() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION due_hand_overs() TO goalbeat_payroll;
