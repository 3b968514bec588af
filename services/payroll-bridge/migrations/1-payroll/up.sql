CREATE TABLE pay_plan (
  id uuid PRIMARY KEY,
  tenant_id uuid NOT NULL,
  code text NOT NULL,
  version bigint NOT NULL,
  data jsonb NOT NULL,
  updated_at timestamptz NOT NULL,
  UNIQUE (tenant_id, code)
);
CREATE TABLE pay_plan_version (
  tenant_id uuid NOT NULL,
  plan_id uuid NOT NULL REFERENCES pay_plan,
  version bigint NOT NULL,
  data jsonb NOT NULL,
  at timestamptz NOT NULL,
  by_id text NOT NULL,
  PRIMARY KEY (plan_id, version)
);

CREATE TABLE cycle_copy (
  cycle_id uuid PRIMARY KEY,
  tenant_id uuid NOT NULL,
  version bigint NOT NULL,
  period text NOT NULL,
  definition_name text NOT NULL,
  timeline jsonb NOT NULL,
  bonus_chain jsonb
);

-- A pinned batch of scores; whole when count rows are there whose canonical text has the checksum.
CREATE TABLE score_batch (
  id uuid PRIMARY KEY,
  tenant_id uuid NOT NULL,
  cycle_id uuid NOT NULL,
  period text NOT NULL,
  count int NOT NULL,
  checksum text NOT NULL,
  pay_plan text NOT NULL
);
CREATE TABLE score (
  tenant_id uuid NOT NULL,
  batch_id uuid NOT NULL REFERENCES score_batch,
  score_id uuid NOT NULL,
  data jsonb NOT NULL,
  PRIMARY KEY (batch_id, score_id)
);

CREATE TABLE payout_run (
  id uuid PRIMARY KEY,
  tenant_id uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('cycle', 'off-cycle')),
  cycle_id uuid,
  period text NOT NULL,
  currency text NOT NULL,
  state text NOT NULL CHECK (state IN ('draft', 'in-approval', 'returned', 'signed', 'posted', 'handing-over',
    'awaiting-answers', 'settled', 'cancelled')),
  version bigint NOT NULL DEFAULT 1,
  plan_code text NOT NULL,
  plan_version bigint NOT NULL,
  batch_id uuid,
  -- Pinned: a definition that changes later does not change who signs this.
  chain jsonb NOT NULL,
  final_decider text,
  reason text,
  created_at timestamptz NOT NULL,
  settled_at timestamptz,
  unanswered int NOT NULL DEFAULT 0 CHECK (unanswered >= 0),
  paid int NOT NULL DEFAULT 0,
  rejected int NOT NULL DEFAULT 0,
  -- Real time of the last event about it: answers announce it at most once a second.
  announced_at timestamptz,
  CHECK (kind = 'off-cycle' OR cycle_id IS NOT NULL)
);
CREATE UNIQUE INDEX payout_run_once ON payout_run (tenant_id, cycle_id, currency) WHERE kind = 'cycle';
CREATE INDEX payout_run_cycle ON payout_run (tenant_id, cycle_id);

CREATE TABLE bonus_list (
  id uuid PRIMARY KEY,
  tenant_id uuid NOT NULL,
  run_id uuid NOT NULL REFERENCES payout_run,
  part text NOT NULL CHECK (part IN ('main', 'signers')),
  state text NOT NULL CHECK (state IN ('draft', 'submitted', 'returned', 'signed', 'handed-over', 'settled', 'cancelled')),
  version bigint NOT NULL DEFAULT 1,
  -- How often it was submitted.
  round int NOT NULL DEFAULT 0,
  hash text,
  approval_id uuid,
  maker_id uuid,
  signed_by uuid,
  signed_at timestamptz,
  budget_minor bigint,
  last_total_minor bigint,
  UNIQUE (run_id, part),
  CHECK (signed_by IS NULL OR signed_by IS DISTINCT FROM maker_id)
);

