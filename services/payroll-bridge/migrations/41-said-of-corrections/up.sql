-- What HR says of a correction to whoever it concerns; they read it with what it did to their pay.
ALTER TABLE correction ADD COLUMN message text CHECK (length(message) BETWEEN 1 AND 500);
