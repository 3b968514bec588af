-- Changes of people and units with the day they take effect. What was said, when it holds from, and what became of it.
CREATE TABLE org_change (
  tenant_id    uuid NOT NULL,
  id           uuid NOT NULL,
  subject_kind text NOT NULL CHECK (subject_kind IN ('person', 'unit')),
  subject_id   uuid NOT NULL,
  effective_on date NOT NULL,
  -- Business instant: that day's start where the person works, or the moment it was said when that is today.
  effective_at timestamptz NOT NULL,
  patch        jsonb NOT NULL,
  state        text NOT NULL CHECK (state IN ('planned', 'applied', 'cancelled', 'failed')),
  problem      text,
  reason       text,
  requested_by text,
  requested_at timestamptz NOT NULL,
  settled_at   timestamptz,
  PRIMARY KEY (tenant_id, id),
  CHECK ((state = 'planned') = (settled_at IS NULL))
);
CREATE INDEX org_change_due ON org_change (tenant_id, effective_at, id) WHERE state = 'planned';
CREATE INDEX org_change_subject ON org_change (tenant_id, subject_kind, subject_id, id);
SELECT protect('org_change');

-- What each version changed. A change for a past day touches only the fields it names: what was said later stays.
-- Whole states stay with the versions that have one; new ones say their patch only.
ALTER TABLE person_history ADD COLUMN patch jsonb NOT NULL DEFAULT '{}';
ALTER TABLE person_history ALTER COLUMN state DROP NOT NULL;
UPDATE person_history h SET patch = coalesce((
      SELECT jsonb_build_object('grant', jsonb_agg(r)) FROM jsonb_array_elements(h.state->'roles') AS r
      WHERE NOT coalesce(before.state->'roles', '[]') @> jsonb_build_array(r) HAVING count(*) > 0), '{}')
  || coalesce((
      SELECT jsonb_build_object('remove', jsonb_agg(r)) FROM jsonb_array_elements(before.state->'roles') AS r
      WHERE NOT h.state->'roles' @> jsonb_build_array(r) HAVING count(*) > 0), '{}')
  || coalesce((
      SELECT jsonb_object_agg(f.key, f.value) FROM jsonb_each(h.state) AS f
      WHERE f.key NOT IN ('id', 'number', 'version', 'seq', 'roles')
        AND (before.state IS NULL OR before.state->f.key IS DISTINCT FROM f.value)), '{}')
FROM person_history self
LEFT JOIN person_history before
  ON before.tenant_id = self.tenant_id AND before.person_id = self.person_id AND before.version = self.version - 1
WHERE self.tenant_id = h.tenant_id AND self.person_id = h.person_id AND self.version = h.version;

-- How each person was, is and, as far as it is planned, will be: worked out from the history and the planned changes.
CREATE TABLE person_timeline (
  tenant_id  uuid NOT NULL,
  person_id  uuid NOT NULL,
  valid_from timestamptz NOT NULL,
  state      jsonb NOT NULL,
  PRIMARY KEY (tenant_id, person_id, valid_from)
);
CREATE INDEX person_timeline_later ON person_timeline (tenant_id, valid_from);
SELECT protect('person_timeline');
INSERT INTO person_timeline (tenant_id, person_id, valid_from, state)
SELECT DISTINCT ON (tenant_id, person_id, valid_from) tenant_id, person_id, valid_from, state - 'version' - 'seq'
FROM person_history ORDER BY tenant_id, person_id, valid_from, version DESC;

CREATE TABLE unit_history (
  tenant_id   uuid NOT NULL,
  unit_id     uuid NOT NULL,
  version     integer NOT NULL,
  valid_from  timestamptz NOT NULL,
  recorded_at timestamptz NOT NULL DEFAULT now(),
  patch       jsonb NOT NULL,
  PRIMARY KEY (tenant_id, unit_id, version)
);
SELECT protect_append_only('unit_history');
CREATE TABLE unit_timeline (
  tenant_id  uuid NOT NULL,
  unit_id    uuid NOT NULL,
  valid_from timestamptz NOT NULL,
  state      jsonb NOT NULL,
  PRIMARY KEY (tenant_id, unit_id, valid_from)
);
SELECT protect('unit_timeline');

-- Units had no history: as they are now they have been since the tenant was founded, when its first administrator came.
INSERT INTO unit_history (tenant_id, unit_id, version, valid_from, patch)
SELECT u.tenant_id, u.id, u.version, f.founded, jsonb_build_object('code', u.code, 'name', u.name, 'kind', u.kind,
  'parentId', u.parent_id, 'ownZone', u.own_zone, 'ownCurrency', u.own_currency, 'ownCalendar', u.own_calendar,
  'headNumber', u.head_number, 'headPersonId', u.head_person_id)
FROM org_unit u
JOIN (SELECT tenant_id, min(valid_from) AS founded FROM person_history GROUP BY 1) f USING (tenant_id);
INSERT INTO unit_timeline (tenant_id, unit_id, valid_from, state)
SELECT tenant_id, unit_id, valid_from, patch || jsonb_build_object('id', unit_id) FROM unit_history;

-- Looks past row-level security, on each tenant's own clock, and answers with tenants' ids only.
CREATE FUNCTION tenants_with_due_changes(real_now timestamptz) RETURNS SETOF uuid
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path FROM CURRENT SET timezone = 'UTC'
  AS $$
    SELECT t.tenant_id FROM tenant t
    WHERE EXISTS (
      SELECT FROM org_change c
      WHERE c.tenant_id = t.tenant_id AND c.state = 'planned'
        AND c.effective_at <= t.anchor_virtual
          + t.clock_rate * greatest(least(real_now, t.held_at) - t.anchor_real, interval '0'))
  $$;
REVOKE ALL ON FUNCTION tenants_with_due_changes(timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION tenants_with_due_changes(timestamptz) TO goalbeat_directory;
