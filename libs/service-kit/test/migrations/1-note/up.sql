CREATE TABLE note (
  id uuid PRIMARY KEY,
  tenant_id uuid NOT NULL,
  text text NOT NULL,
  version integer NOT NULL DEFAULT 1,
  amount numeric(20, 4),
  big bigint,
  day date,
  at timestamptz NOT NULL DEFAULT now(),
  tags jsonb
);
SELECT protect('note');
