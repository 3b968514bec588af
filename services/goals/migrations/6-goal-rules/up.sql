-- What a template says of a goal beyond its target: by which metric it is measured, until which day, and how it is scored.
ALTER TABLE goal
  ADD COLUMN metric text,
  ADD COLUMN due_on date,
  ADD COLUMN lower_formula text CHECK (lower_formula IN ('2-minus', 'target-over-actual')),
  ADD COLUMN rating_max numeric CHECK (rating_max > 0);
