-- Where a company's money goes is set by a finance lead of it, version by version, whatever the code does.
ALTER TABLE hand_over_setting ADD COLUMN changed_by uuid;
ALTER TABLE hand_over_setting ADD COLUMN release_within_hours int NOT NULL DEFAULT 4 CHECK (release_within_hours BETWEEN 1 AND 200);
CREATE FUNCTION hand_over_setting_author() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND (NEW.tenant_id <> OLD.tenant_id OR NEW.version <> OLD.version + 1) THEN
    RAISE EXCEPTION 'a setting goes on version by version' USING ERRCODE = 'check_violation';
  END IF;
  IF NOT EXISTS (SELECT FROM org_role r WHERE r.tenant_id = NEW.tenant_id AND r.person_id = NEW.changed_by AND r.role = 'finance-lead') THEN
    RAISE EXCEPTION 'where payouts go is set by a finance lead' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER hand_over_setting_author BEFORE INSERT OR UPDATE ON hand_over_setting
  FOR EACH ROW EXECUTE FUNCTION hand_over_setting_author();

-- Until when (business time) somebody should have released a file; whether finance has been told that nobody has.
ALTER TABLE hand_over_file ADD COLUMN due_at timestamptz;
ALTER TABLE hand_over_file ADD COLUMN is_told boolean NOT NULL DEFAULT false;
CREATE INDEX hand_over_file_unreleased ON hand_over_file (tenant_id) WHERE released_at IS NULL AND NOT is_told AND due_at IS NOT NULL;

-- Companies with files that nobody has released nor been told of: ids only, each is looked at within its tenant.
CREATE FUNCTION tenants_with_unreleased_files() RETURNS TABLE (tenant_id uuid)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path FROM CURRENT AS $$
  SELECT DISTINCT f.tenant_id FROM hand_over_file f WHERE f.released_at IS NULL AND NOT f.is_told AND f.due_at IS NOT NULL
$$;
REVOKE ALL ON FUNCTION tenants_with_unreleased_files() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION tenants_with_unreleased_files() TO goalbeat_payroll;
