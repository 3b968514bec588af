-- What HR pins of a running cycle, and by which version of its control row; null: as the scores say, the newest plan.
ALTER TABLE cycle_copy ADD COLUMN control bigint NOT NULL DEFAULT 0, ADD COLUMN pay_plan text, ADD COLUMN pay_plan_version bigint;

-- Nothing is built or signed of these any more. Its own table: an event that comes late must not undo it.
CREATE TABLE cycle_cancellation (
  tenant_id uuid NOT NULL,
  cycle_id uuid NOT NULL,
  at timestamptz NOT NULL,
  reason text NOT NULL,
  PRIMARY KEY (tenant_id, cycle_id)
);
SELECT protect_append_only('cycle_cancellation');
