CREATE TABLE org_quiet_hours (
  tenant_id uuid NOT NULL,
  person_id uuid NOT NULL,
  quiet_from text,
  quiet_to text,
  version bigint NOT NULL,
  PRIMARY KEY (tenant_id, person_id)
);
SELECT protect('org_quiet_hours');
