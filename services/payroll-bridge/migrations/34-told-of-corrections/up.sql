-- By which score somebody's money is worth what it is, and how: its owner is told, and reads it.
ALTER TABLE correction_line ADD COLUMN score text, ADD COLUMN band text, ADD COLUMN explain jsonb NOT NULL DEFAULT '[]';
-- Of corrections made before: the last word on the person's score up to then, else the score that they were signed with.
ALTER TABLE correction_line DISABLE TRIGGER USER;
UPDATE correction_line d SET score = COALESCE(s.score, f.score), band = COALESCE(s.band, f.band)
FROM correction_line x
JOIN correction c ON c.id = x.correction_id
JOIN bonus_line f ON f.id = x.claim_id
LEFT JOIN LATERAL (
  SELECT one ->> 'score' AS score, one ->> 'band' AS band FROM correction e, jsonb_array_elements(e.scores) AS one
  WHERE e.tenant_id = c.tenant_id AND e.cycle_id = c.cycle_id AND e.no <= c.no AND one ->> 'personId' = x.person_id::text
  ORDER BY e.no DESC LIMIT 1) s ON true
WHERE x.id = d.id;
ALTER TABLE correction_line ENABLE TRIGGER USER;
CREATE INDEX correction_line_claim ON correction_line (claim_id);
