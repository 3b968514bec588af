-- A rehearsal is a throw-away copy of a company. Its id says so (a UUID of version 8), so that no other table need know.
ALTER TABLE tenant
  ADD COLUMN rehearsal_of uuid,
  ADD CONSTRAINT tenant_rehearsal CHECK (
    (kind = 'rehearsal') = (substr(tenant_id::text, 15, 1) = '8')
    AND (kind = 'rehearsal') = (rehearsal_of IS NOT NULL));
