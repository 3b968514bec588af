-- The definition's, as they were when the subject was handed in; null: none.
ALTER TABLE approval ADD COLUMN quiet_hours jsonb;
