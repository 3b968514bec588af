-- The last yes to a new secret, by a number of our own: ids of transactions begin anew in the cluster that a dump is restored into.
ALTER TABLE hand_over_change ADD COLUMN decided_n int;
ALTER TABLE hand_over_change DISABLE TRIGGER USER;
UPDATE hand_over_change c SET decided_n = o.n
FROM (SELECT id, row_number() OVER (PARTITION BY tenant_id ORDER BY decided_at, decided_tx, id) AS n
  FROM hand_over_change WHERE kind = 'secret' AND state = 'confirmed') AS o
WHERE o.id = c.id;
ALTER TABLE hand_over_change ENABLE TRIGGER USER;
CREATE UNIQUE INDEX hand_over_change_decided ON hand_over_change (tenant_id, decided_n) WHERE decided_n IS NOT NULL;

-- Who confirms waits for whoever does so now, as who asks does: there is a next number.
CREATE FUNCTION hand_over_change_number() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.decided_n := 1 + COALESCE((SELECT max(c.decided_n) FROM hand_over_change c WHERE c.tenant_id = NEW.tenant_id), 0);
  RETURN NEW;
END
$$;
CREATE TRIGGER hand_over_change_number BEFORE UPDATE ON hand_over_change
  FOR EACH ROW WHEN (NEW.kind = 'secret' AND NEW.state = 'confirmed' AND OLD.state = 'open') EXECUTE FUNCTION hand_over_change_number();

-- As before, by that number.
CREATE OR REPLACE FUNCTION hand_over_secret_by_two() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.change_id IS NOT DISTINCT FROM OLD.change_id OR NOT EXISTS (
    SELECT FROM (SELECT c.id, c.asked_by FROM hand_over_change c WHERE c.tenant_id = NEW.tenant_id AND c.kind = 'secret' AND c.state = 'confirmed'
      ORDER BY c.decided_n DESC LIMIT 1) AS last
    WHERE last.id = NEW.change_id AND last.asked_by = NEW.made_by
  ) THEN
    RAISE EXCEPTION 'what signs for us is changed by two people' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END
$$;
