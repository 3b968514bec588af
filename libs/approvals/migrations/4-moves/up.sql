-- What waits, by owner and by unit: looked for whenever somebody moves.
CREATE INDEX approval_undecided_owner ON approval (tenant_id, owner_id) WHERE closed_at IS NULL;
CREATE INDEX approval_undecided_unit ON approval (tenant_id, unit_id) WHERE closed_at IS NULL;
