-- Of two who settle a contradiction each has said why, and whoever was asked may read it.
ALTER TABLE payout_contradiction
  ADD COLUMN asked_reason text,
  ADD COLUMN asked_of uuid[];
UPDATE payout_contradiction SET asked_reason = reason WHERE asked_by IS NOT NULL AND closed_at IS NULL;

-- As before; besides, nobody of HR settles one, whatever else they hold; the final decider of its run stands in where finance is too few;
-- of the pay of a lead two others decide, without a lead where there is no other; and why the first of two asked for it stays said.
CREATE OR REPLACE FUNCTION payout_contradiction_course() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  finance constant text[] := ARRAY['finance-lead', 'finance-reviewer'];
  hr constant text[] := ARRAY['hr-lead', 'hr-partner'];
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
  IF (OLD.asked_by, OLD.asked_at, OLD.asked_reason) IS DISTINCT FROM (NEW.asked_by, NEW.asked_at, NEW.asked_reason) THEN
    RAISE EXCEPTION 'who asked first has asked' USING ERRCODE = 'check_violation';
  END IF;
  IF EXISTS (SELECT FROM payout p WHERE p.id = NEW.payout_id AND p.person_id IN (NEW.closed_by, NEW.asked_by)) THEN
    RAISE EXCEPTION 'a contradiction is cleared by people of finance, and by nobody whose pay it is' USING ERRCODE = 'check_violation';
  END IF;
  IF EXISTS (SELECT FROM org_role r WHERE r.tenant_id = NEW.tenant_id AND r.person_id IN (NEW.closed_by, NEW.asked_by) AND r.role = ANY (hr)) THEN
    RAISE EXCEPTION 'HR decides nothing about what payroll has paid' USING ERRCODE = 'check_violation';
  END IF;
  IF EXISTS (
    SELECT FROM (SELECT NEW.closed_by AS id UNION SELECT NEW.asked_by WHERE NEW.asked_by IS NOT NULL) AS who
    WHERE NOT EXISTS (SELECT FROM org_role r WHERE r.tenant_id = NEW.tenant_id AND r.person_id = who.id AND r.role = ANY (finance))
      -- The final decider stands in as the second.
      AND NOT (who.id = NEW.closed_by AND NEW.asked_by <> NEW.closed_by AND EXISTS (
        SELECT FROM payout p JOIN payout_run u ON u.id = p.run_id JOIN org_person o ON o.tenant_id = NEW.tenant_id AND o.number = u.final_decider
        WHERE p.id = NEW.payout_id AND o.id = who.id))
  ) OR NOT EXISTS (SELECT FROM org_role r WHERE r.tenant_id = NEW.tenant_id AND r.role = 'finance-lead'
      AND r.person_id IN (NEW.closed_by, NEW.asked_by)
    UNION ALL SELECT FROM payout p JOIN org_role r ON r.tenant_id = p.tenant_id AND r.person_id = p.person_id AND r.role = 'finance-lead'
      WHERE p.id = NEW.payout_id AND NEW.asked_by <> NEW.closed_by) THEN
    RAISE EXCEPTION 'a contradiction is cleared by people of finance, one of them a lead, and by nobody whose pay it is'
      USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END
$$;
