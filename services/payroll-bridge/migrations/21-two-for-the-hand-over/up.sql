-- What one person asks for and another confirms: where payouts go, where those of a begun run go, what payroll has of some.
CREATE TABLE hand_over_change (
  id uuid PRIMARY KEY,
  tenant_id uuid NOT NULL,
  version bigint NOT NULL DEFAULT 1,
  kind text NOT NULL CHECK (kind IN ('setting', 'address', 'finding')),
  state text NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'confirmed', 'refused', 'withdrawn', 'overtaken')),
  -- As it was when somebody asked, and as it shall be. A finding: what was found.
  present jsonb NOT NULL,
  wanted jsonb NOT NULL,
  run_id uuid REFERENCES payout_run,
  payout_ids uuid[],
  reason text,
  asked_by uuid NOT NULL,
  asked_at timestamptz NOT NULL,
  asked_of uuid[] NOT NULL,
  decided_by uuid,
  decided_at timestamptz,
  decision_reason text,
  -- What follows of a confirmation follows in its transaction, and in no other.
  decided_tx xid8,
  CHECK ((kind = 'address') = (run_id IS NOT NULL)),
  CHECK ((kind = 'finding') = (payout_ids IS NOT NULL)),
  CHECK ((state = 'open') = (decided_at IS NULL)),
  CHECK (state IN ('open', 'overtaken') OR decided_by IS NOT NULL),
  CONSTRAINT hand_over_change_four_eyes CHECK (state <> 'confirmed' OR decided_by <> asked_by)
);
CREATE UNIQUE INDEX hand_over_change_setting ON hand_over_change (tenant_id) WHERE kind = 'setting' AND state = 'open';
CREATE UNIQUE INDEX hand_over_change_address ON hand_over_change (tenant_id, run_id) WHERE kind = 'address' AND state = 'open';
CREATE INDEX hand_over_change_newest ON hand_over_change (tenant_id, id);
CREATE INDEX hand_over_change_of ON hand_over_change (tenant_id) WHERE kind = 'finding' AND state = 'open';

-- Where a begun run's webhooks go instead of where they went: each confirmed by two, the last one counts.
CREATE TABLE hand_over_address (
  run_id uuid NOT NULL REFERENCES hand_over_pin,
  n int NOT NULL,
  tenant_id uuid NOT NULL,
  url text NOT NULL,
  query_url text,
  change_id uuid NOT NULL REFERENCES hand_over_change,
  confirmed_at timestamptz NOT NULL,
  PRIMARY KEY (run_id, n)
);

SELECT protect('hand_over_change');
SELECT protect_append_only('hand_over_address');
DO $$
BEGIN
  EXECUTE format('REVOKE DELETE, TRUNCATE ON hand_over_change FROM %I', 'goalbeat_' || current_schema());
END $$;

CREATE FUNCTION hand_over_change_course() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  finance constant text[] := ARRAY['finance-lead', 'finance-reviewer'];
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.state <> 'open' OR NOT EXISTS (SELECT FROM org_role r
        WHERE r.tenant_id = NEW.tenant_id AND r.person_id = NEW.asked_by AND r.role = ANY (finance)) THEN
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
  IF EXISTS (
    SELECT FROM unnest(ARRAY[NEW.asked_by, NEW.decided_by]) AS who(id)
    WHERE NOT EXISTS (SELECT FROM org_role r WHERE r.tenant_id = NEW.tenant_id AND r.person_id = who.id AND r.role = ANY (finance))
      -- The final decider of every run concerned stands in where finance is too few; HR never does.
      AND NOT (NEW.kind = 'finding'
        AND EXISTS (SELECT FROM org_person o WHERE o.tenant_id = NEW.tenant_id AND o.id = who.id AND NOT EXISTS (
          SELECT FROM payout p JOIN payout_run u ON u.id = p.run_id WHERE p.id = ANY (NEW.payout_ids) AND u.final_decider IS DISTINCT FROM o.number))
        AND NOT EXISTS (SELECT FROM org_role r WHERE r.tenant_id = NEW.tenant_id AND r.person_id = who.id AND r.role IN ('hr-lead', 'hr-partner')))
  ) OR NOT EXISTS (SELECT FROM org_role r WHERE r.tenant_id = NEW.tenant_id AND r.role = 'finance-lead'
      AND r.person_id IN (NEW.asked_by, NEW.decided_by)
    -- Of a lead's own pay others may have to decide.
    UNION ALL SELECT FROM payout p JOIN org_role r ON r.tenant_id = p.tenant_id AND r.person_id = p.person_id AND r.role = 'finance-lead'
      WHERE p.id = ANY (NEW.payout_ids)) THEN
    RAISE EXCEPTION 'a change of the hand-over takes two people of finance, one of them a lead' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER hand_over_change_course BEFORE INSERT OR UPDATE ON hand_over_change
  FOR EACH ROW EXECUTE FUNCTION hand_over_change_course();

