-- The columns of people and organisation that this service needs; directory is their master.
CREATE TABLE org_tenant (
  tenant_id uuid PRIMARY KEY,
  slug text NOT NULL,
  name text NOT NULL,
  zone text NOT NULL,
  currency text NOT NULL,
  calendar text NOT NULL,
  kind text NOT NULL,
  clock_rate double precision NOT NULL,
  clock_anchor_real timestamptz NOT NULL,
  clock_anchor_virtual timestamptz NOT NULL,
  clock_held_at timestamptz,
  clock_version bigint NOT NULL,
  version bigint NOT NULL
);

CREATE TABLE org_unit (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  code text NOT NULL,
  name text NOT NULL,
  kind text NOT NULL,
  parent_id uuid,
  path uuid[] NOT NULL,
  head_person_id uuid,
  zone text NOT NULL,
  currency text NOT NULL,
  calendar text NOT NULL,
  version bigint NOT NULL,
  PRIMARY KEY (tenant_id, id)
);
CREATE INDEX org_unit_path ON org_unit USING gin (path);

CREATE TABLE org_person (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  number text NOT NULL,
  name text NOT NULL,
  email text,
  unit_id uuid NOT NULL,
  job_family text NOT NULL,
  grade text NOT NULL,
  manager_id uuid,
  joined_on date NOT NULL,
  left_on date,
  version bigint NOT NULL,
  PRIMARY KEY (tenant_id, id)
);
-- Not unique: two people may swap numbers and their events come one by one, in any order.
CREATE INDEX org_person_number ON org_person (tenant_id, number);
CREATE INDEX org_person_manager ON org_person (tenant_id, manager_id);
CREATE INDEX org_person_unit ON org_person (tenant_id, unit_id);

CREATE TABLE org_role (
  tenant_id uuid NOT NULL,
  person_id uuid NOT NULL,
  role text NOT NULL,
  unit_id uuid,
  version bigint NOT NULL
);
CREATE INDEX org_role_holder ON org_role (tenant_id, role, unit_id);
CREATE INDEX org_role_person ON org_role (tenant_id, person_id);

CREATE TABLE org_delegation (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  from_person_id uuid NOT NULL,
  to_person_id uuid NOT NULL,
  valid_from timestamptz NOT NULL,
  valid_to timestamptz NOT NULL,
  kinds text[],
  cancelled boolean NOT NULL,
  version bigint NOT NULL,
  PRIMARY KEY (tenant_id, id)
);
CREATE INDEX org_delegation_from ON org_delegation (tenant_id, from_person_id, valid_to) WHERE NOT cancelled;
CREATE INDEX org_delegation_to ON org_delegation (tenant_id, to_person_id, valid_to) WHERE NOT cancelled;

CREATE TABLE org_calendar (
  tenant_id uuid NOT NULL,
  code text NOT NULL,
  weekdays jsonb NOT NULL,
  days jsonb NOT NULL,
  covered_until date NOT NULL,
  version bigint NOT NULL,
  PRIMARY KEY (tenant_id, code)
);

-- Highest change number up to which nothing is missing; what arrived ahead of a gap waits in org_seq_ahead.
CREATE TABLE org_seq (
  tenant_id uuid PRIMARY KEY,
  seq bigint NOT NULL
);
CREATE TABLE org_seq_ahead (
  tenant_id uuid NOT NULL,
  seq bigint NOT NULL,
  PRIMARY KEY (tenant_id, seq)
);

SELECT protect('org_tenant');
SELECT protect('org_unit');
SELECT protect('org_person');
SELECT protect('org_role');
SELECT protect('org_delegation');
SELECT protect('org_calendar');
SELECT protect('org_seq');
SELECT protect('org_seq_ahead');

-- One call, several statements: each sees what was committed while the lock was waited for, which a single
-- statement would not, and the last number of a burst would stay ahead for ever.
CREATE FUNCTION org_applied(tenant uuid, applied bigint) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
  reached bigint;
BEGIN
  INSERT INTO org_seq_ahead (tenant_id, seq) VALUES (tenant, applied) ON CONFLICT DO NOTHING;
  INSERT INTO org_seq (tenant_id, seq) VALUES (tenant, 0) ON CONFLICT DO NOTHING;
  SELECT s.seq INTO reached FROM org_seq s WHERE s.tenant_id = tenant FOR UPDATE;
  DELETE FROM org_seq_ahead a WHERE a.tenant_id = tenant AND a.seq <= reached;
  LOOP
    DELETE FROM org_seq_ahead a WHERE a.tenant_id = tenant AND a.seq = reached + 1;
    EXIT WHEN NOT FOUND;
    reached := reached + 1;
  END LOOP;
  UPDATE org_seq s SET seq = reached WHERE s.tenant_id = tenant AND s.seq < reached;
  RETURN reached;
END
$$;
