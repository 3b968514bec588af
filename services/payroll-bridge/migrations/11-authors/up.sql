-- Who set an amount, or held or released it in a draft: they sign nothing about that money, not for somebody else either.
ALTER TABLE bonus_line ADD COLUMN edited_by uuid[] NOT NULL DEFAULT '{}';
UPDATE bonus_line l SET edited_by = e.people
FROM (
  SELECT (details ->> 'lineId')::uuid AS line_id, array_agg(DISTINCT actor_id::uuid) AS people FROM process_log
  WHERE subject_kind = 'bonus-list' AND actor_kind = 'person' AND action IN ('line-adjusted', 'line-held', 'line-released')
    AND details ? 'from'
  GROUP BY 1
) e
WHERE l.id = e.line_id;

CREATE FUNCTION bonus_line_editors() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT NEW.edited_by @> OLD.edited_by THEN
    RAISE EXCEPTION 'who edited a line has edited it for ever' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER bonus_line_editors BEFORE UPDATE OF edited_by ON bonus_line FOR EACH ROW EXECUTE FUNCTION bonus_line_editors();