-- As before; besides, whatever leads payouts elsewhere has been confirmed by a second person, but for the first setting of a company
-- that has signed nothing yet.
CREATE OR REPLACE FUNCTION hand_over_setting_author() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  leads_elsewhere boolean;
BEGIN
  IF TG_OP = 'UPDATE' AND (NEW.tenant_id <> OLD.tenant_id OR NEW.version <> OLD.version + 1) THEN
    RAISE EXCEPTION 'a setting goes on version by version' USING ERRCODE = 'check_violation';
  END IF;
  IF NOT EXISTS (SELECT FROM org_role r WHERE r.tenant_id = NEW.tenant_id AND r.person_id = NEW.changed_by AND r.role = 'finance-lead') THEN
    RAISE EXCEPTION 'where payouts go is set by a finance lead' USING ERRCODE = 'check_violation';
  END IF;
  IF TG_OP = 'UPDATE' THEN
    leads_elsewhere := (OLD.way, OLD.url, OLD.query_url, OLD.deduplicates) IS DISTINCT FROM (NEW.way, NEW.url, NEW.query_url, NEW.deduplicates);
  ELSE
    -- One that turns out to be an update comes here once more as such.
    leads_elsewhere := NEW.way <> 'rabbitmq' AND EXISTS (SELECT FROM hand_over_pin p WHERE p.tenant_id = NEW.tenant_id)
      AND NOT EXISTS (SELECT FROM hand_over_setting s WHERE s.tenant_id = NEW.tenant_id);
  END IF;
  IF leads_elsewhere AND NOT EXISTS (
    SELECT FROM hand_over_change c WHERE c.tenant_id = NEW.tenant_id AND c.kind = 'setting' AND c.state = 'confirmed'
      AND c.decided_tx = pg_current_xact_id()
      AND (c.wanted ->> 'way', c.wanted ->> 'url', c.wanted ->> 'queryUrl', (c.wanted ->> 'deduplicates')::boolean)
        IS NOT DISTINCT FROM (NEW.way, NEW.url, NEW.query_url, NEW.deduplicates)
  ) THEN
    RAISE EXCEPTION 'where payouts go is changed by two people' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END
$$;

CREATE FUNCTION hand_over_address_confirmed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (
    SELECT FROM hand_over_change c WHERE c.id = NEW.change_id AND c.tenant_id = NEW.tenant_id AND c.kind = 'address' AND c.state = 'confirmed'
      AND c.run_id = NEW.run_id AND c.decided_tx = pg_current_xact_id()
      AND (c.wanted ->> 'url', c.wanted ->> 'queryUrl') IS NOT DISTINCT FROM (NEW.url, NEW.query_url)
  ) THEN
    RAISE EXCEPTION 'where payouts go is changed by two people' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER hand_over_address_confirmed BEFORE INSERT ON hand_over_address
  FOR EACH ROW EXECUTE FUNCTION hand_over_address_confirmed();

-- Runs that were signed before their way was kept with the signature go the way that is set now.
INSERT INTO hand_over_pin (run_id, tenant_id, way, url, query_url, deduplicates, pinned_at)
SELECT r.id, r.tenant_id, COALESCE(s.way, 'rabbitmq'), s.url, s.query_url, COALESCE(s.deduplicates, true), now()
FROM payout_run r LEFT JOIN hand_over_setting s ON s.tenant_id = r.tenant_id
WHERE r.state IN ('signed', 'posted') ON CONFLICT DO NOTHING;

-- Where the last request went, and where one went that may have been taken.
ALTER TABLE hand_over_message ADD COLUMN sent_to text;
ALTER TABLE hand_over_message ADD COLUMN perhaps_at text;
UPDATE hand_over_message m SET sent_to = p.url, perhaps_at = CASE WHEN m.state <> 'refused' OR m.attempts > 1 THEN p.url END
FROM hand_over_pin p
WHERE p.run_id = m.run_id AND m.way = 'webhook' AND m.attempts > 0 AND m.state IN ('waiting', 'in-flight', 'unclear', 'refused');

-- Sent once more, or given up and so paid by another payout, is only what payroll certainly does not have: by its own word, because it
-- drops what it has had at the same address, or by two people. What payroll has ever spoken of is never sent again.
CREATE FUNCTION hand_over_message_again() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  drops boolean;
  address text;
  safe boolean;
BEGIN
  SELECT p.deduplicates, COALESCE((SELECT a.url FROM hand_over_address a WHERE a.run_id = OLD.run_id ORDER BY a.n DESC LIMIT 1), p.url)
    INTO drops, address FROM hand_over_pin p WHERE p.run_id = OLD.run_id;
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
CREATE TRIGGER hand_over_message_again BEFORE UPDATE OF state ON hand_over_message
  FOR EACH ROW WHEN (NEW.kind = 'payout' AND NEW.way <> 'rabbitmq' AND (
    NEW.state = 'waiting' AND OLD.state IN ('unclear', 'delivered', 'refused') OR NEW.state = 'given-up' AND OLD.state = 'refused'))
  EXECUTE FUNCTION hand_over_message_again();

-- Whether somebody has been told of a batch that nobody takes.
ALTER TABLE payout_batch ADD COLUMN is_told boolean NOT NULL DEFAULT false;
CREATE FUNCTION tenants_with_untaken_batches(attempts int) RETURNS TABLE (tenant_id uuid)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path FROM CURRENT AS $$
  SELECT DISTINCT b.tenant_id FROM payout_batch b WHERE b.closed_at IS NULL AND NOT b.is_told AND EXISTS (
    SELECT FROM payout p JOIN outbox o ON o.id = p.id
    WHERE p.batch_id = b.id AND o.attempts >= tenants_with_untaken_batches.attempts AND isfinite(o.next_attempt_at))
$$;
REVOKE ALL ON FUNCTION tenants_with_untaken_batches(int) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION tenants_with_untaken_batches(int) TO goalbeat_payroll;
