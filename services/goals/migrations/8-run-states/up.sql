-- Where a payout run is: a cycle is archived when all of its money is settled or given up. Null: told before this was kept.
ALTER TABLE cycle_progress ADD COLUMN state text;
