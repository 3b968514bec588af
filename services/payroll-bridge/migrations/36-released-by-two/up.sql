-- As before; besides, whoever is of HR is the one of HR, whatever they hold in finance as well; a role of HR below the lead releases
-- nothing; and what a restore froze goes on once everything has been compared since and agrees.
CREATE OR REPLACE FUNCTION payout_stop_course() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
DECLARE
  two uuid[];
  of_finance uuid[];
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
  IF NEW.released_by IS NULL THEN
    RETURN NEW;
  END IF;
  IF OLD.release_asked_by IS NULL
     OR (OLD.release_asked_by, OLD.release_asked_at, OLD.release_reason) IS DISTINCT FROM
        (NEW.release_asked_by, NEW.release_asked_at, NEW.release_reason) THEN
    RAISE EXCEPTION 'a stop is released after somebody has asked for it' USING ERRCODE = 'check_violation';
  END IF;
  two := ARRAY[NEW.release_asked_by, NEW.released_by];
  SELECT array_agg(DISTINCT r.person_id) INTO of_finance FROM org_role r
    WHERE r.tenant_id = NEW.tenant_id AND r.person_id = ANY (two) AND r.role = 'finance-lead' AND NOT EXISTS (
      SELECT FROM org_role h WHERE h.tenant_id = r.tenant_id AND h.person_id = r.person_id AND h.role IN ('hr-lead', 'hr-partner'));
  IF of_finance IS NULL OR EXISTS (
    SELECT FROM unnest(two) AS who(id)
    WHERE NOT EXISTS (SELECT FROM org_person p WHERE p.tenant_id = NEW.tenant_id AND p.id = who.id)
      OR who.id <> ALL (of_finance) AND NOT EXISTS (SELECT FROM org_role r
        WHERE r.tenant_id = NEW.tenant_id AND r.person_id = who.id AND r.role = 'hr-lead')
  ) THEN
    RAISE EXCEPTION 'a stop is released by two people who may, one of them a finance lead' USING ERRCODE = 'check_violation';
  END IF;
  -- Ids tell the real time: business time may stand still.
  IF NEW.kind = 'restored' AND NOT COALESCE((SELECT r.agrees FROM reconciliation r
      WHERE r.tenant_id = NEW.tenant_id AND r.run_id IS NULL AND r.cycle_id IS NULL AND r.id > NEW.id ORDER BY r.id DESC LIMIT 1), false) THEN
    RAISE EXCEPTION 'what a restore has undone is compared first' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END
$$;
