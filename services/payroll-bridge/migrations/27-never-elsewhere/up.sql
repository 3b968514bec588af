-- What may have been taken at one address waits for no other and leaves for no other: somebody finds out first.
CREATE FUNCTION hand_over_message_elsewhere() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.perhaps_at IS DISTINCT FROM COALESCE(
      (SELECT a.url FROM hand_over_address a WHERE a.run_id = NEW.run_id ORDER BY a.n DESC LIMIT 1),
      (SELECT p.url FROM hand_over_pin p WHERE p.run_id = NEW.run_id)) THEN
    RAISE EXCEPTION 'what may have been taken at one address goes to no other by itself' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER hand_over_message_elsewhere BEFORE UPDATE OF state ON hand_over_message
  FOR EACH ROW WHEN (NEW.kind = 'payout' AND NEW.way = 'webhook' AND NEW.perhaps_at IS NOT NULL AND (
    NEW.state = 'in-flight' AND OLD.state <> 'in-flight' OR NEW.state = 'waiting' AND OLD.state = 'in-flight'))
  EXECUTE FUNCTION hand_over_message_elsewhere();
