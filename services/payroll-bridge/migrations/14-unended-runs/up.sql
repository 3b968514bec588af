-- Payout runs whose workflow was started and has something to do, across tenants: ids only. One of a cycle is started by its
-- cycle's payout step, never before it: money does not leave earlier than HR has said.
CREATE FUNCTION unended_payout_runs() RETURNS TABLE (tenant_id uuid, id uuid)
LANGUAGE sql STABLE SECURITY DEFINER AS $$
  SELECT r.tenant_id, r.id FROM payout_run r
  WHERE (r.state NOT IN ('settled', 'cancelled') OR (r.state = 'cancelled' AND r.unanswered > 0))
    AND (r.kind = 'off-cycle' OR r.state IN ('posted', 'handing-over', 'awaiting-answers', 'cancelled')
      OR EXISTS (SELECT FROM cycle_copy c, jsonb_array_elements(c.timeline) AS t
        WHERE c.tenant_id = r.tenant_id AND c.cycle_id = r.cycle_id AND t->>'step' = 'payout' AND (t->>'done')::boolean))
  ORDER BY 1, 2
$$;
DO $$
BEGIN
  EXECUTE format('ALTER FUNCTION unended_payout_runs() SET search_path = %I, pg_temp', current_schema());
  EXECUTE 'REVOKE EXECUTE ON FUNCTION unended_payout_runs() FROM PUBLIC';
  EXECUTE format('GRANT EXECUTE ON FUNCTION unended_payout_runs() TO %I', format('goalbeat_%s', current_schema()));
END $$;
