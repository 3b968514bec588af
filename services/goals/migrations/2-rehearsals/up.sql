-- A definition run on a fast clock with simulated people, and what came of it. Belongs to the company, not to its copy.
CREATE TABLE rehearsal (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  definition_id uuid NOT NULL,
  definition_version bigint NOT NULL,
  period text NOT NULL,
  state text NOT NULL CHECK (state IN ('running', 'done', 'failed', 'cancelled')),
  stage text NOT NULL,
  settings jsonb NOT NULL,
  requested_by text NOT NULL,
  -- Real time: the wall clock is what is limited.
  started_at timestamptz NOT NULL DEFAULT now(),
  ended_at timestamptz,
  -- The copy, and whether it is gone again.
  copy_id uuid,
  copy_removed boolean NOT NULL DEFAULT false,
  -- Business instant of the copy's clock when it was looked at last.
  business_now timestamptz,
  -- Whoever runs it says so every few seconds; after that it has ended with its process.
  lease_until timestamptz,
  report jsonb,
  problem text,
  PRIMARY KEY (tenant_id, id),
  CHECK ((state = 'running') = (ended_at IS NULL))
);
SELECT protect('rehearsal');
CREATE UNIQUE INDEX rehearsal_one_running ON rehearsal (tenant_id) WHERE state = 'running';
CREATE INDEX rehearsal_to_see_to ON rehearsal (lease_until) WHERE state = 'running' OR (copy_id IS NOT NULL AND NOT copy_removed);

-- The runner has no tenant of its own; it learns ids, and works within each tenant.
CREATE FUNCTION rehearsals_to_see_to() RETURNS TABLE (tenant_id uuid, id uuid)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path FROM CURRENT AS $$
  SELECT r.tenant_id, r.id FROM rehearsal r
  WHERE (r.state = 'running' OR (r.copy_id IS NOT NULL AND NOT r.copy_removed))
    AND (r.lease_until IS NULL OR r.lease_until < now())
  ORDER BY r.started_at LIMIT 20
$$;
REVOKE ALL ON FUNCTION rehearsals_to_see_to() FROM PUBLIC;
DO $$
BEGIN
  EXECUTE format('GRANT EXECUTE ON FUNCTION rehearsals_to_see_to() TO %I', format('goalbeat_%s', current_schema()));
END $$;

-- Frozen evidence is taken away with the rehearsal that it belongs to, by the one function that forgets rehearsals: it runs as
-- the owner of the tables, which no service is.
CREATE OR REPLACE FUNCTION keep_frozen_evidence() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' AND substr(OLD.tenant_id::text, 15, 1) = '8' AND current_user = 'goalbeat_owner' THEN
    RETURN OLD;
  END IF;
  RAISE EXCEPTION 'evidence % is frozen', OLD.id USING ERRCODE = 'restrict_violation';
END
$$;
