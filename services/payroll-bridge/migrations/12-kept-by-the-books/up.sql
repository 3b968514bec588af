-- A rejected payout is paid again by a line of its own (`replaces`): no line is ever paid twice.
CREATE OR REPLACE FUNCTION payout_of_signed_line() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.attempt <> 1 THEN
    RAISE EXCEPTION 'a line is paid once' USING ERRCODE = 'check_violation';
  END IF;
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

-- What a payout's end says is in the books when it commits.
CREATE FUNCTION payout_end_posted() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM ledger_txn WHERE tenant_id = NEW.tenant_id AND cause = NEW.state AND ref_id = NEW.id) THEN
    RAISE EXCEPTION 'a payout is % with its posting', NEW.state USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END
$$;
CREATE CONSTRAINT TRIGGER payout_end_posted AFTER UPDATE OF state ON payout DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW WHEN (OLD.state <> NEW.state AND NEW.state IN ('paid', 'rejected')) EXECUTE FUNCTION payout_end_posted();

-- A run is what it was made as; it goes on to money only from its signed lists, step by step.
CREATE FUNCTION payout_run_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (OLD.id, OLD.tenant_id, OLD.kind, OLD.cycle_id, OLD.period, OLD.currency, OLD.plan_code, OLD.plan_version, OLD.batch_id, OLD.chain,
      OLD.final_decider, OLD.reason, OLD.created_at) IS DISTINCT FROM
     (NEW.id, NEW.tenant_id, NEW.kind, NEW.cycle_id, NEW.period, NEW.currency, NEW.plan_code, NEW.plan_version, NEW.batch_id, NEW.chain,
      NEW.final_decider, NEW.reason, NEW.created_at) THEN
    RAISE EXCEPTION 'who signs a run and what it pays for never changes' USING ERRCODE = 'check_violation';
  END IF;
  IF OLD.state = NEW.state THEN
    RETURN NEW;
  END IF;
  IF NEW.state IN ('signed', 'posted', 'handing-over', 'awaiting-answers', 'settled') AND (OLD.state, NEW.state) NOT IN (
    ('draft', 'signed'), ('in-approval', 'signed'), ('returned', 'signed'), ('signed', 'posted'), ('posted', 'handing-over'),
    ('posted', 'awaiting-answers'), ('handing-over', 'awaiting-answers'), ('awaiting-answers', 'settled')
  ) THEN
    RAISE EXCEPTION 'a run that is % does not become %', OLD.state, NEW.state USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.state = 'signed' AND (
    NOT EXISTS (SELECT FROM bonus_list WHERE run_id = NEW.id AND state = 'signed')
    OR EXISTS (SELECT FROM bonus_list WHERE run_id = NEW.id AND state NOT IN ('signed', 'cancelled'))
  ) THEN
    RAISE EXCEPTION 'a run is signed with its lists' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER payout_run_kept BEFORE UPDATE ON payout_run FOR EACH ROW EXECUTE FUNCTION payout_run_kept();

-- As before; besides, the two who release are people of the company who may, one of them a finance lead.
CREATE OR REPLACE FUNCTION payout_stop_course() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.release_asked_by IS NOT NULL OR NEW.released_by IS NOT NULL THEN
      RAISE EXCEPTION 'a stop begins as one' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
  END IF;
  IF (OLD.id, OLD.tenant_id, OLD.kind, OLD.reason, OLD.set_at, OLD.set_by, OLD.in_flight, OLD.witness) IS DISTINCT FROM
     (NEW.id, NEW.tenant_id, NEW.kind, NEW.reason, NEW.set_at, NEW.set_by, NEW.in_flight, NEW.witness)
     OR OLD.released_by IS NOT NULL THEN
    RAISE EXCEPTION 'a stop stays what it was' USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.released_by IS NOT NULL THEN
    IF OLD.release_asked_by IS NULL
       OR (OLD.release_asked_by, OLD.release_asked_at, OLD.release_reason) IS DISTINCT FROM
          (NEW.release_asked_by, NEW.release_asked_at, NEW.release_reason) THEN
      RAISE EXCEPTION 'a stop is released after somebody has asked for it' USING ERRCODE = 'check_violation';
    END IF;
    IF EXISTS (
      SELECT FROM (VALUES (NEW.release_asked_by), (NEW.released_by)) AS two(id)
      WHERE NOT EXISTS (SELECT FROM org_person p JOIN org_role r ON r.tenant_id = p.tenant_id AND r.person_id = p.id
        WHERE p.tenant_id = NEW.tenant_id AND p.id = two.id AND r.role IN ('hr-lead', 'finance-lead'))
    ) OR NOT EXISTS (SELECT FROM org_role r WHERE r.tenant_id = NEW.tenant_id AND r.role = 'finance-lead'
      AND r.person_id IN (NEW.release_asked_by, NEW.released_by)) THEN
      RAISE EXCEPTION 'a stop is released by two people who may, one of them a finance lead' USING ERRCODE = 'check_violation';
    END IF;
  END IF;
  RETURN NEW;
END
$$;

-- Five hundred amounts of which each fits may make a sum that does not.
ALTER TABLE payout_batch ALTER COLUMN sum_minor TYPE numeric(30, 0);
ALTER TABLE bonus_list ALTER COLUMN last_total_minor TYPE numeric(30, 0);
