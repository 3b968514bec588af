-- Since when a goal's actual is late: its own deadline as it was when somebody entered it after that. Null: in time, or no deadline.
ALTER TABLE goal ADD COLUMN late_since timestamptz;
-- When a cycle was paused and for how long (`at`, `ms`): a goal's deadline that was to come then comes later by as much.
ALTER TABLE cycle ADD COLUMN pauses jsonb NOT NULL DEFAULT '[]';
