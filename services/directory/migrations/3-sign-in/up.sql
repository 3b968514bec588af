-- What a sign-in leaves behind: when somebody proved who they are, from where, and who has to hear when it ends.

ALTER TABLE session
  ADD COLUMN authenticated_at timestamptz NOT NULL DEFAULT now(),
  ADD COLUMN last_seen_at     timestamptz NOT NULL DEFAULT now(),
  ADD COLUMN address          text,
  ADD COLUMN agent            text,
  ADD COLUMN method           text NOT NULL DEFAULT 'password' CHECK (method IN ('password', 'oidc'));
UPDATE session SET authenticated_at = created_at WHERE revoked_at IS NULL;
CREATE INDEX session_expired ON session (tenant_id, expires_at);

ALTER TABLE api_key
  ADD COLUMN expires_at timestamptz,
  ADD COLUMN addresses  text[];

-- Addresses from which an account signed in before: guesses elsewhere never slow them down.
CREATE TABLE sign_in_address (
  tenant_id uuid NOT NULL,
  number    text NOT NULL,
  address   text NOT NULL,
  last_at   timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, number, address)
);
CREATE INDEX sign_in_address_old ON sign_in_address (tenant_id, last_at);
SELECT protect('sign_in_address');

-- Whose rights changed: a session that ended, a key that was revoked, a person whose roles or last day changed. Gateways
-- read it twice a second. `xid` and not a sequence: transactions commit in another order than they take numbers.
CREATE TABLE access_change (
  tenant_id  uuid NOT NULL,
  xid        xid8 NOT NULL DEFAULT pg_current_xact_id(),
  subject_id uuid NOT NULL,
  at         timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (xid, subject_id)
);
CREATE INDEX access_change_at ON access_change (at);
SELECT protect('access_change');

-- Written by the database, so that no code path can change a right and forget to say so.
CREATE FUNCTION note_access_change() RETURNS trigger
  LANGUAGE plpgsql SET search_path FROM CURRENT
  AS $$
DECLARE
  changed jsonb := to_jsonb(coalesce(NEW, OLD));
BEGIN
  INSERT INTO access_change (tenant_id, subject_id)
  VALUES ((changed ->> 'tenant_id')::uuid, (changed ->> TG_ARGV[0])::uuid)
  ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;
CREATE TRIGGER session_ended AFTER UPDATE ON session FOR EACH ROW
  WHEN (OLD.revoked_at IS DISTINCT FROM NEW.revoked_at OR OLD.authenticated_at IS DISTINCT FROM NEW.authenticated_at)
  EXECUTE FUNCTION note_access_change('id');
CREATE TRIGGER api_key_changed AFTER UPDATE ON api_key FOR EACH ROW
  WHEN (OLD.revoked_at IS DISTINCT FROM NEW.revoked_at OR OLD.scopes IS DISTINCT FROM NEW.scopes
    OR OLD.expires_at IS DISTINCT FROM NEW.expires_at OR OLD.addresses IS DISTINCT FROM NEW.addresses)
  EXECUTE FUNCTION note_access_change('id');
CREATE TRIGGER roles_changed AFTER INSERT OR UPDATE OR DELETE ON role_assignment FOR EACH ROW
  EXECUTE FUNCTION note_access_change('person_id');
CREATE TRIGGER person_left AFTER UPDATE ON person FOR EACH ROW
  WHEN (OLD.left_on IS DISTINCT FROM NEW.left_on)
  EXECUTE FUNCTION note_access_change('id');

-- The gateways serve all tenants, so this looks past row-level security; it gives ids only.
CREATE FUNCTION access_changes(since xid8) RETURNS TABLE (xid xid8, tenant_id uuid, subject_id uuid)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path FROM CURRENT
  AS $$ SELECT c.xid, c.tenant_id, c.subject_id FROM access_change c WHERE c.xid >= since ORDER BY c.xid LIMIT 5001 $$;
-- Nobody's token is older than five minutes.
CREATE FUNCTION prune_access_changes() RETURNS void
  LANGUAGE sql SECURITY DEFINER SET search_path FROM CURRENT
  AS $$ DELETE FROM access_change WHERE at < now() - interval '1 hour' $$;
CREATE FUNCTION demo_slugs() RETURNS SETOF text
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path FROM CURRENT
  AS $$ SELECT slug FROM tenant WHERE kind = 'demo' ORDER BY slug $$;
REVOKE ALL ON FUNCTION access_changes(xid8), prune_access_changes(), demo_slugs() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION access_changes(xid8), prune_access_changes(), demo_slugs() TO goalbeat_directory;

-- One identity provider a tenant. The client secret is sealed with a key that the database never sees.
CREATE TABLE oidc_provider (
  tenant_id       uuid PRIMARY KEY,
  issuer          text NOT NULL,
  client_id       text NOT NULL,
  client_secret   text NOT NULL,
  claim           text NOT NULL CHECK (claim IN ('email', 'employee-number')),
  claim_name      text NOT NULL,
  allowed_domains text[] NOT NULL,
  require_verified_email boolean NOT NULL,
  version         integer NOT NULL,
  changed_at      timestamptz NOT NULL
);
SELECT protect('oidc_provider');

-- A sign-in that is under way at the provider: taken out by the first answer, whatever it says.
CREATE TABLE oidc_attempt (
  tenant_id    uuid NOT NULL,
  binding_hash bytea NOT NULL,
  state        text NOT NULL,
  nonce        text NOT NULL,
  verifier     text NOT NULL,
  issuer       text NOT NULL,
  redirect_uri text NOT NULL,
  session_id   uuid,
  expires_at   timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, binding_hash)
);
CREATE UNIQUE INDEX oidc_attempt_binding ON oidc_attempt (binding_hash);
SELECT protect('oidc_attempt');
CREATE FUNCTION tenant_of_oidc_attempt(hash bytea) RETURNS uuid
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path FROM CURRENT
  AS $$ SELECT tenant_id FROM oidc_attempt WHERE binding_hash = hash $$;
REVOKE ALL ON FUNCTION tenant_of_oidc_attempt(bytea) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION tenant_of_oidc_attempt(bytea) TO goalbeat_directory;
