-- Every disclosure, one to a release: where it stands, and whose turn it is. Times of turns are those of this database's clock.
CREATE TABLE disclosure (
  release_id       uuid        PRIMARY KEY,
  facility         text        NOT NULL,
  decision         bytea       NOT NULL, -- the event that ordered it, as it came; its terms are sealed
  delivery         uuid        NOT NULL UNIQUE,
  state            text        NOT NULL CHECK (state IN ('TO_PREPARE', 'TO_DELIVER', 'DELIVERED', 'STOPPED', 'WITHDRAWN')),
  stop_reason      text,
  ended_at         timestamptz, -- when it was stopped or withdrawn
  openings         integer     NOT NULL CHECK (openings >= 0),
  attempts         integer     NOT NULL CHECK (attempts >= 0),
  failures         integer     NOT NULL CHECK (failures >= 0),
  failing_since    timestamptz,
  -- A later decision that waits until the open attempt is settled, and what it orders instead.
  withdraw_version integer,
  next_decision    bytea,
  -- Whoever claimed it holds it until lease_until; epoch names the claim.
  epoch            integer     NOT NULL CHECK (epoch >= 0),
  under_way        boolean     NOT NULL,
  lease_until      timestamptz,
  due_at           timestamptz NOT NULL DEFAULT clock_timestamp(),
  accepted_at      timestamptz NOT NULL DEFAULT clock_timestamp(),
  CHECK ((state = 'STOPPED') = (stop_reason IS NOT NULL)),
  CHECK ((state IN ('STOPPED', 'WITHDRAWN')) = (ended_at IS NOT NULL)),
  CHECK ((failures = 0) = (failing_since IS NULL)),
  CHECK (withdraw_version IS NOT NULL OR next_decision IS NULL),
  CHECK (NOT under_way OR state IN ('TO_PREPARE', 'TO_DELIVER'))
) WITH (fillfactor = 70);
CREATE INDEX disclosure_to_prepare ON disclosure (due_at) WHERE state = 'TO_PREPARE';
CREATE INDEX disclosure_to_deliver ON disclosure (due_at) WHERE state = 'TO_DELIVER';
CREATE INDEX disclosure_listed ON disclosure (facility, accepted_at);

-- A package is made once for a delivery.
CREATE TABLE package (
  delivery        uuid        PRIMARY KEY,
  reference       text        NOT NULL UNIQUE,
  sha256          text        NOT NULL,
  bytes           bigint      NOT NULL CHECK (bytes > 0),
  manifest_sha256 text        NOT NULL,
  items           integer     NOT NULL CHECK (items > 0),
  key_fingerprint text        NOT NULL,
  cut_version     text        NOT NULL,
  sealed_at       timestamptz NOT NULL,
  withdrawn       boolean     NOT NULL DEFAULT false, -- it will never go
  destroyed_at    timestamptz
);
CREATE INDEX package_to_destroy ON package (delivery) WHERE withdrawn AND destroyed_at IS NULL;

-- Every attempt to send it. Of the last one only can anything still be unsettled.
CREATE TABLE attempt (
  delivery   uuid        NOT NULL REFERENCES package (delivery),
  number     integer     NOT NULL CHECK (number > 0),
  epoch      integer     NOT NULL,
  state      text        NOT NULL CHECK (state IN ('SENDING', 'RENAMING', 'UNKNOWN', 'FAILED', 'DELIVERED')),
  started_at timestamptz NOT NULL,
  PRIMARY KEY (delivery, number)
);

-- How we know that it arrived.
CREATE TABLE receipt (
  delivery    uuid        PRIMARY KEY REFERENCES package (delivery),
  evidence    text        NOT NULL CHECK (evidence IN ('SIZE', 'NAME', 'HASH', 'PERSON')),
  received_at timestamptz NOT NULL,
  person      text,
  CHECK ((evidence = 'PERSON') = (person IS NOT NULL))
);

-- What did not go, and why: sealed (AES-256-GCM).
CREATE TABLE ledger (
  delivery uuid  PRIMARY KEY,
  sealed   bytea NOT NULL
);

-- Who let a disclosure go on that had stopped.
CREATE TABLE resumption (
  id         bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  delivery   uuid        NOT NULL,
  outcome    text        NOT NULL CHECK (outcome IN ('RETRY', 'DELIVERED')),
  person     text        NOT NULL,
  resumed_at timestamptz NOT NULL
);
CREATE INDEX resumption_of ON resumption (delivery);

-- The directory of requesters, each entry as it was last published.
CREATE TABLE requester (
  id    uuid PRIMARY KEY,
  entry text NOT NULL
);
