-- What a company counts and gives besides money. All of it is stored in ten-thousandths, whatever decimals it has.
CREATE TABLE asset (
  tenant_id uuid NOT NULL,
  code text NOT NULL CHECK (code ~ '^[A-Z][A-Z0-9-]{3,29}$'),
  name text NOT NULL,
  decimals int NOT NULL CHECK (decimals BETWEEN 0 AND 4),
  version bigint NOT NULL DEFAULT 1,
  updated_at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, code)
);
SELECT protect('asset');
DO $$
BEGIN
  EXECUTE format('REVOKE DELETE, TRUNCATE ON asset FROM %I', 'goalbeat_' || current_schema());
END $$;

CREATE FUNCTION asset_used(tenant uuid, asset_code text) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT EXISTS (SELECT FROM pay_plan_version v WHERE v.tenant_id = tenant AND (v.data ->> 'currency' = asset_code
    OR EXISTS (SELECT FROM jsonb_each_text(v.data -> 'currencyByUnit') AS u WHERE u.value = asset_code)))
$$;
REVOKE ALL ON FUNCTION asset_used(uuid, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION asset_used(uuid, text) TO goalbeat_payroll;

CREATE FUNCTION asset_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (OLD.tenant_id, OLD.code) IS DISTINCT FROM (NEW.tenant_id, NEW.code)
     OR OLD.decimals <> NEW.decimals AND asset_used(OLD.tenant_id, OLD.code) THEN
    RAISE EXCEPTION 'the decimals of an asset that a pay plan is in never change' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER asset_kept BEFORE UPDATE ON asset FOR EACH ROW EXECUTE FUNCTION asset_kept();

-- What each person has of each, by the postings alone. Money is payroll's: it has no balance here. A claim that a correction took down
-- below what was given is taken off until a later list keeps it back.
CREATE VIEW asset_balance WITH (security_invoker = true) AS
SELECT l.tenant_id, l.person_id, c.currency AS code, sum(c.paid + LEAST(c.payable, 0)) AS balance, sum(c.held) AS held
FROM ledger_claim c JOIN bonus_line l ON l.id = c.claim_id
WHERE c.currency !~ '^[A-Z]{3}$'
GROUP BY l.tenant_id, l.person_id, c.currency;
DO $$
BEGIN
  EXECUTE format('GRANT SELECT ON asset_balance TO %I', 'goalbeat_' || current_schema());
END $$;

-- A held line may go on in parts: each on a list of its own, never more in all than was held. Why the rest stays held is said with the part.
ALTER TABLE bonus_line ADD COLUMN rest_reason text,
  ADD CONSTRAINT bonus_line_rest CHECK (rest_reason IS NULL OR releases IS NOT NULL);
DROP INDEX bonus_line_releases;
CREATE INDEX bonus_line_releases ON bonus_line (releases) WHERE releases IS NOT NULL;
CREATE UNIQUE INDEX bonus_line_releases_nothing ON bonus_line (releases) WHERE releases IS NOT NULL AND active AND amount_minor = 0;

CREATE OR REPLACE FUNCTION bonus_line_claim() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  before bonus_line;
  gone numeric;
BEGIN
  IF NEW.replaces IS NOT NULL THEN
    NEW.cause := 'signed-again';
    SELECT l.* INTO before FROM payout p JOIN bonus_line l ON l.id = p.line_id WHERE p.id = NEW.replaces;
  ELSIF NEW.releases IS NOT NULL THEN
    -- Two parts at once would each see the whole.
    PERFORM FROM bonus_line WHERE id = NEW.releases FOR UPDATE;
    SELECT l.* INTO before FROM bonus_line l JOIN bonus_list b ON b.id = l.list_id
    WHERE l.id = NEW.releases AND l.state = 'held' AND b.state IN ('signed', 'handed-over', 'settled');
    SELECT COALESCE(sum(n.amount_minor), 0) INTO gone FROM bonus_line n WHERE n.releases = NEW.releases AND n.active;
    IF gone + NEW.amount_minor > before.amount_minor THEN
      RAISE EXCEPTION 'no more of a held line goes on than is held' USING ERRCODE = 'check_violation';
    END IF;
  ELSIF NEW.cause = 'delta-up' THEN
    SELECT l.* INTO before FROM bonus_line l WHERE l.id = NEW.claim_id;
  ELSE
    NEW.claim_id := NEW.id;
    RETURN NEW;
  END IF;
  IF before.id IS NULL OR before.person_id <> NEW.person_id OR before.currency <> NEW.currency THEN
    RAISE EXCEPTION 'a line continues the money of the same person' USING ERRCODE = 'check_violation';
  END IF;
  NEW.claim_id := before.claim_id;
  RETURN NEW;
END
$$;

CREATE FUNCTION bonus_line_rest_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'why the rest of a line stays held was said with its part' USING ERRCODE = 'check_violation';
END
$$;
CREATE TRIGGER bonus_line_rest_kept BEFORE UPDATE OF rest_reason ON bonus_line
  FOR EACH ROW WHEN (OLD.rest_reason IS DISTINCT FROM NEW.rest_reason) EXECUTE FUNCTION bonus_line_rest_kept();
