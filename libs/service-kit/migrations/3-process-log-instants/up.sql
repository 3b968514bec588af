-- The canonical form prints neither an era nor infinity: 20 BC and 20 AD, -infinity and nothing would hash alike.
ALTER TABLE process_log ADD CONSTRAINT process_log_instants CHECK (
  isfinite(at) AND at >= '1970-01-01 00:00:00+00'
  AND (due_at IS NULL OR isfinite(due_at) AND due_at >= '1970-01-01 00:00:00+00')
  AND (started_at IS NULL OR isfinite(started_at) AND started_at >= '1970-01-01 00:00:00+00')
  AND isfinite(recorded_at) AND recorded_at >= '1970-01-01 00:00:00+00'
) NOT VALID;
