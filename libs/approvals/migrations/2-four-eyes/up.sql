CREATE OR REPLACE FUNCTION approval_task_four_eyes() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  refused uuid[];
BEGIN
  SELECT a.beneficiary_ids || a.owner_id || a.requester_id INTO refused FROM approval a WHERE a.id = NEW.approval_id;
  -- Not there for this tenant: nobody could tell whose it is.
  IF NOT FOUND OR NEW.decided_by = ANY (refused) OR NEW.on_behalf_of = ANY (refused) OR NEW.assignee_id = ANY (refused) THEN
    RAISE EXCEPTION 'four-eyes: % may not decide approval %', NEW.decided_by, NEW.approval_id USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END
$$;
DROP TRIGGER approval_task_four_eyes ON approval_task;
CREATE TRIGGER approval_task_four_eyes
  BEFORE INSERT OR UPDATE OF decision, decided_by, on_behalf_of, assignee_id, approval_id ON approval_task
  FOR EACH ROW WHEN (NEW.decided_by IS NOT NULL) EXECUTE FUNCTION approval_task_four_eyes();

-- Its argument says what was tried.
CREATE FUNCTION approval_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '%', TG_ARGV[0] USING ERRCODE = 'check_violation';
END
$$;
CREATE TRIGGER approval_task_decided BEFORE UPDATE OF state, decision, decided_by, on_behalf_of, assignee_id, approval_id, closed_at
  ON approval_task FOR EACH ROW WHEN (OLD.kind = 'decision' AND OLD.state <> 'open')
  EXECUTE FUNCTION approval_refuse('what was decided or superseded stays so');
CREATE TRIGGER approval_task_kind BEFORE UPDATE OF kind, approval_id ON approval_task
  FOR EACH ROW WHEN (OLD.kind <> NEW.kind OR OLD.approval_id IS DISTINCT FROM NEW.approval_id)
  EXECUTE FUNCTION approval_refuse('a task stays with its approval');
CREATE TRIGGER approval_opened BEFORE INSERT ON approval
  FOR EACH ROW WHEN (NEW.state <> 'open') EXECUTE FUNCTION approval_refuse('an approval begins open');
CREATE TRIGGER approval_closed BEFORE UPDATE ON approval
  FOR EACH ROW WHEN (OLD.closed_at IS NOT NULL) EXECUTE FUNCTION approval_refuse('a closed approval stays as it was closed');
CREATE TRIGGER approval_whose BEFORE UPDATE OF owner_id, requester_id, beneficiary_ids, subject_kind, subject_id, round ON approval
  FOR EACH ROW WHEN ((OLD.owner_id, OLD.requester_id, OLD.beneficiary_ids, OLD.subject_kind, OLD.subject_id, OLD.round)
    IS DISTINCT FROM (NEW.owner_id, NEW.requester_id, NEW.beneficiary_ids, NEW.subject_kind, NEW.subject_id, NEW.round))
  EXECUTE FUNCTION approval_refuse('whose an approval is never changes');

DO $$
BEGIN
  EXECUTE format('REVOKE DELETE, TRUNCATE ON approval, approval_step, approval_task FROM %I', 'goalbeat_' || current_schema());
END $$;
