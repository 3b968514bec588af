-- Who may import a year has been told that a calendar ends: once a calendar and year.
CREATE TABLE calendar_warning (
  tenant_id uuid NOT NULL,
  code text NOT NULL,
  -- The first year that is not covered whole.
  year int NOT NULL,
  warned_at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, code, year)
);
SELECT protect('calendar_warning');

-- Where somebody works by the calendar, or an active definition plans by it.
CREATE VIEW calendar_in_use WITH (security_invoker = true) AS
  SELECT c.tenant_id, c.code, c.covered_until, extract(year FROM c.covered_until + 1)::int AS year
  FROM org_calendar c
  WHERE EXISTS (SELECT FROM org_tenant t WHERE t.tenant_id = c.tenant_id AND t.calendar = c.code)
    OR EXISTS (SELECT FROM org_unit u WHERE u.tenant_id = c.tenant_id AND u.calendar = c.code)
    OR EXISTS (SELECT FROM cycle_definition d
      JOIN cycle_definition_version v ON v.tenant_id = d.tenant_id AND v.definition_id = d.id AND v.version = d.active_version
      WHERE d.tenant_id = c.tenant_id AND d.state = 'active' AND v.data->>'calendar' = c.code);

-- Looks past row-level security, on each tenant's own clock, and answers with tenants' ids only.
CREATE FUNCTION tenants_with_ending_calendars(real_now timestamptz, days_ahead int) RETURNS SETOF uuid
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path FROM CURRENT SET timezone = 'UTC'
  AS $$
    SELECT DISTINCT u.tenant_id FROM calendar_in_use u JOIN org_tenant t ON t.tenant_id = u.tenant_id
    WHERE t.kind <> 'rehearsal' AND u.covered_until - days_ahead <= (t.clock_anchor_virtual
        + t.clock_rate * greatest(least(real_now, t.clock_held_at) - t.clock_anchor_real, interval '0'))::date
      AND NOT EXISTS (SELECT FROM calendar_warning w WHERE w.tenant_id = u.tenant_id AND w.code = u.code AND w.year = u.year)
      AND EXISTS (SELECT FROM org_role r WHERE r.tenant_id = u.tenant_id AND r.role IN ('hr-lead', 'admin'))
  $$;
REVOKE ALL ON FUNCTION tenants_with_ending_calendars(timestamptz, int) FROM PUBLIC;
DO $$
BEGIN
  EXECUTE format('GRANT EXECUTE ON FUNCTION tenants_with_ending_calendars(timestamptz, int) TO %I', format('goalbeat_%s', current_schema()));
  EXECUTE format('GRANT SELECT ON calendar_in_use TO %I', format('goalbeat_%s', current_schema()));
END $$;
