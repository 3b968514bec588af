-- A posting is one amount from one account to another: one debit and one credit, never more, in the statement that writes them.
ALTER TABLE ledger_entry DROP CONSTRAINT ledger_entry_txn_id_account_currency_key;
CREATE UNIQUE INDEX ledger_entry_side ON ledger_entry (txn_id, (minor > 0));
ALTER TABLE ledger_entry ADD CONSTRAINT ledger_entry_account CHECK (account IN ('bonus-expense', 'bonus-payable', 'held-payable',
  'in-transit', 'paid-out', 'rejected-payable', 'set-off'));

-- When it commits: also a transaction that has no entries at all, or whose halves are of two assets.
CREATE FUNCTION ledger_txn_balanced() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  entries int;
  assets int;
  total numeric;
BEGIN
  SELECT count(*), count(DISTINCT currency), COALESCE(sum(minor), 0) INTO entries, assets, total
  FROM ledger_entry WHERE txn_id = NEW.id;
  IF entries <> 2 OR assets <> 1 OR total <> 0 THEN
    RAISE EXCEPTION 'a ledger transaction does not balance' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END
$$;
CREATE CONSTRAINT TRIGGER ledger_txn_balanced AFTER INSERT ON ledger_txn DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION ledger_txn_balanced();

-- With which cause a line's signature is posted: its first money, a rejected payout again, a held line on a list of its own, or the
-- difference that a correction makes. All lines about the same money share a claim: the id of the first of them.
ALTER TABLE bonus_line
  ADD COLUMN cause text NOT NULL DEFAULT 'signed' CHECK (cause IN ('signed', 'signed-again', 'released', 'delta-up')),
  ADD COLUMN claim_id uuid,
  ADD COLUMN releases uuid REFERENCES bonus_line,
  ADD COLUMN handled_by uuid,
  ADD COLUMN held_round int,
  ADD COLUMN held_signatures int;
ALTER TABLE bonus_line DISABLE TRIGGER USER;
UPDATE bonus_line SET cause = 'signed-again' WHERE replaces IS NOT NULL;
WITH RECURSIVE chain AS (
  SELECT l.id, l.id AS root FROM bonus_line l WHERE l.replaces IS NULL
  UNION ALL
  SELECT n.id, c.root FROM chain c JOIN payout p ON p.line_id = c.id JOIN bonus_line n ON n.replaces = p.id
)
UPDATE bonus_line l SET claim_id = c.root FROM chain c WHERE c.id = l.id;
UPDATE bonus_line SET claim_id = id WHERE claim_id IS NULL;
ALTER TABLE bonus_line ENABLE TRIGGER USER;
ALTER TABLE bonus_line
  ALTER COLUMN claim_id SET NOT NULL,
  ADD CONSTRAINT bonus_line_again CHECK ((cause = 'signed-again') = (replaces IS NOT NULL)),
  ADD CONSTRAINT bonus_line_released CHECK ((cause = 'released') = (releases IS NOT NULL)),
  ADD CONSTRAINT bonus_line_four_eyes CHECK (handled_by IS NULL OR handled_by <> person_id);
CREATE INDEX bonus_line_claim ON bonus_line (claim_id);
CREATE UNIQUE INDEX bonus_line_releases ON bonus_line (releases) WHERE releases IS NOT NULL AND active;
DROP INDEX bonus_line_person;
CREATE UNIQUE INDEX bonus_line_person ON bonus_line (run_id, person_id) WHERE cause = 'signed';

-- What became of one claim's money, by the books alone. Of what is accrued nothing is in two pockets, and none is below 0 but what
-- may still be paid: less than 0 there is a correction downwards that the next list makes up.
CREATE VIEW ledger_claim WITH (security_invoker = true) AS
SELECT l.tenant_id, l.claim_id, e.currency,
  COALESCE(sum(e.minor) FILTER (WHERE e.account = 'bonus-expense'), 0) AS accrued,
  COALESCE(-sum(e.minor) FILTER (WHERE e.account = 'bonus-payable'), 0) AS payable,
  COALESCE(-sum(e.minor) FILTER (WHERE e.account = 'held-payable'), 0) AS held,
  COALESCE(-sum(e.minor) FILTER (WHERE e.account = 'in-transit'), 0) AS in_transit,
  COALESCE(-sum(e.minor) FILTER (WHERE e.account = 'paid-out'), 0) AS paid,
  COALESCE(-sum(e.minor) FILTER (WHERE e.account = 'rejected-payable'), 0) AS rejected,
  COALESCE(-sum(e.minor) FILTER (WHERE e.account = 'set-off'), 0) AS set_off
FROM ledger_entry e JOIN ledger_txn t ON t.id = e.txn_id JOIN bonus_line l ON l.id = t.line_id
GROUP BY l.tenant_id, l.claim_id, e.currency;
DO $$
BEGIN
  EXECUTE format('GRANT SELECT ON ledger_claim TO %I', 'goalbeat_' || current_schema());
