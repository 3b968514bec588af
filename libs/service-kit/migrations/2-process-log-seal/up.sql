ALTER TABLE process_log ADD COLUMN rule_version text;

CREATE TABLE process_log_seal (
  tenant_id uuid NOT NULL,
  -- 1, 2, 3 … without a gap: a missing number is a removed seal.
  n bigint NOT NULL CHECK (n > 0),
  log_id uuid NOT NULL UNIQUE,
  row_hash bytea NOT NULL CHECK (length(row_hash) = 32),
  chain_hash bytea NOT NULL CHECK (length(chain_hash) = 32),
  sealed_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (tenant_id, n)
);
SELECT protect_append_only('process_log_seal');

-- Rows live for a second: clean up often, so that the sealer does not wade through what it took away.
ALTER TABLE process_log_unsealed SET (
  autovacuum_vacuum_scale_factor = 0.02,
  autovacuum_vacuum_threshold = 2000,
  autovacuum_vacuum_cost_delay = 0
);

DO $$
DECLARE
  service text := format('goalbeat_%s', current_schema());
  sealer text := format('goalbeat_%s_sealer', current_schema());
BEGIN
  -- Whoever could take an id out of the queue could keep a row unsealed.
  EXECUTE format('REVOKE SELECT, UPDATE, DELETE, TRUNCATE ON process_log_unsealed FROM %I', service);
  EXECUTE format('REVOKE INSERT ON process_log_seal FROM %I', service);
  EXECUTE format('REVOKE UPDATE, DELETE, TRUNCATE ON idempotency_key FROM %I', service);

  EXECUTE format('GRANT USAGE ON SCHEMA %I TO %I', current_schema(), sealer);
  EXECUTE format('GRANT SELECT ON process_log TO %I', sealer);
  EXECUTE format('GRANT SELECT, DELETE ON process_log_unsealed TO %I', sealer);
  EXECUTE format('GRANT SELECT, INSERT ON process_log_seal TO %I', sealer);
  EXECUTE format('CREATE POLICY sealer ON process_log FOR SELECT TO %I USING (true)', sealer);
  EXECUTE format('CREATE POLICY sealer ON process_log_unsealed TO %I USING (true)', sealer);
  EXECUTE format('CREATE POLICY sealer ON process_log_seal TO %I USING (true) WITH CHECK (true)', sealer);
END $$;
