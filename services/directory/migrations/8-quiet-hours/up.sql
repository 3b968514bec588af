-- When a person wants no reminders: local times. Both null: taken back, the definition's default holds.
CREATE TABLE quiet_hours (
  tenant_id  uuid NOT NULL,
  person_id  uuid NOT NULL,
  quiet_from text CHECK (quiet_from ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'),
  quiet_to   text CHECK (quiet_to ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'),
  version    integer NOT NULL,
  seq        bigint NOT NULL,
  PRIMARY KEY (tenant_id, person_id),
  CHECK ((quiet_from IS NULL) = (quiet_to IS NULL))
);
SELECT protect('quiet_hours');
