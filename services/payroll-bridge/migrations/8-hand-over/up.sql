-- Which way a company's payouts go; without a row by RabbitMQ.
CREATE TABLE hand_over_setting (
  tenant_id uuid PRIMARY KEY,
  version bigint NOT NULL,
  way text NOT NULL CHECK (way IN ('rabbitmq', 'webhook', 'csv')),
  url text,
  query_url text,
  deduplicates boolean NOT NULL,
  updated_at timestamptz NOT NULL,
  CHECK (way <> 'webhook' OR url IS NOT NULL)
);

-- What signs webhooks, sealed; the one before the present one signs too for a while (real time).
CREATE TABLE hand_over_secret (
  tenant_id uuid PRIMARY KEY,
  sealed text NOT NULL,
  made_at timestamptz NOT NULL,
  previous_sealed text,
  previous_until timestamptz
);

-- The way that a run began with: a setting changed in between does not send half of it elsewhere.
CREATE TABLE hand_over_pin (
  run_id uuid PRIMARY KEY REFERENCES payout_run,
  tenant_id uuid NOT NULL,
  way text NOT NULL CHECK (way IN ('rabbitmq', 'webhook', 'csv')),
  url text,
  query_url text,
  deduplicates boolean NOT NULL,
  pinned_at timestamptz NOT NULL
);

CREATE TABLE hand_over_file (
  id uuid PRIMARY KEY,
  tenant_id uuid NOT NULL,
  run_id uuid NOT NULL REFERENCES payout_run,
  batch_id uuid NOT NULL REFERENCES payout_batch,
  -- 2 and more: payouts of the batch that payroll never saw, once more.
  n int NOT NULL,
  name text NOT NULL,
  content text NOT NULL,
  sha256 text NOT NULL,
  rows int NOT NULL CHECK (rows > 0),
  created_at timestamptz NOT NULL,
  released_at timestamptz,
  released_by text,
  UNIQUE (batch_id, n)
);

-- One a payout and one a batch's close: where it is on its way. Times are real.
CREATE TABLE hand_over_message (
  id uuid PRIMARY KEY,
  tenant_id uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('payout', 'batch')),
  run_id uuid NOT NULL REFERENCES payout_run,
  batch_id uuid NOT NULL REFERENCES payout_batch,
  file_id uuid REFERENCES hand_over_file,
  way text NOT NULL CHECK (way IN ('rabbitmq', 'webhook', 'csv')),
  -- As it is sent, to the byte, each time.
  body text NOT NULL,
  state text NOT NULL CHECK (state IN ('waiting', 'in-flight', 'unclear', 'refused', 'delivered', 'given-up')),
  attempts int NOT NULL DEFAULT 0,
  -- waiting: when to send; unclear: when to ask payroll by key.
  next_at timestamptz,
  lease_until timestamptz,
  -- How often payroll said in a row that it never saw it.
  denials int NOT NULL DEFAULT 0,
  status int,
  error text,
  changed_at timestamptz NOT NULL
);
CREATE INDEX hand_over_message_due ON hand_over_message (tenant_id, next_at)
  WHERE way = 'webhook' AND state IN ('waiting', 'in-flight', 'unclear');
CREATE INDEX hand_over_message_batch ON hand_over_message (batch_id) WHERE state NOT IN ('delivered', 'given-up');
CREATE INDEX hand_over_message_run ON hand_over_message (run_id, id);

-- Every attempt that ended, and how.
CREATE TABLE hand_over_attempt (
  tenant_id uuid NOT NULL,
  message_id uuid NOT NULL,
  n int NOT NULL,
  outcome text NOT NULL,
  status int,
  error text,
  at timestamptz NOT NULL,
  PRIMARY KEY (message_id, n)
);

-- What nobody could read or apply, as it came; the tenant is none where nobody can tell whose it is.
CREATE TABLE dead_letter (
  id uuid PRIMARY KEY,
  tenant_id uuid NOT NULL,
  queue text NOT NULL,
  cause text NOT NULL,
  detail text NOT NULL,
  body bytea NOT NULL,
  bytes int NOT NULL,
  -- Of queue, body and the broker's instant: the same letter delivered twice is kept once.
  digest text NOT NULL,
  first_seen_at timestamptz NOT NULL,
  state text NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'replayed', 'set-aside')),
  settled_at timestamptz,
  settled_by text,
  reason text,
  UNIQUE (tenant_id, digest),
  CHECK ((state = 'open') = (settled_at IS NULL))
);

