-- Every signed authorization that was recorded. What the form says is sealed (AES-256-GCM); the columns hold ids, codes and hashes only.
CREATE TABLE authorization_form (
  id                     uuid        PRIMARY KEY,
  patient                uuid        NOT NULL,
  facility               text        NOT NULL,
  recipients             uuid[]      NOT NULL, -- entries of the directory that the form means
  form                   bytea       NOT NULL,
  form_sha256            text        NOT NULL,
  received_at            timestamptz NOT NULL,
  recorded_at            timestamptz NOT NULL DEFAULT now(),
  revocation_received_at timestamptz,
  revocation_sha256      text,
  CHECK (revocation_sha256 IS NULL OR revocation_received_at IS NOT NULL)
);
CREATE INDEX authorization_form_patient ON authorization_form (patient) WHERE revocation_received_at IS NULL;

-- The directory of requesters, each entry as it was last published.
CREATE TABLE requester (
  id    uuid PRIMARY KEY,
  entry text NOT NULL
);

-- Every release that was requested, and where it stands.
CREATE TABLE release (
  id                   uuid        PRIMARY KEY,
  facility             text        NOT NULL,
  requester            uuid        NOT NULL,
  endpoint             text        NOT NULL,
  purpose              text        NOT NULL,
  record_types         text[]      NOT NULL,
  from_day             date,
  to_day               date,
  named_authorization  uuid,
  patient              uuid,
  received_at          timestamptz NOT NULL,
  decisions            integer     NOT NULL,
  outcome              text CHECK (outcome IN ('AUTHORIZED', 'DENIED', 'HELD')),
  relied_authorization uuid REFERENCES authorization_form (id)
) WITH (fillfactor = 80);
CREATE INDEX release_held_of ON release (patient) WHERE outcome = 'HELD';
CREATE INDEX release_held_for ON release (requester) WHERE outcome = 'HELD';
CREATE INDEX release_held_naming ON release (named_authorization) WHERE outcome = 'HELD';
CREATE INDEX release_authorized_under ON release (relied_authorization) WHERE outcome = 'AUTHORIZED';

-- Every decision, never changed. inputs is the whole case as it was decided, sealed, so that it can be decided again.
CREATE TABLE decision (
  release_id       uuid        NOT NULL REFERENCES release (id),
  version          integer     NOT NULL CHECK (version > 0),
  outcome          text        NOT NULL CHECK (outcome IN ('AUTHORIZED', 'DENIED', 'HELD')),
  route            text,
  authorization_id uuid REFERENCES authorization_form (id),
  record_types     text[]      NOT NULL,
  from_day         date,
  to_day           date,
  obligations      text[]      NOT NULL,
  reasons          text[]      NOT NULL,
  policy_version   text        NOT NULL,
  rules            text[]      NOT NULL,
  cause            text        NOT NULL,
  decided_at       timestamptz NOT NULL,
  inputs           bytea       NOT NULL,
  inputs_sha256    text        NOT NULL,
  PRIMARY KEY (release_id, version),
  CHECK ((outcome = 'AUTHORIZED') = (route IS NOT NULL)),
  CHECK ((outcome = 'AUTHORIZED') = (cardinality(reasons) = 0))
);