END $$;

-- A line continues the claim of the money it is about; the service says so only where it cannot be looked up.
CREATE FUNCTION bonus_line_claim() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  before bonus_line;
BEGIN
  IF NEW.replaces IS NOT NULL THEN
    NEW.cause := 'signed-again';
    SELECT l.* INTO before FROM payout p JOIN bonus_line l ON l.id = p.line_id WHERE p.id = NEW.replaces;
  ELSIF NEW.releases IS NOT NULL THEN
    SELECT l.* INTO before FROM bonus_line l JOIN bonus_list b ON b.id = l.list_id
    WHERE l.id = NEW.releases AND l.state = 'held' AND b.state IN ('signed', 'handed-over', 'settled');
  ELSIF NEW.cause = 'delta-up' THEN
    SELECT l.* INTO before FROM bonus_line l WHERE l.id = NEW.claim_id;
  ELSE
    NEW.claim_id := NEW.id;
    RETURN NEW;
  END IF;
  IF before.id IS NULL OR before.person_id <> NEW.person_id OR before.currency <> NEW.currency
     OR NEW.releases IS NOT NULL AND before.amount_minor <> NEW.amount_minor THEN
    RAISE EXCEPTION 'a line continues the money of the same person' USING ERRCODE = 'check_violation';
  END IF;
  NEW.claim_id := before.claim_id;
  RETURN NEW;
END
$$;
CREATE TRIGGER bonus_line_claim BEFORE INSERT ON bonus_line FOR EACH ROW EXECUTE FUNCTION bonus_line_claim();

-- As before; besides, who holds a line and why goes with its state, and what money it is about never changes.
CREATE OR REPLACE FUNCTION bonus_line_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (OLD.cause, OLD.claim_id, OLD.releases) IS DISTINCT FROM (NEW.cause, NEW.claim_id, NEW.releases) THEN
    RAISE EXCEPTION 'a line is about the same money for ever' USING ERRCODE = 'check_violation';
  END IF;
  IF (OLD.id, OLD.tenant_id, OLD.run_id, OLD.list_id, OLD.person_id, OLD.person_number, OLD.person_name, OLD.unit_id, OLD.unit_path,
      OLD.period, OLD.currency, OLD.amount_minor, OLD.computed_minor, OLD.last_minor, OLD.band, OLD.score, OLD.score_id,
      OLD.explain, OLD.replaces) IS NOT DISTINCT FROM
     (NEW.id, NEW.tenant_id, NEW.run_id, NEW.list_id, NEW.person_id, NEW.person_number, NEW.person_name, NEW.unit_id, NEW.unit_path,
      NEW.period, NEW.currency, NEW.amount_minor, NEW.computed_minor, NEW.last_minor, NEW.band, NEW.score, NEW.score_id,
      NEW.explain, NEW.replaces)
     AND (NEW.state <> OLD.state OR (OLD.held_reason, OLD.handled_by, OLD.held_round, OLD.held_signatures)
       IS NOT DISTINCT FROM (NEW.held_reason, NEW.handled_by, NEW.held_round, NEW.held_signatures)) THEN
    RETURN NEW;
  END IF;
  -- Waits for a submission or signature under way, and then sees it.
  PERFORM FROM bonus_list WHERE id IN (OLD.list_id, NEW.list_id) ORDER BY id FOR SHARE;
  IF NOT EXISTS (SELECT FROM bonus_list WHERE id = OLD.list_id AND state IN ('draft', 'returned'))
     OR NOT EXISTS (SELECT FROM bonus_list WHERE id = NEW.list_id AND run_id = NEW.run_id AND state IN ('draft', 'returned')) THEN
    RAISE EXCEPTION 'a submitted list cannot change' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END
$$;
DROP TRIGGER bonus_line_frozen ON bonus_line;
CREATE TRIGGER bonus_line_frozen BEFORE UPDATE OF id, tenant_id, run_id, list_id, person_id, person_number, person_name, unit_id,
  unit_path, period, currency, amount_minor, computed_minor, last_minor, band, score, score_id, explain, held_reason, replaces,
  cause, claim_id, releases, handled_by, held_round, held_signatures
  ON bonus_line FOR EACH ROW EXECUTE FUNCTION bonus_line_frozen();

-- Whoever signs may take a line out of what is signed, and put it back until the next signature: nothing is ever added to what
-- somebody has signed. After the signature a held line is given up, or goes on in a list of its own.
CREATE OR REPLACE FUNCTION bonus_line_path() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  list bonus_list;
  signatures int;
