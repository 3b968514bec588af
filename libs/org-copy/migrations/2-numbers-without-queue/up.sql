-- Measured under a burst of changes: each event waited for the commits of all others that held the row of org_seq, 25 to 35 ms.
-- Now an event only notes its number. How far the copy has come without a gap is worked out when it is asked for; whoever
-- finds nobody else at it puts the notes away.
CREATE FUNCTION org_reached(tenant uuid) RETURNS bigint LANGUAGE sql STABLE AS $$
  WITH base AS (
    SELECT coalesce((SELECT s.seq FROM org_seq s WHERE s.tenant_id = tenant), 0) AS seq
  ), ahead AS (
    SELECT a.seq, a.seq - row_number() OVER (ORDER BY a.seq) AS before_run
    FROM org_seq_ahead a, base WHERE a.tenant_id = tenant AND a.seq > base.seq
  )
  SELECT coalesce((SELECT max(ahead.seq) FROM ahead WHERE ahead.before_run = base.seq), base.seq) FROM base
$$;

CREATE OR REPLACE FUNCTION org_applied(tenant uuid, applied bigint) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
  reached bigint;
BEGIN
  INSERT INTO org_seq_ahead (tenant_id, seq)
  SELECT tenant, applied WHERE applied > coalesce((SELECT s.seq FROM org_seq s WHERE s.tenant_id = tenant), 0)
  ON CONFLICT DO NOTHING;
  reached := org_reached(tenant);
  -- Nobody waits here: what is left behind is counted all the same, and put away with the next event.
  IF pg_try_advisory_xact_lock(hashtextextended(format('%s.org_seq/%s', current_schema(), tenant), 0)) THEN
    INSERT INTO org_seq (tenant_id, seq) VALUES (tenant, reached)
    ON CONFLICT (tenant_id) DO UPDATE SET seq = greatest(org_seq.seq, excluded.seq);
    DELETE FROM org_seq_ahead a WHERE a.tenant_id = tenant AND a.seq <= reached;
  END IF;
  RETURN reached;
END
$$;
