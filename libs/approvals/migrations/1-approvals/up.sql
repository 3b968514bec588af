-- One round of deciding on one subject. Whoever decides, escalates, reassigns or withdraws locks this row first.
CREATE TABLE approval (
  id uuid PRIMARY KEY,
  tenant_id uuid NOT NULL,
  subject_kind text NOT NULL,
  subject_id text NOT NULL,
  round int NOT NULL,
  cycle_id uuid,
  unit_id uuid,
  owner_id uuid,
  requester_id uuid,
  beneficiary_ids uuid[] NOT NULL,
  title text NOT NULL,
  chain jsonb NOT NULL,
  facts jsonb NOT NULL,
  step_caps jsonb NOT NULL,
  state text NOT NULL CHECK (state IN ('open', 'approved', 'returned', 'rejected', 'withdrawn', 'handed-to-hr')),
  step_no int NOT NULL,
  -- Of the news told to the workflow: a step opened, the round closed.
  version int NOT NULL,
  opened_at timestamptz NOT NULL,
  closed_at timestamptz,
  UNIQUE (tenant_id, subject_kind, subject_id, round),
  CHECK ((closed_at IS NULL) = (state IN ('open', 'handed-to-hr')))
);
CREATE UNIQUE INDEX approval_one_open ON approval (tenant_id, subject_kind, subject_id) WHERE closed_at IS NULL;
CREATE INDEX approval_cycle ON approval (tenant_id, cycle_id, id);
CREATE INDEX approval_owner ON approval (tenant_id, owner_id);
CREATE INDEX approval_unit ON approval (tenant_id, unit_id);

CREATE TABLE approval_step (
  id uuid PRIMARY KEY,
  tenant_id uuid NOT NULL,
  approval_id uuid NOT NULL REFERENCES approval (id),
  no int NOT NULL,
  step_id text NOT NULL,
  name text NOT NULL,
  mode jsonb NOT NULL,
  state text NOT NULL CHECK (state IN ('open', 'approved', 'returned', 'rejected', 'withdrawn')),
  opened_at timestamptz NOT NULL,
  due_at timestamptz,
  closed_at timestamptz,
  timed_out boolean NOT NULL DEFAULT false,
  skipped jsonb NOT NULL,
  rungs jsonb NOT NULL,
  climbed int NOT NULL DEFAULT 0,
  climbed_at timestamptz,
  escalations int NOT NULL DEFAULT 0,
  UNIQUE (approval_id, no)
);

-- What one person must do: a link of an approval (kind decision), or something else (kind todo, approval_id null).
CREATE TABLE approval_task (
  id uuid PRIMARY KEY,
  tenant_id uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('decision', 'todo')),
  approval_id uuid REFERENCES approval (id),
  step_no int,
  step_id text,
  subject_kind text NOT NULL,
  subject_id text NOT NULL,
  title text NOT NULL,
  cycle_id uuid,
  unit_id uuid,
  assignee_id uuid NOT NULL,
  origin text NOT NULL CHECK (origin IN ('chosen', 'escalated', 'reassigned', 'handed-to-hr')),
  state text NOT NULL CHECK (state IN ('open', 'done', 'superseded')),
  version int NOT NULL,
  reminders int NOT NULL DEFAULT 0,
  opened_at timestamptz NOT NULL,
  due_at timestamptz,
  closed_at timestamptz,
  decision text CHECK (decision IN ('approve', 'return', 'reject')),
  decided_by uuid,
  on_behalf_of uuid,
  comment text,
  items jsonb NOT NULL DEFAULT '[]',
  CHECK ((kind = 'decision') = (approval_id IS NOT NULL)),
  CHECK ((decision IS NULL) = (decided_by IS NULL)),
  CHECK (decision IS NULL OR state = 'done'),
  CHECK (kind = 'todo' OR state <> 'done' OR decision IS NOT NULL),
  -- Refusing without saying why helps nobody.
  CHECK (decision IS NULL OR decision = 'approve' OR comment IS NOT NULL OR jsonb_array_length(items) > 0)
);
CREATE INDEX approval_task_approval ON approval_task (approval_id, step_no);
CREATE INDEX approval_task_assignee ON approval_task (tenant_id, assignee_id, state, id);
CREATE INDEX approval_task_late ON approval_task (tenant_id, cycle_id, due_at) WHERE state = 'open';
CREATE INDEX approval_task_subject ON approval_task (tenant_id, subject_kind, subject_id) WHERE state = 'open';
CREATE UNIQUE INDEX approval_task_one_todo ON approval_task (tenant_id, subject_kind, subject_id, assignee_id)
  WHERE kind = 'todo' AND state = 'open';

-- Four eyes hold even where code is wrong: nobody decides on what is theirs, what they asked for, or what they gain by.
CREATE FUNCTION approval_task_four_eyes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (
    SELECT 1 FROM approval a WHERE a.id = NEW.approval_id
      AND (NEW.decided_by = a.owner_id OR NEW.decided_by = a.requester_id OR NEW.decided_by = ANY (a.beneficiary_ids))
  ) THEN
    RAISE EXCEPTION 'four-eyes: % may not decide approval %', NEW.decided_by, NEW.approval_id USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER approval_task_four_eyes BEFORE INSERT OR UPDATE OF decided_by ON approval_task
  FOR EACH ROW WHEN (NEW.decided_by IS NOT NULL AND NEW.approval_id IS NOT NULL) EXECUTE FUNCTION approval_task_four_eyes();

SELECT protect('approval');
SELECT protect('approval_step');
SELECT protect('approval_task');
