CREATE TABLE outbox (
  id uuid PRIMARY KEY,
  tenant_id uuid NOT NULL,
  destination text NOT NULL CHECK (destination IN ('events', 'workflows')),
  payload jsonb NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  attempts integer NOT NULL DEFAULT 0,
  next_attempt_at timestamptz NOT NULL DEFAULT now(),
  lease_until timestamptz,
  last_error text
) WITH (
  -- Rows live for milliseconds: leave room to lease them in place, and clean up often.
  fillfactor = 70,
  autovacuum_vacuum_scale_factor = 0.02,
  autovacuum_vacuum_threshold = 1000,
  autovacuum_vacuum_cost_delay = 0
);
CREATE INDEX outbox_due ON outbox (destination, next_attempt_at, id);
SELECT protect('outbox');

-- The relay reads every tenant's outbox and nothing else.
DO $$
DECLARE
  relay text := format('goalbeat_%s_relay', current_schema());
BEGIN
  EXECUTE format('GRANT USAGE ON SCHEMA %I TO %I', current_schema(), relay);
  EXECUTE format('GRANT SELECT, UPDATE, DELETE ON outbox TO %I', relay);
  EXECUTE format('CREATE POLICY relay ON outbox TO %I USING (true) WITH CHECK (true)', relay);
END $$;

CREATE TABLE inbox (
  tenant_id uuid NOT NULL,
  consumer text NOT NULL,
  event_id text NOT NULL,
  at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (consumer, event_id, tenant_id)
);
CREATE INDEX inbox_at ON inbox USING brin (at);
SELECT protect('inbox');

CREATE TABLE idempotency_key (
  tenant_id uuid NOT NULL,
  -- SHA-256 of principal, route and key
  scope text NOT NULL,
  principal_id text NOT NULL,
  route text NOT NULL,
  key text NOT NULL,
  body_hash text NOT NULL,
  response json,
  keep_forever boolean NOT NULL DEFAULT false,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (tenant_id, scope)
);
CREATE INDEX idempotency_key_forgettable ON idempotency_key (created_at) WHERE NOT keep_forever;
SELECT protect('idempotency_key');

CREATE TABLE process_log (
  id uuid PRIMARY KEY,
  tenant_id uuid NOT NULL,
  subject_kind text NOT NULL,
  subject_id text NOT NULL,
  cycle_id uuid,
  action text NOT NULL,
  actor_kind text NOT NULL CHECK (actor_kind IN ('person', 'key', 'service', 'deadline')),
  actor_id text,
  on_behalf_of text,
  channel text NOT NULL CHECK (channel IN ('web', 'api', 'timer', 'event')),
  at timestamptz NOT NULL,
  due_at timestamptz,
  started_at timestamptz,
  reason text,
  details jsonb NOT NULL DEFAULT '{}',
  recorded_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX process_log_subject ON process_log (tenant_id, subject_kind, subject_id, id);
CREATE INDEX process_log_cycle ON process_log (tenant_id, cycle_id, id) WHERE cycle_id IS NOT NULL;
SELECT protect_append_only('process_log');

CREATE TABLE process_log_unsealed (
  log_id uuid PRIMARY KEY,
  tenant_id uuid NOT NULL
);
SELECT protect('process_log_unsealed');

-- Forgets answers after 7 days and heard events after 30, across tenants; $1 limits how many rows go at once.
CREATE FUNCTION prune_answered(at_most integer) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER AS $$
DECLARE
  answers integer;
  events integer;
BEGIN
  WITH old AS (
    SELECT tenant_id, scope FROM idempotency_key
    WHERE NOT keep_forever AND created_at < now() - interval '7 days' LIMIT at_most FOR UPDATE SKIP LOCKED
  )
  DELETE FROM idempotency_key k USING old WHERE k.tenant_id = old.tenant_id AND k.scope = old.scope;
  GET DIAGNOSTICS answers = ROW_COUNT;
  WITH old AS (
    SELECT ctid FROM inbox WHERE at < now() - interval '30 days' LIMIT at_most FOR UPDATE SKIP LOCKED
  )
  DELETE FROM inbox i USING old WHERE i.ctid = old.ctid;
  GET DIAGNOSTICS events = ROW_COUNT;
  RETURN greatest(answers, events);
END $$;
DO $$
BEGIN
  EXECUTE format('ALTER FUNCTION prune_answered(integer) SET search_path = %I, pg_temp', current_schema());
  EXECUTE 'REVOKE EXECUTE ON FUNCTION prune_answered(integer) FROM PUBLIC';
  EXECUTE format('GRANT EXECUTE ON FUNCTION prune_answered(integer) TO %I', format('goalbeat_%s', current_schema()));
END $$;
