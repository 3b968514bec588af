-- It looks past row-level security, so nobody but this service may ask it.
REVOKE ALL ON FUNCTION open_payout_batches() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION open_payout_batches() TO goalbeat_payroll;
