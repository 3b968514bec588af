-- The types come first and their checks last: so no row is written anew, and what is there already is not judged.
CREATE DOMAIN process_log_instant AS timestamptz;
CREATE DOMAIN process_log_actor_kind AS text;
CREATE DOMAIN process_log_channel AS text;

ALTER TABLE process_log
  DROP CONSTRAINT process_log_instants,
  DROP CONSTRAINT process_log_actor_kind_check,
  DROP CONSTRAINT process_log_channel_check,
  ALTER COLUMN at TYPE process_log_instant,
  ALTER COLUMN due_at TYPE process_log_instant,
  ALTER COLUMN started_at TYPE process_log_instant,
  ALTER COLUMN recorded_at TYPE process_log_instant,
  ALTER COLUMN actor_kind TYPE process_log_actor_kind,
  ALTER COLUMN channel TYPE process_log_channel;

ALTER DOMAIN process_log_instant ADD CONSTRAINT process_log_instant_finite
  CHECK (isfinite(VALUE) AND VALUE >= '1970-01-01 00:00:00+00') NOT VALID;
ALTER DOMAIN process_log_actor_kind ADD CONSTRAINT process_log_actor_kind_known
  CHECK (VALUE IN ('person', 'key', 'service', 'deadline')) NOT VALID;
ALTER DOMAIN process_log_channel ADD CONSTRAINT process_log_channel_known
  CHECK (VALUE IN ('web', 'api', 'timer', 'event')) NOT VALID;
