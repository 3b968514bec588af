-- While payouts are stopped no webhook begins and no file is released, whatever the code does: who does either holds the gate.
CREATE FUNCTION hand_over_through_gate() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM payout_gate WHERE tenant_id = NEW.tenant_id AND stops > 0) THEN
    RAISE EXCEPTION 'payouts are stopped' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER hand_over_message_through_gate BEFORE UPDATE OF state ON hand_over_message
  FOR EACH ROW WHEN (NEW.kind = 'payout' AND NEW.state = 'in-flight' AND OLD.state <> 'in-flight') EXECUTE FUNCTION hand_over_through_gate();
CREATE TRIGGER hand_over_file_through_gate BEFORE UPDATE OF released_at ON hand_over_file
  FOR EACH ROW WHEN (NEW.released_at IS NOT NULL AND OLD.released_at IS NULL) EXECUTE FUNCTION hand_over_through_gate();

-- That something may have been taken is forgotten where payroll denies it, drops it there by its key, or two have said that it never was:
-- what is sent again, or given up, goes by it.
CREATE FUNCTION hand_over_message_suspect() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  drops boolean;
  address text;
BEGIN
  IF OLD.state = 'unclear' AND OLD.denials > 0 THEN
    RETURN NEW;
  END IF;
  SELECT COALESCE(last.deduplicates, p.deduplicates), COALESCE(last.url, p.url) INTO drops, address
    FROM hand_over_pin p
    LEFT JOIN LATERAL (SELECT a.url, a.deduplicates FROM hand_over_address a WHERE a.run_id = p.run_id ORDER BY a.n DESC LIMIT 1) AS last ON true
    WHERE p.run_id = OLD.run_id;
  IF NOT COALESCE(drops AND OLD.perhaps_at = address, false) AND NOT EXISTS (
    SELECT FROM hand_over_change c WHERE c.tenant_id = OLD.tenant_id AND c.kind = 'finding' AND c.state = 'confirmed'
      AND c.decided_tx = pg_current_xact_id() AND c.payout_ids @> ARRAY[OLD.id] AND c.wanted ->> 'finding' IN ('never-seen', 'send-again')
  ) THEN
    RAISE EXCEPTION 'what may have been taken is not forgotten' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER hand_over_message_suspect BEFORE UPDATE OF perhaps_at ON hand_over_message
  FOR EACH ROW WHEN (NEW.kind = 'payout' AND OLD.perhaps_at IS NOT NULL AND NEW.perhaps_at IS NULL)
  EXECUTE FUNCTION hand_over_message_suspect();
