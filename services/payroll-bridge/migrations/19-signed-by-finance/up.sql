-- Money is signed and rejected by whoever holds the finance role that the link asks for, or one above it, or is named by it, whatever
-- way the task came; whoever stands in for them holds such a role themselves.
CREATE FUNCTION bonus_list_signer() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  link jsonb;
  of_unit uuid;
  asked text;
  enough text[];
BEGIN
  SELECT s, a.unit_id INTO link, of_unit FROM approval a, jsonb_array_elements(a.chain) AS s
    WHERE a.id = NEW.approval_id AND s ->> 'id' = NEW.step_id;
  asked := link #>> '{assign,role}';
  IF link IS NULL THEN
    RAISE EXCEPTION 'money is signed by a link of its chain' USING ERRCODE = 'check_violation';
  ELSIF link #>> '{assign,kind}' = 'person' OR asked = 'finance-lead' THEN
    enough := ARRAY['finance-lead'];
  ELSIF asked = 'finance-reviewer' THEN
    enough := ARRAY['finance-reviewer', 'finance-lead'];
  ELSE
    RETURN NEW;
  END IF;
  IF NOT EXISTS (
    SELECT 1 FROM org_role r WHERE r.person_id = NEW.assignee_id AND r.role = ANY (enough) AND (r.unit_id IS NULL OR of_unit IS NOT NULL)
  ) AND NOT EXISTS (
    SELECT 1 FROM org_person p WHERE p.id = NEW.assignee_id AND p.number IN (link ->> 'finalDecider', link #>> '{assign,number}')
  ) THEN
    RAISE EXCEPTION 'money is signed by finance: % was asked by no role of it', NEW.assignee_id USING ERRCODE = 'check_violation';
  END IF;
  IF link #>> '{assign,kind}' = 'person' THEN
    enough := ARRAY['finance-reviewer', 'finance-lead'];
  END IF;
  IF NEW.decided_by IS DISTINCT FROM NEW.assignee_id AND NOT EXISTS (
    SELECT 1 FROM org_role r WHERE r.person_id = NEW.decided_by AND r.role = ANY (enough) AND (r.unit_id IS NULL OR of_unit IS NOT NULL)
  ) THEN
    RAISE EXCEPTION 'money is signed by finance: % has no role of it', NEW.decided_by USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER bonus_list_signer BEFORE INSERT OR UPDATE OF decision, decided_by, assignee_id ON approval_task
  FOR EACH ROW WHEN (NEW.subject_kind = 'bonus-list' AND NEW.kind = 'decision' AND NEW.decision IN ('approve', 'reject'))
  EXECUTE FUNCTION bonus_list_signer();

-- To reject is to decide about money, too: HR returns a list or withdraws it.
DROP TRIGGER approval_task_not_by_hr ON approval_task;
CREATE TRIGGER approval_task_not_by_hr BEFORE INSERT OR UPDATE OF decision, origin ON approval_task
  FOR EACH ROW WHEN (NEW.subject_kind = 'bonus-list' AND NEW.origin = 'handed-to-hr' AND NEW.decision IN ('approve', 'reject'))
  EXECUTE FUNCTION approval_refuse('HR signs no money');
