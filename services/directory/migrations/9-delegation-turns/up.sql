-- Business instants: when the delegate was told that it began, and both that it ended.
ALTER TABLE delegation ADD COLUMN begun_told_at timestamptz, ADD COLUMN ended_told_at timestamptz;

-- What began or ended before is old news.
UPDATE delegation d
SET begun_told_at = CASE WHEN d.cancelled OR d.from_at <= t.now THEN t.now END,
    ended_told_at = CASE WHEN d.cancelled OR d.until_at <= t.now THEN t.now END
FROM (SELECT tenant_id, anchor_virtual
        + clock_rate * greatest(least(now(), held_at) - anchor_real, interval '0') AS now FROM tenant) t
WHERE t.tenant_id = d.tenant_id;

CREATE INDEX delegation_untold ON delegation (tenant_id, from_at) WHERE ended_told_at IS NULL;

-- Looks past row-level security, on each tenant's own clock, and answers with tenants' ids only.
CREATE FUNCTION tenants_with_delegation_turns(real_now timestamptz) RETURNS SETOF uuid
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path FROM CURRENT SET timezone = 'UTC'
  AS $$
    SELECT t.tenant_id FROM tenant t,
      LATERAL (SELECT t.anchor_virtual
        + t.clock_rate * greatest(least(real_now, t.held_at) - t.anchor_real, interval '0') AS now) business
    WHERE EXISTS (
      SELECT FROM delegation d
      WHERE d.tenant_id = t.tenant_id AND d.ended_told_at IS NULL
        AND ((d.begun_told_at IS NULL AND d.from_at <= business.now) OR d.until_at <= business.now))
  $$;
REVOKE ALL ON FUNCTION tenants_with_delegation_turns(timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION tenants_with_delegation_turns(timestamptz) TO goalbeat_directory;
