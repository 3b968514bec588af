-- Whether an address drops repeats is said of that address; null of those that were confirmed before, which kept their run's.
ALTER TABLE hand_over_address ADD COLUMN deduplicates boolean;

-- As before; besides, what two have confirmed of it counts.
CREATE OR REPLACE FUNCTION hand_over_address_confirmed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (
    SELECT FROM hand_over_change c WHERE c.id = NEW.change_id AND c.tenant_id = NEW.tenant_id AND c.kind = 'address' AND c.state = 'confirmed'
      AND c.run_id = NEW.run_id AND c.decided_tx = pg_current_xact_id()
      AND (c.wanted ->> 'url', c.wanted ->> 'queryUrl') IS NOT DISTINCT FROM (NEW.url, NEW.query_url)
      AND (NEW.deduplicates IS NOT DISTINCT FROM (c.wanted ->> 'deduplicates')::boolean OR NOT NEW.deduplicates)
  ) THEN
    RAISE EXCEPTION 'where payouts go is changed by two people' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END
$$;

-- As before; besides, what drops repeats is the address that it goes to now.
CREATE OR REPLACE FUNCTION hand_over_message_again() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  drops boolean;
  address text;
  safe boolean;
BEGIN
  SELECT COALESCE(last.deduplicates, p.deduplicates), COALESCE(last.url, p.url) INTO drops, address
    FROM hand_over_pin p
    LEFT JOIN LATERAL (SELECT a.url, a.deduplicates FROM hand_over_address a WHERE a.run_id = p.run_id ORDER BY a.n DESC LIMIT 1) AS last ON true
    WHERE p.run_id = OLD.run_id;
  drops := drops AND OLD.way = 'webhook' AND (OLD.perhaps_at IS NULL OR OLD.perhaps_at = address);
  IF NEW.state = 'given-up' THEN
    safe := OLD.perhaps_at IS NULL;
  ELSIF OLD.state = 'refused' THEN
    safe := OLD.perhaps_at IS NULL OR drops;
  ELSE
    safe := drops OR OLD.state = 'unclear' AND OLD.denials > 0 AND (OLD.perhaps_at IS NULL OR OLD.perhaps_at = address);
  END IF;
  IF EXISTS (SELECT FROM payout_answer a WHERE a.tenant_id = OLD.tenant_id AND a.payout_id = OLD.id) THEN
    RAISE EXCEPTION 'payroll has spoken of it' USING ERRCODE = 'check_violation';
  END IF;
  IF NOT COALESCE(safe, false) AND NOT EXISTS (
    SELECT FROM hand_over_change c WHERE c.tenant_id = OLD.tenant_id AND c.kind = 'finding' AND c.state = 'confirmed'
      AND c.decided_tx = pg_current_xact_id() AND c.payout_ids @> ARRAY[OLD.id]
      AND c.wanted ->> 'finding' = CASE WHEN NEW.state = 'given-up' THEN 'give-up' WHEN OLD.state = 'refused' THEN 'send-again' ELSE 'never-seen' END
  ) THEN
    RAISE EXCEPTION 'what may be paid twice is decided by two people' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END
$$;
