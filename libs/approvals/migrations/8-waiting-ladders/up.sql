-- Whose workflow should be running, across tenants: ids only. What they stand for is read in a transaction of the tenant.
CREATE FUNCTION waiting_ladders() RETURNS TABLE (tenant_id uuid, id uuid, subject_kind text, subject_id text, round integer)
LANGUAGE sql STABLE SECURITY DEFINER AS $$
  SELECT a.tenant_id, a.id, a.subject_kind, a.subject_id, a.round FROM approval a
  WHERE a.state = 'open'
    AND NOT EXISTS (SELECT FROM approval_hold h WHERE h.tenant_id = a.tenant_id AND h.cycle_id = a.cycle_id)
  ORDER BY 1, 2
$$;
DO $$
BEGIN
  EXECUTE format('ALTER FUNCTION waiting_ladders() SET search_path = %I, pg_temp', current_schema());
  EXECUTE 'REVOKE EXECUTE ON FUNCTION waiting_ladders() FROM PUBLIC';
  EXECUTE format('GRANT EXECUTE ON FUNCTION waiting_ladders() TO %I', format('goalbeat_%s', current_schema()));
END $$;
