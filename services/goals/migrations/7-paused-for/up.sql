-- All pauses that are over, together: whoever missed the news of one can still catch up with it.
ALTER TABLE cycle ADD COLUMN paused_ms bigint NOT NULL DEFAULT 0;
