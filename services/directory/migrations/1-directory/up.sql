-- The organisation, who may sign in, and what waits on whose desk.

CREATE TABLE tenant (
  tenant_id      uuid PRIMARY KEY,
  slug           text NOT NULL,
  name           text NOT NULL,
  zone           text NOT NULL,
  currency       char(3) NOT NULL,
  calendar       text NOT NULL,
  kind           text NOT NULL CHECK (kind IN ('production', 'demo', 'rehearsal')),
  clock_rate     double precision NOT NULL CHECK (clock_rate >= 1),
  anchor_real    timestamptz NOT NULL,
  anchor_virtual timestamptz NOT NULL,
  held_at        timestamptz,
  clock_version  integer NOT NULL,
  version        integer NOT NULL,
  seq            bigint NOT NULL,
  created_at     timestamptz NOT NULL DEFAULT now(),
  -- Real companies are paid by real time only.
  CONSTRAINT tenant_real_time CHECK (
    kind <> 'production' OR (clock_rate = 1 AND held_at IS NULL AND anchor_real = anchor_virtual))
);
CREATE UNIQUE INDEX tenant_slug ON tenant (lower(slug));
SELECT protect('tenant');

-- One number per changed row of the organisation, taken under this row's lock: no gaps, no two alike.
CREATE TABLE change_counter (
  tenant_id uuid PRIMARY KEY,
  seq       bigint NOT NULL
);
SELECT protect('change_counter');

CREATE TABLE org_unit (
  tenant_id      uuid NOT NULL,
  id             uuid NOT NULL,
  code           text NOT NULL,
  name           text NOT NULL,
  kind           text NOT NULL CHECK (kind IN ('group', 'branch', 'department')),
  parent_id      uuid,
  path           uuid[] NOT NULL,
  own_zone       text,
  own_currency   text,
  own_calendar   text,
  zone           text NOT NULL,
  currency       text NOT NULL,
  calendar       text NOT NULL,
  head_number    text,
  head_person_id uuid,
  version        integer NOT NULL,
  seq            bigint NOT NULL,
  PRIMARY KEY (tenant_id, id),
  UNIQUE (tenant_id, code)
);
CREATE INDEX org_unit_head ON org_unit (tenant_id, head_number) WHERE head_number IS NOT NULL;
SELECT protect('org_unit');

CREATE TABLE person (
  tenant_id  uuid NOT NULL,
  id         uuid NOT NULL,
  number     text NOT NULL,
  name       text NOT NULL,
  email      text,
  unit_id    uuid NOT NULL,
  job_family text NOT NULL,
  grade      text NOT NULL,
  manager_id uuid,
  joined_on  date NOT NULL,
  left_on    date,
  version    integer NOT NULL,
  seq        bigint NOT NULL,
  PRIMARY KEY (tenant_id, id),
  UNIQUE (tenant_id, number),
  FOREIGN KEY (tenant_id, unit_id) REFERENCES org_unit (tenant_id, id),
  CHECK (manager_id <> id)
);
CREATE INDEX person_unit ON person (tenant_id, unit_id);
CREATE INDEX person_manager ON person (tenant_id, manager_id) WHERE manager_id IS NOT NULL;
SELECT protect('person');

-- Every version a person ever had, and since which business instant: moves must not rewrite the past.
CREATE TABLE person_history (
  tenant_id   uuid NOT NULL,
  person_id   uuid NOT NULL,
  version     integer NOT NULL,
  valid_from  timestamptz NOT NULL,
  recorded_at timestamptz NOT NULL DEFAULT now(),
  state       jsonb NOT NULL,
  PRIMARY KEY (tenant_id, person_id, version)
);
SELECT protect_append_only('person_history');

CREATE TABLE role_assignment (
  tenant_id uuid NOT NULL,
  person_id uuid NOT NULL,
  role      text NOT NULL,
  unit_id   uuid,
  UNIQUE NULLS NOT DISTINCT (tenant_id, person_id, role, unit_id),
  FOREIGN KEY (tenant_id, person_id) REFERENCES person (tenant_id, id),
  FOREIGN KEY (tenant_id, unit_id) REFERENCES org_unit (tenant_id, id)
);
CREATE INDEX role_assignment_role ON role_assignment (tenant_id, role);
SELECT protect('role_assignment');

CREATE TABLE account (
  tenant_id     uuid NOT NULL,
  person_id     uuid NOT NULL,
  password_hash text NOT NULL,
  created_at    timestamptz NOT NULL,
  changed_at    timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, person_id),
  FOREIGN KEY (tenant_id, person_id) REFERENCES person (tenant_id, id)
);
SELECT protect('account');

-- Counted per account AND address: an attacker elsewhere cannot lock the owner out.
CREATE TABLE sign_in_attempt (
  tenant_id     uuid NOT NULL,
  number        text NOT NULL,
  address       text NOT NULL,
  failures      integer NOT NULL,
  blocked_until timestamptz,
  last_at       timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, number, address)
);
CREATE INDEX sign_in_attempt_old ON sign_in_attempt (tenant_id, last_at);
SELECT protect('sign_in_attempt');

