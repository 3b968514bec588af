-- The gate counts a stop after its row is there: one that is there already (ON CONFLICT DO NOTHING) must not be counted twice.
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
  IF NEW.released_by IS NOT NULL AND (OLD.release_asked_by IS NULL
     OR (OLD.release_asked_by, OLD.release_asked_at, OLD.release_reason) IS DISTINCT FROM
        (NEW.release_asked_by, NEW.release_asked_at, NEW.release_reason)) THEN
    RAISE EXCEPTION 'a stop is released after somebody has asked for it' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END
$$;
CREATE FUNCTION payout_stop_counts() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    INSERT INTO payout_gate (tenant_id, stops) VALUES (NEW.tenant_id, 1)
      ON CONFLICT (tenant_id) DO UPDATE SET stops = payout_gate.stops + 1;
  ELSIF OLD.released_by IS NULL AND NEW.released_by IS NOT NULL THEN
    UPDATE payout_gate SET stops = stops - 1 WHERE tenant_id = NEW.tenant_id;
  END IF;
  RETURN NULL;
END
$$;
CREATE TRIGGER payout_stop_counts AFTER INSERT OR UPDATE ON payout_stop FOR EACH ROW EXECUTE FUNCTION payout_stop_counts();

-- Of what checkpoints outside the database have seen, what it does not have, and was not frozen for before. Ids and hashes only.
CREATE FUNCTION unseen_checkpoints(seen jsonb) RETURNS TABLE (tenant_id uuid, n bigint, hash text)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path FROM CURRENT AS $$
  SELECT s.tenant, s.n, s.hash FROM jsonb_to_recordset(seen) AS s(tenant uuid, n bigint, hash text)
  WHERE NOT EXISTS (SELECT FROM process_log_seal l
      WHERE l.tenant_id = s.tenant AND l.n = s.n AND l.chain_hash = decode(s.hash, 'hex'))
    AND NOT EXISTS (SELECT FROM payout_stop p WHERE p.tenant_id = s.tenant AND p.witness = s.n || ':' || s.hash)
  ORDER BY s.tenant, s.n
$$;

-- What was compared, when, and what came out. Never changed.
CREATE TABLE reconciliation (
  id uuid PRIMARY KEY,
  tenant_id uuid NOT NULL,
  at timestamptz NOT NULL,
  cause text NOT NULL CHECK (cause IN ('run', 'batch', 'nightly', 'asked')),
  -- Both null: everything.
  run_id uuid,
  cycle_id uuid,
  -- The company's day that had begun.
  day date,
  agrees boolean NOT NULL,
  currencies jsonb NOT NULL,
  differences jsonb NOT NULL,
  difference_count int NOT NULL CHECK (difference_count >= 0),
  CHECK ((cause = 'nightly') = (day IS NOT NULL))
);
CREATE UNIQUE INDEX reconciliation_nightly ON reconciliation (tenant_id, day) WHERE day IS NOT NULL;
CREATE INDEX reconciliation_newest ON reconciliation (tenant_id, id);

-- Runs whose books differ now, for which finance has a task.
CREATE TABLE reconciliation_finding (
  tenant_id uuid NOT NULL,
  -- A run, or the tenant where a difference belongs to none.
  subject_id uuid NOT NULL,
  fingerprint text NOT NULL,
  differences int NOT NULL,
  since timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, subject_id)
);

ALTER TABLE payout_batch ADD COLUMN reconciled boolean NOT NULL DEFAULT false;
UPDATE payout_batch SET reconciled = true WHERE closed_at IS NOT NULL;
CREATE INDEX payout_batch_to_reconcile ON payout_batch (tenant_id, run_id) WHERE closed_at IS NOT NULL AND NOT reconciled;

SELECT protect_append_only('reconciliation');
SELECT protect('reconciliation_finding');

-- The reconciler has no tenant of its own; it learns ids, and works within each tenant.
CREATE FUNCTION runs_to_reconcile() RETURNS TABLE (tenant_id uuid, run_id uuid)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path FROM CURRENT AS $$
  SELECT DISTINCT b.tenant_id, b.run_id FROM payout_batch b WHERE b.closed_at IS NOT NULL AND NOT b.reconciled ORDER BY 1, 2 LIMIT 200
$$;
CREATE FUNCTION tenants_with_runs() RETURNS TABLE (tenant_id uuid)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path FROM CURRENT AS $$
  SELECT DISTINCT r.tenant_id FROM payout_run r ORDER BY 1
$$;
REVOKE ALL ON FUNCTION payout_stop_counts(), unseen_checkpoints(jsonb), runs_to_reconcile(), tenants_with_runs() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION unseen_checkpoints(jsonb), runs_to_reconcile(), tenants_with_runs() TO goalbeat_payroll;

-- Few, and looked for with every batch that is handed over.
CREATE INDEX payout_answer_unknown ON payout_answer (payout_id) WHERE result = 'unknown-payout';
