-- The rule set that HR has pinned for a running cycle, and by which version of its control row; null: the batch's, its newest version.
ALTER TABLE cycle_fact ADD COLUMN control bigint NOT NULL DEFAULT 0, ADD COLUMN rule_set text, ADD COLUMN rule_set_version int;
