-- Cycles whose ladders wait, since when.
CREATE TABLE approval_hold (
  tenant_id uuid NOT NULL,
  cycle_id uuid NOT NULL,
  since timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, cycle_id)
);
SELECT protect('approval_hold');

-- What a cycle's pause or extension moves.
CREATE INDEX approval_cycle_open ON approval (tenant_id, cycle_id, subject_kind) WHERE state = 'open';
