-- What the first of two asked for, and what the second confirmed: that payroll's word is taken, else ours.
ALTER TABLE payout_contradiction
  ADD COLUMN accepts boolean NOT NULL DEFAULT false,
  ADD CONSTRAINT payout_contradiction_accepted CHECK (
    NOT accepts OR asked_by IS NOT NULL AND ours = 'rejected' AND said = 'paid' AND said_amount IS NULL);
CREATE INDEX payout_contradiction_taken ON payout_contradiction (payout_id) WHERE accepts AND closed_by IS NOT NULL;

-- Beside its course: what two people decide is what the first of them asked for.
CREATE FUNCTION payout_contradiction_decided() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.closed_at IS NOT NULL AND NEW.accepts <> OLD.accepts THEN
    RAISE EXCEPTION 'another word was asked for than is taken' USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.accepts <> OLD.accepts AND NEW.asked_at IS NOT DISTINCT FROM OLD.asked_at AND NEW.asked_by IS NOT DISTINCT FROM OLD.asked_by THEN
    RAISE EXCEPTION 'who asked has asked for what they asked for' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER payout_contradiction_decided BEFORE UPDATE ON payout_contradiction
  FOR EACH ROW EXECUTE FUNCTION payout_contradiction_decided();

-- Payroll's word that is taken is in our books when it commits.
CREATE FUNCTION payout_contradiction_taken() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM payout WHERE id = NEW.payout_id AND state = 'paid') THEN
    RAISE EXCEPTION 'what payroll is believed to have paid is paid' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END
$$;
CREATE CONSTRAINT TRIGGER payout_contradiction_taken AFTER UPDATE ON payout_contradiction DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW WHEN (NEW.accepts AND NEW.closed_by IS NOT NULL) EXECUTE FUNCTION payout_contradiction_taken();

-- As before; besides, what was rejected stays so, unless two people have taken payroll's word that it was paid, and nothing pays it again.
CREATE OR REPLACE FUNCTION payout_final() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.state IN ('paid', 'reversed') AND NEW.state <> OLD.state THEN
    RAISE EXCEPTION 'a payout that is % stays so', OLD.state USING ERRCODE = 'check_violation';
  END IF;
  IF OLD.state = 'rejected' AND NEW.state NOT IN ('rejected', 'reversed') THEN
    IF NEW.state <> 'paid' OR NOT EXISTS (SELECT FROM payout_contradiction c WHERE c.tenant_id = NEW.tenant_id AND c.payout_id = NEW.id
        AND c.accepts AND c.closed_by IS NOT NULL) THEN
      RAISE EXCEPTION 'a payout that was rejected is paid by the word of two' USING ERRCODE = 'check_violation';
    END IF;
    IF EXISTS (SELECT FROM payout q WHERE q.replaces = NEW.id)
       OR EXISTS (SELECT FROM bonus_line l JOIN bonus_list b ON b.id = l.list_id WHERE l.replaces = NEW.id AND l.active
         AND l.state <> 'reversed' AND b.state IN ('signed', 'handed-over', 'settled')) THEN
      RAISE EXCEPTION 'a payout that is paid again is not paid' USING ERRCODE = 'check_violation';
    END IF;
  END IF;
  IF (OLD.amount_minor, OLD.currency, OLD.person_id, OLD.line_id) IS DISTINCT FROM
     (NEW.amount_minor, NEW.currency, NEW.person_id, NEW.line_id) THEN
    RAISE EXCEPTION 'what a payout pays to whom never changes' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END
$$;

-- As before; besides, the way from rejected to paid has a posting of its own.
CREATE OR REPLACE FUNCTION payout_end_posted() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM ledger_txn WHERE tenant_id = NEW.tenant_id AND cause = NEW.state AND ref_id = NEW.id)
     OR OLD.state = 'rejected'
       AND NOT EXISTS (SELECT FROM ledger_txn WHERE tenant_id = NEW.tenant_id AND cause = 'rejected-back' AND ref_id = NEW.id) THEN
    RAISE EXCEPTION 'a payout is % with its posting', NEW.state USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END
$$;

-- What is paid is paid again by nobody: looked at once more where it would leave.
CREATE FUNCTION payout_replaces_rejected() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM FROM payout WHERE id = NEW.replaces AND state = 'rejected' FOR SHARE;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'only a rejected payout is paid again' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER payout_replaces_rejected BEFORE INSERT ON payout
  FOR EACH ROW WHEN (NEW.replaces IS NOT NULL) EXECUTE FUNCTION payout_replaces_rejected();

-- As before; besides, a line follows its payout when that was paid after all.
CREATE OR REPLACE FUNCTION bonus_line_path() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  list bonus_list;
  signatures int;
BEGIN
  IF (OLD.state, NEW.state) IN (('signed', 'paid'), ('signed', 'rejected'), ('signed', 'reversed'), ('rejected', 'reversed')) THEN
    RETURN NEW;
  END IF;
  IF (OLD.state, NEW.state) = ('rejected', 'paid') AND EXISTS (SELECT FROM payout WHERE line_id = NEW.id AND state = 'paid') THEN
    RETURN NEW;
  END IF;
  SELECT * INTO list FROM bonus_list WHERE id = NEW.list_id;
  IF (OLD.state, NEW.state) IN (('ready', 'held'), ('held', 'ready')) AND list.state IN ('draft', 'returned')
     OR (OLD.state, NEW.state) = ('ready', 'signed') AND list.state = 'signed'
     OR (OLD.state, NEW.state) = ('held', 'reversed') AND list.state <> 'submitted' THEN
    RETURN NEW;
  END IF;
  IF list.state = 'submitted' AND (OLD.state, NEW.state) IN (('ready', 'held'), ('held', 'ready')) THEN
    PERFORM FROM approval WHERE id = list.approval_id FOR UPDATE;
    SELECT count(*) INTO signatures FROM approval_task WHERE approval_id = list.approval_id AND decision = 'approve';
    IF NEW.handled_by IS NOT NULL AND NEW.handled_by IS DISTINCT FROM list.maker_id AND (
      NEW.state = 'held' AND (NEW.held_round, NEW.held_signatures) = (list.round, signatures)
      OR NEW.state = 'ready' AND OLD.held_round = list.round AND signatures = 0
    ) THEN
      RETURN NEW;
    END IF;
  END IF;
  RAISE EXCEPTION 'a line that is % does not become % on a list that is %', OLD.state, NEW.state, list.state
    USING ERRCODE = 'check_violation';
END
$$;
