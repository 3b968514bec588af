-- Cycles of another service that approvals here belong to, as last heard. `paused_ms`: all its pauses that are over, together.
CREATE TABLE followed_cycle (
  tenant_id   uuid NOT NULL,
  cycle_id    uuid NOT NULL,
  version     integer NOT NULL,
  paused_ms   bigint NOT NULL,
  step_caps   jsonb NOT NULL,
  quiet_hours jsonb,
  PRIMARY KEY (tenant_id, cycle_id)
);
SELECT protect('followed_cycle');
