-- Why somebody is away stays in directory.
CREATE TABLE org_absence (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  person_id uuid NOT NULL,
  from_on date NOT NULL,
  to_on date NOT NULL,
  cancelled boolean NOT NULL,
  version bigint NOT NULL,
  PRIMARY KEY (tenant_id, id)
);
CREATE INDEX org_absence_person ON org_absence (tenant_id, person_id, from_on) WHERE NOT cancelled;
SELECT protect('org_absence');
