-- As before; besides, a line comes back only while nobody has signed, and no signature is given meanwhile: whoever holds a line or
-- puts it back locks the round of signatures, as each decision does.
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
    PERFORM FROM approval WHERE id = list.approval_id FOR UPDATE;
    SELECT count(*) INTO signatures FROM approval_task WHERE approval_id = list.approval_id AND decision = 'approve';
    IF NEW.handled_by IS NOT NULL AND NEW.handled_by IS DISTINCT FROM list.maker_id AND (
      NEW.state = 'held' AND (NEW.held_round, NEW.held_signatures) = (list.round, signatures)
      OR NEW.state = 'ready' AND OLD.held_round = list.round AND signatures = 0
    ) THEN
      RETURN NEW;
    END IF;
  END IF;
  RAISE EXCEPTION 'a line that is % does not become % on a list that is %', OLD.state, NEW.state, list.state
    USING ERRCODE = 'check_violation';
END
$$;

-- What a ladder handed to HR is given to finance, returned or withdrawn: HR signs no money.
CREATE TRIGGER approval_task_not_by_hr BEFORE INSERT OR UPDATE OF decision, origin ON approval_task
  FOR EACH ROW WHEN (NEW.subject_kind = 'bonus-list' AND NEW.origin = 'handed-to-hr' AND NEW.decision = 'approve')
  EXECUTE FUNCTION approval_refuse('HR signs no money');