SELECT protect('hand_over_setting');
SELECT protect('hand_over_secret');
SELECT protect_append_only('hand_over_pin');
SELECT protect('hand_over_file');
SELECT protect('hand_over_message');
SELECT protect_append_only('hand_over_attempt');
SELECT protect('dead_letter');
DO $$
DECLARE
  one text;
BEGIN
  FOREACH one IN ARRAY ARRAY['hand_over_setting', 'hand_over_secret', 'hand_over_file', 'hand_over_message', 'dead_letter'] LOOP
    EXECUTE format('REVOKE DELETE, TRUNCATE ON %I FROM %I', one, 'goalbeat_' || current_schema());
  END LOOP;
END $$;

CREATE FUNCTION hand_over_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_TABLE_NAME = 'hand_over_message' THEN
    IF (OLD.id, OLD.kind, OLD.run_id, OLD.batch_id, OLD.way, OLD.body) IS DISTINCT FROM
       (NEW.id, NEW.kind, NEW.run_id, NEW.batch_id, NEW.way, NEW.body) THEN
      RAISE EXCEPTION 'what payroll is told under one key never changes' USING ERRCODE = 'check_violation';
    END IF;
  ELSIF TG_TABLE_NAME = 'hand_over_file' THEN
    IF (OLD.id, OLD.run_id, OLD.batch_id, OLD.n, OLD.content, OLD.sha256) IS DISTINCT FROM
       (NEW.id, NEW.run_id, NEW.batch_id, NEW.n, NEW.content, NEW.sha256)
       OR OLD.released_at IS NOT NULL AND (OLD.released_at, OLD.released_by) IS DISTINCT FROM (NEW.released_at, NEW.released_by) THEN
      RAISE EXCEPTION 'a file for payroll never changes' USING ERRCODE = 'check_violation';
    END IF;
  ELSIF (OLD.queue, OLD.body, OLD.digest, OLD.first_seen_at) IS DISTINCT FROM (NEW.queue, NEW.body, NEW.digest, NEW.first_seen_at)
     OR OLD.state <> 'open' THEN
    RAISE EXCEPTION 'a dead letter is settled once' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER hand_over_message_kept BEFORE UPDATE ON hand_over_message FOR EACH ROW EXECUTE FUNCTION hand_over_kept();
CREATE TRIGGER hand_over_file_kept BEFORE UPDATE ON hand_over_file FOR EACH ROW EXECUTE FUNCTION hand_over_kept();
CREATE TRIGGER dead_letter_kept BEFORE UPDATE ON dead_letter FOR EACH ROW EXECUTE FUNCTION hand_over_kept();

-- Who has webhooks to send now: ids only, the courier works on each within its tenant.
CREATE FUNCTION due_hand_overs() RETURNS TABLE (tenant_id uuid)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path FROM CURRENT AS $$
  SELECT DISTINCT m.tenant_id FROM hand_over_message m
  WHERE m.way = 'webhook' AND (m.state IN ('waiting', 'unclear') AND m.next_at <= now() OR m.state = 'in-flight' AND m.lease_until <= now())
  LIMIT 200
$$;
REVOKE ALL ON FUNCTION due_hand_overs() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION due_hand_overs() TO goalbeat_payroll;

-- A batch is confirmed when each of its payouts has arrived: out of the outbox, taken by the webhook, in a released file. Confirmed
-- ones first: however many wait for a person, they hide nobody. `moving`: the relay is at it, so that it is worth looking again soon.
DROP FUNCTION open_payout_batches();
CREATE FUNCTION open_payout_batches() RETURNS TABLE (tenant_id uuid, batch_id uuid, confirmed boolean, moving boolean)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path FROM CURRENT AS $$
  SELECT open.tenant_id, open.id, NOT (open.moving OR open.waiting), open.moving
  FROM (
    SELECT b.tenant_id, b.id,
      EXISTS (SELECT 1 FROM payout p JOIN outbox o ON o.id = p.id WHERE p.batch_id = b.id) AS moving,
      EXISTS (SELECT 1 FROM hand_over_message m WHERE m.batch_id = b.id AND m.way <> 'rabbitmq'
        AND m.kind = 'payout' AND m.state NOT IN ('delivered', 'given-up')) AS waiting
    FROM payout_batch b WHERE b.closed_at IS NULL
  ) AS open
  ORDER BY open.moving OR open.waiting, open.waiting, open.id LIMIT 200
$$;
REVOKE ALL ON FUNCTION open_payout_batches() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION open_payout_batches() TO goalbeat_payroll;