CREATE TABLE session (
  tenant_id   uuid NOT NULL,
  id          uuid NOT NULL,
  person_id   uuid NOT NULL,
  secret_hash bytea NOT NULL UNIQUE,
  created_at  timestamptz NOT NULL,
  expires_at  timestamptz NOT NULL,
  revoked_at  timestamptz,
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id, person_id) REFERENCES person (tenant_id, id)
);
CREATE INDEX session_person ON session (tenant_id, person_id) WHERE revoked_at IS NULL;
SELECT protect('session');

CREATE TABLE api_key (
  tenant_id    uuid NOT NULL,
  id           uuid NOT NULL,
  name         text NOT NULL,
  secret_hash  bytea NOT NULL UNIQUE,
  scopes       text[] NOT NULL,
  created_by   text NOT NULL,
  created_at   timestamptz NOT NULL,
  last_used_at timestamptz,
  revoked_at   timestamptz,
  PRIMARY KEY (tenant_id, id)
);
SELECT protect('api_key');

CREATE TABLE calendar (
  tenant_id     uuid NOT NULL,
  code          text NOT NULL,
  weekdays      jsonb NOT NULL,
  days          jsonb NOT NULL,
  covered_until date NOT NULL,
  version       integer NOT NULL,
  seq           bigint NOT NULL,
  PRIMARY KEY (tenant_id, code)
);
SELECT protect('calendar');

CREATE TABLE delegation (
  tenant_id      uuid NOT NULL,
  id             uuid NOT NULL,
  from_person_id uuid NOT NULL,
  to_person_id   uuid NOT NULL,
  from_at        timestamptz NOT NULL,
  until_at       timestamptz NOT NULL,
  kinds          text[],
  cancelled      boolean NOT NULL DEFAULT false,
  version        integer NOT NULL,
  seq            bigint NOT NULL,
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id, from_person_id) REFERENCES person (tenant_id, id),
  FOREIGN KEY (tenant_id, to_person_id) REFERENCES person (tenant_id, id),
  CHECK (from_person_id <> to_person_id),
  CHECK (from_at < until_at)
);
CREATE INDEX delegation_current ON delegation (tenant_id, until_at) WHERE NOT cancelled;
SELECT protect('delegation');

-- What the services said last about each task; the older version never overwrites the newer.
CREATE TABLE desk_task (
  tenant_id    uuid NOT NULL,
  task_id      uuid NOT NULL,
  version      integer NOT NULL,
  service      text NOT NULL,
  kind         text NOT NULL,
  subject_kind text NOT NULL,
  assignee_id  uuid NOT NULL,
  state        text NOT NULL,
  opened_at    timestamptz NOT NULL,
  due_at       timestamptz,
  task         jsonb NOT NULL,
  changed_at   timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (tenant_id, task_id)
);
CREATE INDEX desk_task_open ON desk_task (tenant_id, assignee_id, due_at, task_id) WHERE state = 'open';
CREATE INDEX desk_task_changed ON desk_task (tenant_id, changed_at);
SELECT protect('desk_task');

CREATE TABLE notice (
  tenant_id    uuid NOT NULL,
  id           uuid NOT NULL,
  person_id    uuid NOT NULL,
  kind         text NOT NULL,
  at           timestamptz NOT NULL,
  subject_kind text NOT NULL,
  subject_id   text NOT NULL,
  "values"     jsonb NOT NULL,
  read_at      timestamptz,
  PRIMARY KEY (tenant_id, id)
);
CREATE INDEX notice_person ON notice (tenant_id, person_id, at DESC, id DESC);
SELECT protect('notice');

-- Up to when each service's news is known to be complete: written by the process that consumes, read where HTTP runs apart.
CREATE TABLE service_heartbeat (
  service  text PRIMARY KEY,
  fresh_at timestamptz NOT NULL
);

-- Before anybody is known no tenant can be set, so these three look past row-level security and answer with ids only.
CREATE FUNCTION tenant_of_slug(wanted text) RETURNS uuid
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path FROM CURRENT
  AS $$ SELECT tenant_id FROM tenant WHERE lower(slug) = lower(wanted) $$;
CREATE FUNCTION session_of_secret(hash bytea) RETURNS TABLE (tenant_id uuid, id uuid)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path FROM CURRENT
  AS $$ SELECT s.tenant_id, s.id FROM session s WHERE s.secret_hash = hash $$;
CREATE FUNCTION api_key_of_secret(hash bytea) RETURNS TABLE (tenant_id uuid, id uuid)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path FROM CURRENT
  AS $$ SELECT k.tenant_id, k.id FROM api_key k WHERE k.secret_hash = hash $$;
REVOKE ALL ON FUNCTION tenant_of_slug(text), session_of_secret(bytea), api_key_of_secret(bytea) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION tenant_of_slug(text), session_of_secret(bytea), api_key_of_secret(bytea) TO goalbeat_directory;
