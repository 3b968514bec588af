-- The version of the task since which what is decided has been the same: who looked at an older one has not seen what was added.
ALTER TABLE approval_task ADD COLUMN content_version int NOT NULL DEFAULT 1 CHECK (content_version BETWEEN 1 AND version);
