-- Whether the goal was behind its pace when its actual was entered last: it is red until it has 75 % of its pace again, not 70.
ALTER TABLE goal ADD COLUMN was_red boolean NOT NULL DEFAULT false;
