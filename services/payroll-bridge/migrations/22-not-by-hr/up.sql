-- As before; besides, nobody who holds a role of HR signs or rejects money, though a link or the pay plan names them, or they hold a
-- role in finance as well: whoever makes what is paid would decide about it, too.
CREATE OR REPLACE FUNCTION bonus_list_signer() RETURNS trigger LANGUAGE plpgsql AS $$
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
  IF EXISTS (
    SELECT 1 FROM org_role r WHERE r.person_id IN (NEW.assignee_id, NEW.decided_by) AND r.role IN ('hr-partner', 'hr-lead')
  ) THEN
    RAISE EXCEPTION 'HR signs no money: % or % is of HR', NEW.assignee_id, NEW.decided_by USING ERRCODE = 'check_violation';
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