BEGIN
  IF (OLD.state, NEW.state) IN (('signed', 'paid'), ('signed', 'rejected'), ('signed', 'reversed'), ('rejected', 'reversed')) THEN
    RETURN NEW;
  END IF;
  SELECT * INTO list FROM bonus_list WHERE id = NEW.list_id;
  IF (OLD.state, NEW.state) IN (('ready', 'held'), ('held', 'ready')) AND list.state IN ('draft', 'returned')
     OR (OLD.state, NEW.state) = ('ready', 'signed') AND list.state = 'signed'
     OR (OLD.state, NEW.state) = ('held', 'reversed') AND list.state <> 'submitted' THEN
    RETURN NEW;
  END IF;
  IF list.state = 'submitted' AND (OLD.state, NEW.state) IN (('ready', 'held'), ('held', 'ready')) THEN
    SELECT count(*) INTO signatures FROM approval_task WHERE approval_id = list.approval_id AND decision = 'approve';
    IF NEW.handled_by IS NOT NULL AND NEW.handled_by IS DISTINCT FROM list.maker_id AND (
      NEW.state = 'held' AND (NEW.held_round, NEW.held_signatures) = (list.round, signatures)
      OR NEW.state = 'ready' AND (OLD.held_round, OLD.held_signatures) = (list.round, signatures)
    ) THEN
      RETURN NEW;
    END IF;
  END IF;
  RAISE EXCEPTION 'a line that is % does not become % on a list that is %', OLD.state, NEW.state, list.state
    USING ERRCODE = 'check_violation';
END
$$;

-- As before; besides, the hash of a submitted list follows the lines that are held or put back in the same transaction.
CREATE OR REPLACE FUNCTION bonus_list_path() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.state <> 'draft' OR NEW.maker_id IS NOT NULL OR NEW.signed_by IS NOT NULL OR NEW.approval_id IS NOT NULL THEN
      RAISE EXCEPTION 'a list begins as a draft' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
  END IF;
  IF OLD.state <> NEW.state AND (OLD.state, NEW.state) NOT IN (
    ('draft', 'submitted'), ('draft', 'cancelled'), ('submitted', 'returned'), ('submitted', 'signed'), ('submitted', 'cancelled'),
    ('returned', 'submitted'), ('returned', 'cancelled'), ('signed', 'handed-over'), ('handed-over', 'settled')
  ) THEN
    RAISE EXCEPTION 'a list that is % does not become %', OLD.state, NEW.state USING ERRCODE = 'check_violation';
  END IF;
  IF (OLD.maker_id, OLD.approval_id, OLD.round) IS DISTINCT FROM (NEW.maker_id, NEW.approval_id, NEW.round)
     AND NOT (OLD.state IN ('draft', 'returned') AND NEW.state = 'submitted')
     OR OLD.hash IS DISTINCT FROM NEW.hash AND NOT (OLD.state IN ('draft', 'returned') AND NEW.state = 'submitted'
       OR OLD.state = 'submitted' AND NEW.state = 'submitted' AND EXISTS (
         SELECT FROM bonus_line WHERE list_id = NEW.id AND handled_by IS NOT NULL AND xmin = pg_current_xact_id()::xid)) THEN
    RAISE EXCEPTION 'who made a list and what was submitted never changes' USING ERRCODE = 'check_violation';
  END IF;
  IF (OLD.signed_by, OLD.signed_at) IS DISTINCT FROM (NEW.signed_by, NEW.signed_at)
     AND NOT (OLD.state = 'submitted' AND NEW.state = 'signed') THEN
    RAISE EXCEPTION 'a signature is given once' USING ERRCODE = 'check_violation';
  END IF;
  IF (OLD.run_id, OLD.part) IS DISTINCT FROM (NEW.run_id, NEW.part) THEN
    RAISE EXCEPTION 'a list stays in its run' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END
$$;

-- Every submission as it was, for whoever signs the next one: they look at what changed.
CREATE TABLE bonus_list_round (
  tenant_id uuid NOT NULL,
  list_id uuid NOT NULL REFERENCES bonus_list,
  round int NOT NULL,
  hash text NOT NULL,
  maker_id uuid NOT NULL,
  approval_id uuid NOT NULL,
  submitted_at timestamptz NOT NULL,
  PRIMARY KEY (list_id, round)
);
CREATE TABLE bonus_list_round_line (
  tenant_id uuid NOT NULL,
  list_id uuid NOT NULL,
  round int NOT NULL,
  line_id uuid NOT NULL REFERENCES bonus_line,
  amount_minor bigint NOT NULL,
  state text NOT NULL,
  held_reason text,
  explain jsonb NOT NULL,
  PRIMARY KEY (list_id, round, line_id),
  FOREIGN KEY (list_id, round) REFERENCES bonus_list_round
);
SELECT protect_append_only('bonus_list_round');
SELECT protect_append_only('bonus_list_round_line');