CREATE TABLE bonus_line (
  id uuid PRIMARY KEY,
  tenant_id uuid NOT NULL,
  run_id uuid NOT NULL REFERENCES payout_run,
  list_id uuid NOT NULL REFERENCES bonus_list,
  person_id uuid NOT NULL,
  person_number text NOT NULL,
  person_name text NOT NULL,
  unit_id uuid NOT NULL,
  unit_path uuid[] NOT NULL,
  period text NOT NULL,
  currency text NOT NULL,
  amount_minor bigint NOT NULL CHECK (amount_minor >= 0),
  computed_minor bigint NOT NULL CHECK (computed_minor >= 0),
  last_minor bigint,
  band text NOT NULL,
  score text NOT NULL,
  score_id uuid,
  explain jsonb NOT NULL,
  state text NOT NULL CHECK (state IN ('ready', 'held', 'signed', 'paid', 'rejected', 'reversed')),
  held_reason text,
  version bigint NOT NULL DEFAULT 1,
  -- The rejected payout that this line pays again.
  replaces uuid,
  -- Its payout exists. A column, since a run written a second ago has no statistics, and a join of it with payouts no good plan.
  handed_over boolean NOT NULL DEFAULT false,
  -- False once its run came to nothing: the payout it replaced may be replaced again.
  active boolean NOT NULL DEFAULT true
);
CREATE UNIQUE INDEX bonus_line_person ON bonus_line (run_id, person_id) WHERE replaces IS NULL;
CREATE UNIQUE INDEX bonus_line_replaces ON bonus_line (replaces) WHERE replaces IS NOT NULL AND active;
CREATE INDEX bonus_line_unpaid ON bonus_line (run_id, person_number, id) WHERE state = 'signed' AND NOT handed_over;
CREATE INDEX bonus_line_list ON bonus_line (list_id, person_number, id);

CREATE TABLE payout_batch (
  id uuid PRIMARY KEY,
  tenant_id uuid NOT NULL,
  run_id uuid NOT NULL REFERENCES payout_run,
  n int NOT NULL,
  count int NOT NULL CHECK (count > 0),
  currency text NOT NULL,
  sum_minor bigint NOT NULL,
  closed_at timestamptz,
  UNIQUE (run_id, n)
);
CREATE INDEX payout_batch_open ON payout_batch (id) WHERE closed_at IS NULL;

CREATE TABLE payout (
  id uuid PRIMARY KEY,
  tenant_id uuid NOT NULL,
  run_id uuid NOT NULL REFERENCES payout_run,
  line_id uuid NOT NULL REFERENCES bonus_line,
  attempt int NOT NULL DEFAULT 1,
  batch_id uuid NOT NULL REFERENCES payout_batch,
  person_id uuid NOT NULL,
  currency text NOT NULL,
  amount_minor bigint NOT NULL CHECK (amount_minor > 0),
  state text NOT NULL CHECK (state IN ('requested', 'handed-over', 'accepted', 'paid', 'rejected', 'unknown', 'reversed')),
  version bigint NOT NULL DEFAULT 1,
  requested_at timestamptz NOT NULL,
  -- Business instant from which silence is a question.
  query_at timestamptz,
  answered_at timestamptz,
  paid_at timestamptz,
  reference text,
  rejection_code text,
  rejection_text text,
  replaces uuid UNIQUE REFERENCES payout,
  UNIQUE (line_id, attempt)
);
CREATE INDEX payout_run_state ON payout (run_id, state);
CREATE INDEX payout_batch_of ON payout (batch_id);
CREATE INDEX payout_person ON payout (tenant_id, person_id, id);

-- Whatever payroll said, also what we could not apply. No foreign key: an answer about an unknown payout is kept too.
CREATE TABLE payout_answer (
  tenant_id uuid NOT NULL,
  answer_id text NOT NULL,
  payout_id uuid NOT NULL,
  outcome text NOT NULL,
  body jsonb NOT NULL,
  result text NOT NULL,
  received_at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, answer_id)
);
CREATE INDEX payout_answer_payout ON payout_answer (payout_id);

