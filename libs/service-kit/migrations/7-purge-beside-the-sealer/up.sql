-- The sealer's table never has rows and is always locked: whoever forgot a rehearsal waited for it in vain.
-- As before it deletes every row of a rehearsal, also what the service itself may only add, and of a company nothing.
CREATE OR REPLACE FUNCTION purge_rehearsal(tenant uuid) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER AS $$
DECLARE
  target regclass;
  gone bigint;
  round_gone bigint;
  total bigint := 0;
  waiting boolean;
BEGIN
  IF substr(tenant::text, 15, 1) <> '8' THEN
    RAISE EXCEPTION 'tenant % is no rehearsal', tenant USING ERRCODE = 'insufficient_privilege';
  END IF;
  PERFORM pg_advisory_xact_lock(rehearsal_lock(tenant));
  INSERT INTO removed_tenant (tenant_id) VALUES (tenant) ON CONFLICT DO NOTHING;
  FOR round IN 1..50 LOOP
    round_gone := 0;
    waiting := false;
    FOR target IN
      SELECT c.oid::regclass FROM pg_class c
      JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'tenant_id' AND NOT a.attisdropped
      WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind IN ('r', 'p')
        AND c.relname NOT IN ('removed_tenant', 'process_log_sealer')
      ORDER BY c.relname
    LOOP
      BEGIN
        EXECUTE format('DELETE FROM %s WHERE tenant_id = $1', target) USING tenant;
        GET DIAGNOSTICS gone = ROW_COUNT;
        round_gone := round_gone + gone;
      EXCEPTION WHEN foreign_key_violation THEN
        waiting := true;
      END;
    END LOOP;
    total := total + round_gone;
    EXIT WHEN round_gone = 0 AND NOT waiting;
    IF round_gone = 0 THEN
      RAISE EXCEPTION 'rows of rehearsal % hold each other', tenant;
    END IF;
  END LOOP;
  RETURN total;
END $$;
DO $$
BEGIN
  EXECUTE format('ALTER FUNCTION purge_rehearsal(uuid) SET search_path = %I, pg_temp', current_schema());
  EXECUTE 'REVOKE EXECUTE ON FUNCTION purge_rehearsal(uuid) FROM PUBLIC';
  EXECUTE format('GRANT EXECUTE ON FUNCTION purge_rehearsal(uuid) TO %I', format('goalbeat_%s', current_schema()));
END $$;
