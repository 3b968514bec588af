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
  state text NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'replayed', 'set-aside', 'attributed')),
  settled_at timestamptz,
  settled_by text,
  reason text,
  UNIQUE (tenant_id, digest),
  CHECK ((state = 'open') = (settled_at IS NULL))
);
SELECT protect('dead_letter');
DO $$
BEGIN
  EXECUTE format('REVOKE DELETE, TRUNCATE ON dead_letter FROM %I', 'goalbeat_' || current_schema());
END $$;

CREATE FUNCTION dead_letter_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (OLD.id, OLD.tenant_id, OLD.queue, OLD.cause, OLD.detail, OLD.body, OLD.bytes, OLD.digest, OLD.first_seen_at) IS DISTINCT FROM
     (NEW.id, NEW.tenant_id, NEW.queue, NEW.cause, NEW.detail, NEW.body, NEW.bytes, NEW.digest, NEW.first_seen_at)
     OR OLD.state <> 'open' THEN
    RAISE EXCEPTION 'a dead letter is settled once' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER dead_letter_kept BEFORE UPDATE ON dead_letter FOR EACH ROW EXECUTE FUNCTION dead_letter_kept();
