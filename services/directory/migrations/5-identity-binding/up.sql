-- Which of the provider's own ids is whose: an e-mail address moves from hand to hand, `sub` never does (OpenID Connect Core 2).
-- Kept per client too: with pairwise ids the same person is somebody else to each client.
CREATE TABLE identity_binding (
  tenant_id    uuid NOT NULL,
  person_id    uuid NOT NULL,
  issuer       text NOT NULL,
  client_id    text NOT NULL,
  subject      text NOT NULL,
  bound_at     timestamptz NOT NULL,
  last_used_at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, person_id, issuer, client_id),
  UNIQUE (tenant_id, issuer, client_id, subject)
);
SELECT protect('identity_binding');
