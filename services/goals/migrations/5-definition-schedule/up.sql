-- How an activated definition opens its cycles by itself: Temporal's Schedule is made after this row, never the other way.
CREATE TABLE definition_schedule (
  tenant_id uuid NOT NULL,
  definition_id uuid NOT NULL,
  -- Business instant since which it stands as it is: what should have opened earlier is nobody's omission.
  opens_from timestamptz NOT NULL,
  -- By HR.
  paused_at timestamptz,
  -- In Temporal, by operations: first seen.
  held_at timestamptz,
  -- The period that was last asked for because its Schedule had missed it, and when (real time).
  asked_period text,
  asked_at timestamptz,
  PRIMARY KEY (tenant_id, definition_id)
);
SELECT protect('definition_schedule');

INSERT INTO definition_schedule (tenant_id, definition_id, opens_from)
SELECT tenant_id, id, greatest(updated_at, now()) FROM cycle_definition WHERE active_version IS NOT NULL;

-- What the reconciler walks through, across tenants: ids only. What they stand for it reads in a transaction of the tenant.
CREATE FUNCTION scheduled_definitions() RETURNS TABLE (tenant_id uuid, definition_id uuid)
LANGUAGE sql STABLE SECURITY DEFINER AS $$
  SELECT s.tenant_id, s.definition_id FROM definition_schedule s ORDER BY 1, 2
$$;
CREATE FUNCTION living_cycles() RETURNS TABLE (tenant_id uuid, cycle_id uuid)
LANGUAGE sql STABLE SECURITY DEFINER AS $$
  SELECT c.tenant_id, c.id FROM cycle c
  WHERE c.state NOT IN ('cancelled', 'skipped')
    AND EXISTS (SELECT FROM cycle_step s WHERE s.tenant_id = c.tenant_id AND s.cycle_id = c.id AND s.done_at IS NULL)
  ORDER BY 1, 2
$$;
DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['scheduled_definitions()', 'living_cycles()'] LOOP
    EXECUTE format('ALTER FUNCTION %s SET search_path = %I, pg_temp', name, current_schema());
    EXECUTE format('REVOKE EXECUTE ON FUNCTION %s FROM PUBLIC', name);
    EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO %I', name, format('goalbeat_%s', current_schema()));
  END LOOP;
END $$;
