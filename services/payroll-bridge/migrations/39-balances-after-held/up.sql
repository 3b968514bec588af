-- What a correction takes down is taken off what is held of the claim first, and only the rest off what its person has.
CREATE OR REPLACE VIEW asset_balance WITH (security_invoker = true) AS
SELECT l.tenant_id, l.person_id, c.currency AS code,
  sum(c.paid + LEAST(c.held + LEAST(c.payable, 0), 0)) AS balance,
  sum(GREATEST(c.held + LEAST(c.payable, 0), 0)) AS held
FROM ledger_claim c JOIN bonus_line l ON l.id = c.claim_id
WHERE c.currency !~ '^[A-Z]{3}$'
GROUP BY l.tenant_id, l.person_id, c.currency;
