-- What the rule set that a batch was scored by may give, also what nobody had; NULL of batches that were published before this was told.
ALTER TABLE score_batch ADD COLUMN bands jsonb CHECK (jsonb_typeof(bands) = 'array');
