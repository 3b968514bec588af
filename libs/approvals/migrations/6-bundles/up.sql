-- Tasks of one person, cycle, unit and step of a chain that bundles by unit.
ALTER TABLE approval_task ADD COLUMN bundle_id uuid;
CREATE INDEX approval_task_bundle ON approval_task (tenant_id, bundle_id) WHERE bundle_id IS NOT NULL;
