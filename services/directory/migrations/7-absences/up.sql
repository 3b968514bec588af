CREATE TABLE absence (
  tenant_id uuid NOT NULL,
  id        uuid NOT NULL,
  person_id uuid NOT NULL,
  from_on   date NOT NULL,
  to_on     date NOT NULL,
  kind      text NOT NULL,
  cancelled boolean NOT NULL DEFAULT false,
  version   integer NOT NULL,
  seq       bigint NOT NULL,
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id, person_id) REFERENCES person (tenant_id, id),
  CHECK (from_on <= to_on)
);
CREATE INDEX absence_person ON absence (tenant_id, person_id, from_on) WHERE NOT cancelled;
SELECT protect('absence');
