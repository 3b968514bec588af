-- Has no rows, ever: whoever seals holds its lock. Advisory locks anybody may take who can connect.
CREATE TABLE process_log_sealer (tenant_id uuid NOT NULL);
SELECT protect('process_log_sealer');

DO $$
BEGIN
  EXECUTE format('REVOKE ALL ON process_log_sealer FROM %I', format('goalbeat_%s', current_schema()));
  -- What LOCK TABLE asks for.
  EXECUTE format('GRANT DELETE ON process_log_sealer TO %I', format('goalbeat_%s_sealer', current_schema()));
END $$;
