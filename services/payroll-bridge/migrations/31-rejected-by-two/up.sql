-- What a person's file says was rejected could be paid again though payroll has paid it: two people say so.
ALTER TABLE hand_over_change DROP CONSTRAINT hand_over_change_kind_check;
ALTER TABLE hand_over_change ADD CONSTRAINT hand_over_change_kind_check
  CHECK (kind IN ('setting', 'address', 'finding', 'secret', 'results'));
ALTER TABLE hand_over_change DROP CONSTRAINT hand_over_change_check1;
ALTER TABLE hand_over_change ADD CONSTRAINT hand_over_change_payouts CHECK ((kind IN ('finding', 'results')) = (payout_ids IS NOT NULL));
CREATE INDEX hand_over_change_results ON hand_over_change (tenant_id) WHERE kind = 'results' AND state = 'open';

-- As before; besides, of a rejection by file the final decider stands in as of a finding.
CREATE OR REPLACE FUNCTION hand_over_change_course() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  finance constant text[] := ARRAY['finance-lead', 'finance-reviewer'];
  hr constant text[] := ARRAY['hr-lead', 'hr-partner'];
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.state <> 'open' OR NOT EXISTS (SELECT FROM org_role r
        WHERE r.tenant_id = NEW.tenant_id AND r.person_id = NEW.asked_by AND r.role = ANY (finance))
      OR EXISTS (SELECT FROM org_role r WHERE r.tenant_id = NEW.tenant_id AND r.person_id = NEW.asked_by AND r.role = ANY (hr)) THEN
      RAISE EXCEPTION 'a change of the hand-over is asked for by somebody of finance' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
  END IF;
  IF OLD.state <> 'open'
     OR (OLD.id, OLD.tenant_id, OLD.kind, OLD.present, OLD.wanted, OLD.run_id, OLD.payout_ids, OLD.reason, OLD.asked_by, OLD.asked_at, OLD.asked_of)
       IS DISTINCT FROM
       (NEW.id, NEW.tenant_id, NEW.kind, NEW.present, NEW.wanted, NEW.run_id, NEW.payout_ids, NEW.reason, NEW.asked_by, NEW.asked_at, NEW.asked_of) THEN
    RAISE EXCEPTION 'what was asked stays as it was asked, and is decided once' USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.state <> 'confirmed' THEN
    RETURN NEW;
  END IF;
  NEW.decided_tx := pg_current_xact_id();
  IF EXISTS (SELECT FROM payout p WHERE p.id = ANY (NEW.payout_ids) AND p.person_id IN (NEW.asked_by, NEW.decided_by)) THEN
    RAISE EXCEPTION 'nobody decides about their own pay' USING ERRCODE = 'check_violation';
  END IF;
  IF EXISTS (SELECT FROM org_role r WHERE r.tenant_id = NEW.tenant_id AND r.person_id IN (NEW.asked_by, NEW.decided_by) AND r.role = ANY (hr)) THEN
    RAISE EXCEPTION 'HR decides nothing about where money goes' USING ERRCODE = 'check_violation';
  END IF;
  IF EXISTS (
    SELECT FROM unnest(ARRAY[NEW.asked_by, NEW.decided_by]) AS who(id)
    WHERE NOT EXISTS (SELECT FROM org_role r WHERE r.tenant_id = NEW.tenant_id AND r.person_id = who.id AND r.role = ANY (finance))
      -- The final decider of every run concerned stands in where finance is too few.
      AND NOT (NEW.kind IN ('finding', 'results')
        AND EXISTS (SELECT FROM org_person o WHERE o.tenant_id = NEW.tenant_id AND o.id = who.id AND NOT EXISTS (
          SELECT FROM payout p JOIN payout_run u ON u.id = p.run_id WHERE p.id = ANY (NEW.payout_ids) AND u.final_decider IS DISTINCT FROM o.number)))
  ) OR NOT EXISTS (SELECT FROM org_role r WHERE r.tenant_id = NEW.tenant_id AND r.role = 'finance-lead'
      AND r.person_id IN (NEW.asked_by, NEW.decided_by)
    -- Of one lead's own pay, and nobody else's, others may have to decide.
    UNION ALL SELECT FROM payout p WHERE p.id = ANY (NEW.payout_ids)
      HAVING count(DISTINCT p.person_id) = 1 AND bool_and(EXISTS (
        SELECT FROM org_role r WHERE r.tenant_id = p.tenant_id AND r.person_id = p.person_id AND r.role = 'finance-lead'))) THEN
    RAISE EXCEPTION 'a change of the hand-over takes two people of finance, one of them a lead' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END
$$;
