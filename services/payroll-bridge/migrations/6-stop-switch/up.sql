-- One row a tenant, locked by whatever hands over and changed by whatever stops: a stop that has committed is never overtaken.
-- Nobody writes it but the functions below.
CREATE TABLE payout_gate (
  tenant_id uuid PRIMARY KEY,
  -- How many stops are on.
  stops int NOT NULL DEFAULT 0 CHECK (stops >= 0)
);

CREATE TABLE payout_stop (
  id uuid PRIMARY KEY,
  tenant_id uuid NOT NULL,
  -- restored: the database is older than what a checkpoint outside it has seen.
  kind text NOT NULL CHECK (kind IN ('switch', 'restored')),
  reason text NOT NULL CHECK (reason <> ''),
  set_at timestamptz NOT NULL,
  -- Null: a program.
  set_by uuid,
  -- What was on its way at that moment.
  in_flight jsonb NOT NULL,
  -- The checkpoint that the database does not have: it freezes once.
  witness text,
  release_asked_by uuid,
  release_asked_at timestamptz,
  release_reason text,
  released_by uuid,
  released_at timestamptz,
  version bigint NOT NULL DEFAULT 1,
  CHECK ((kind = 'restored') = (witness IS NOT NULL)),
  CHECK ((release_asked_by IS NULL) = (release_asked_at IS NULL) AND (release_asked_by IS NULL) = (release_reason IS NULL)),
  CHECK ((released_by IS NULL) = (released_at IS NULL)),
  CONSTRAINT payout_stop_four_eyes CHECK (released_by IS NULL OR release_asked_by IS NOT NULL AND released_by <> release_asked_by)
);
CREATE UNIQUE INDEX payout_stop_on ON payout_stop (tenant_id, kind) WHERE released_at IS NULL;
CREATE UNIQUE INDEX payout_stop_witness ON payout_stop (tenant_id, witness) WHERE witness IS NOT NULL;
CREATE INDEX payout_unsettled ON payout (tenant_id) WHERE state NOT IN ('paid', 'rejected', 'reversed');

SELECT protect('payout_gate');
SELECT protect('payout_stop');

CREATE FUNCTION payout_gate_open() RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
DECLARE
  tenant constant uuid := NULLIF(current_setting('app.tenant', true), '')::uuid;
  found int;
BEGIN
  INSERT INTO payout_gate (tenant_id) VALUES (tenant) ON CONFLICT DO NOTHING;
  SELECT stops INTO STRICT found FROM payout_gate WHERE tenant_id = tenant FOR SHARE;
  RETURN found = 0;
END
$$;

CREATE FUNCTION payout_stop_course() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.release_asked_by IS NOT NULL OR NEW.released_by IS NOT NULL THEN
      RAISE EXCEPTION 'a stop begins as one' USING ERRCODE = 'check_violation';
    END IF;
    INSERT INTO payout_gate (tenant_id, stops) VALUES (NEW.tenant_id, 1)
      ON CONFLICT (tenant_id) DO UPDATE SET stops = payout_gate.stops + 1;
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
    UPDATE payout_gate SET stops = stops - 1 WHERE tenant_id = NEW.tenant_id;
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER payout_stop_course BEFORE INSERT OR UPDATE ON payout_stop FOR EACH ROW EXECUTE FUNCTION payout_stop_course();

-- Whatever the code does. A statement at a time: thousands of payouts ask once.
CREATE FUNCTION payout_through_gate() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM payout_gate WHERE tenant_id IN (SELECT tenant_id FROM fresh) AND stops > 0) THEN
    RAISE EXCEPTION 'payouts are stopped' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END
$$;
CREATE TRIGGER payout_through_gate AFTER INSERT ON payout
  REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION payout_through_gate();

DO $$
DECLARE
  service constant text := 'goalbeat_' || current_schema();
BEGIN
  EXECUTE format('REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON payout_gate FROM %I', service);
  EXECUTE format('REVOKE DELETE, TRUNCATE ON payout_stop FROM %I', service);
END $$;
REVOKE ALL ON FUNCTION payout_gate_open() FROM PUBLIC;
REVOKE ALL ON FUNCTION payout_stop_course() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION payout_gate_open() TO goalbeat_payroll;
