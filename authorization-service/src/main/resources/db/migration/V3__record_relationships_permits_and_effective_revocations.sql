-- What a requester is to a patient, as staff recorded it: the evidence of treatment and of payment. Ids, codes and days only.
CREATE TABLE relationship (
  id                   uuid        PRIMARY KEY,
  patient              uuid        NOT NULL,
  requester            uuid        NOT NULL,
  kind                 text        NOT NULL CHECK (kind IN ('TREATMENT', 'COVERAGE')),
  facility             text        NOT NULL,
  from_day             date,
  to_day               date,
  restrictions_checked boolean     NOT NULL,
  recorded_at          timestamptz NOT NULL,
  valid_until          date
);
CREATE INDEX relationship_of ON relationship (patient, requester);

-- What a decision rests on, and what else binds the disclosure (sealed; absent before there were such terms, which means none).
ALTER TABLE decision
  ADD COLUMN relationship_id uuid REFERENCES relationship (id),
  ADD COLUMN terms           bytea,
  ADD CHECK ((relationship_id IS NULL) = (route IS NULL OR route NOT IN ('TPO_TREAT', 'TPO_PAY')));

-- A revocation is recorded first and effective later: when no permit under the authorization is open.
ALTER TABLE authorization_form
  ADD COLUMN revocation_recorded_at  timestamptz,
  ADD COLUMN revocation_effective_at timestamptz,
  ADD CHECK (revocation_effective_at IS NULL OR revocation_received_at IS NOT NULL);
-- Before there were permits, a revocation was effective when it was received.
UPDATE authorization_form SET revocation_effective_at = revocation_received_at;
CREATE INDEX authorization_form_revocation_pending ON authorization_form (revocation_received_at)
  WHERE revocation_received_at IS NOT NULL AND revocation_effective_at IS NULL;

-- Permits to send. One is open while it is not closed and valid_until lies ahead, by the clock of this database.
CREATE TABLE permit (
  release_id       uuid        NOT NULL REFERENCES release (id),
  delivery         uuid        NOT NULL,
  decision_version integer     NOT NULL CHECK (decision_version > 0),
  authorization_id uuid REFERENCES authorization_form (id),
  granted_at       timestamptz NOT NULL, -- for the first time
  valid_until      timestamptz NOT NULL, -- since the last time
  closed_at        timestamptz,
  PRIMARY KEY (release_id, delivery, decision_version)
);
CREATE INDEX permit_open_under ON permit (authorization_id, valid_until) WHERE closed_at IS NULL;
