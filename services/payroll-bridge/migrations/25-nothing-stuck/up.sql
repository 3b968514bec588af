-- A list on which nobody is paid anything holds nobody's pay back, so it stays such a list once the others of its run are signed.
CREATE FUNCTION bonus_line_stays_nothing() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM FROM payout_run WHERE id = NEW.run_id AND state IN ('draft', 'in-approval', 'returned') FOR SHARE;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'no amount comes to a run that was signed' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER bonus_line_stays_nothing BEFORE UPDATE OF amount_minor ON bonus_line
  FOR EACH ROW WHEN (OLD.amount_minor = 0 AND NEW.amount_minor <> 0) EXECUTE FUNCTION bonus_line_stays_nothing();

-- As before, but that such a list need not be signed. One that keeps something back for an earlier claim is none.
CREATE OR REPLACE FUNCTION payout_run_kept() RETURNS trigger LANGUAGE plpgsql AS $$
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
    OR EXISTS (SELECT FROM bonus_list b WHERE b.run_id = NEW.id AND b.state NOT IN ('signed', 'cancelled')
      AND EXISTS (SELECT FROM bonus_line l WHERE l.list_id = b.id AND (l.amount_minor <> 0
        OR l.claim_id IN (SELECT s.line_id FROM set_off s))))
  ) THEN
    RAISE EXCEPTION 'a run is signed with its lists' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END
$$;