CREATE TABLE ledger_txn (
  id uuid PRIMARY KEY,
  tenant_id uuid NOT NULL,
  cause text NOT NULL,
  -- The line or payout that it is about: nothing is posted twice for the same cause.
  ref_id uuid NOT NULL,
  run_id uuid NOT NULL,
  line_id uuid NOT NULL,
  payout_id uuid,
  at timestamptz NOT NULL,
  UNIQUE (tenant_id, cause, ref_id)
);
CREATE INDEX ledger_txn_line ON ledger_txn (line_id);
CREATE INDEX ledger_txn_run ON ledger_txn (run_id);
CREATE TABLE ledger_entry (
  id uuid PRIMARY KEY,
  tenant_id uuid NOT NULL,
  txn_id uuid NOT NULL REFERENCES ledger_txn,
  account text NOT NULL,
  currency text NOT NULL,
  -- Debit positive, credit negative.
  minor bigint NOT NULL CHECK (minor <> 0),
  UNIQUE (txn_id, account, currency)
);

SELECT protect('pay_plan');
SELECT protect('pay_plan_version');
SELECT protect('cycle_copy');
SELECT protect('score_batch');
SELECT protect('score');
SELECT protect('payout_run');
SELECT protect('bonus_list');
SELECT protect('bonus_line');
SELECT protect('payout_batch');
SELECT protect('payout');
SELECT protect('payout_answer');
SELECT protect('ledger_txn');
SELECT protect('ledger_entry');
SELECT protect_append_only('pay_plan_version');
SELECT protect_append_only('payout_answer');
SELECT protect_append_only('ledger_txn');
SELECT protect_append_only('ledger_entry');

-- A statement at a time rather than deferred: whoever writes half a transaction hears of it where it was written.
CREATE FUNCTION ledger_balanced() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM fresh GROUP BY txn_id, currency HAVING sum(minor) <> 0) THEN
    RAISE EXCEPTION 'a ledger transaction does not balance' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END
$$;
CREATE TRIGGER ledger_balanced AFTER INSERT ON ledger_entry
  REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION ledger_balanced();

CREATE FUNCTION bonus_line_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (OLD.amount_minor, OLD.currency, OLD.person_id, OLD.list_id) IS DISTINCT FROM
     (NEW.amount_minor, NEW.currency, NEW.person_id, NEW.list_id)
     AND NOT EXISTS (SELECT 1 FROM bonus_list l WHERE l.id = OLD.list_id AND l.state IN ('draft', 'returned')) THEN
    RAISE EXCEPTION 'a submitted list cannot change' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER bonus_line_frozen BEFORE UPDATE OF amount_minor, currency, person_id, list_id ON bonus_line
  FOR EACH ROW EXECUTE FUNCTION bonus_line_frozen();

CREATE FUNCTION bonus_list_four_eyes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.state = 'signed' AND (NEW.signed_by IS NULL OR NEW.maker_id IS NULL
     OR EXISTS (SELECT 1 FROM bonus_line l WHERE l.list_id = NEW.id AND l.person_id = NEW.signed_by)) THEN
    RAISE EXCEPTION 'a list is signed by somebody else than its maker and its people' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER bonus_list_four_eyes BEFORE INSERT OR UPDATE OF state, signed_by ON bonus_list
  FOR EACH ROW EXECUTE FUNCTION bonus_list_four_eyes();

CREATE FUNCTION payout_final() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.state IN ('paid', 'reversed') AND NEW.state <> OLD.state THEN
    RAISE EXCEPTION 'a payout that is % stays so', OLD.state USING ERRCODE = 'check_violation';
  END IF;
  IF (OLD.amount_minor, OLD.currency, OLD.person_id, OLD.line_id) IS DISTINCT FROM
     (NEW.amount_minor, NEW.currency, NEW.person_id, NEW.line_id) THEN
    RAISE EXCEPTION 'what a payout pays to whom never changes' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER payout_final BEFORE UPDATE ON payout FOR EACH ROW EXECUTE FUNCTION payout_final();

-- The closer of batches has no tenant of its own; it learns ids, and works on each batch within its tenant.
CREATE FUNCTION open_payout_batches() RETURNS TABLE (tenant_id uuid, batch_id uuid, confirmed boolean)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path FROM CURRENT AS $$
  SELECT b.tenant_id, b.id,
    NOT EXISTS (SELECT 1 FROM payout p JOIN outbox o ON o.id = p.id WHERE p.batch_id = b.id)
  FROM payout_batch b WHERE b.closed_at IS NULL ORDER BY b.id LIMIT 200
$$;
