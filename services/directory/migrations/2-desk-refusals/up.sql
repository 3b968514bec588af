-- Who may not decide a task: a delegation passes them over on the desk as it does when the task is decided.
ALTER TABLE desk_task ADD COLUMN refused uuid[] NOT NULL DEFAULT '{}';
