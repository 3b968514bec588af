-- The company that was founded with the set-up code. One in all: of two at once the second waits for the first, and fails.
CREATE TABLE first_run (
  tenant_id  uuid PRIMARY KEY,
  founded_at timestamptz NOT NULL DEFAULT now()
);
CREATE UNIQUE INDEX first_run_once ON first_run ((true));
SELECT protect_append_only('first_run');

-- Looks past row-level security and says yes or no.
CREATE FUNCTION first_run_over() RETURNS boolean
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path FROM CURRENT
  AS $$ SELECT EXISTS (SELECT FROM tenant) OR EXISTS (SELECT FROM first_run) $$;
REVOKE ALL ON FUNCTION first_run_over() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION first_run_over() TO goalbeat_directory;
