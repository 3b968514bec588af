-- Which line of a list pays what a correction makes somebody's money worth more; null where nothing is paid for it.
ALTER TABLE correction_line ADD COLUMN line_id uuid REFERENCES bonus_line;
-- Of corrections made before, by the run that was opened with them: one correction of a cycle is under way at a time.
ALTER TABLE correction_line DISABLE TRIGGER USER;
UPDATE correction_line c SET line_id = d.id
FROM correction m, bonus_line d, payout_run r
WHERE m.id = c.correction_id AND d.claim_id = c.claim_id AND d.cause = 'delta-up' AND r.id = d.run_id AND r.created_at = m.at
  AND c.worth_minor > c.accrued_minor
  AND (SELECT count(*) FROM bonus_line o JOIN payout_run s ON s.id = o.run_id
       WHERE o.claim_id = c.claim_id AND o.cause = 'delta-up' AND s.created_at = m.at) = 1;
ALTER TABLE correction_line ENABLE TRIGGER USER;
CREATE INDEX correction_line_person ON correction_line (tenant_id, person_id, correction_id);
CREATE INDEX correction_newest ON correction (tenant_id, id);
