-- Inbox, outbox and relay. This text is the master; each service keeps a copy of it as a migration.

-- The last version that was given to an event of a subject on a topic: 1, 2, 3 … without a gap.
CREATE TABLE outbox_stream (
  topic   text    NOT NULL,
  subject text    NOT NULL,
  version integer NOT NULL,
  PRIMARY KEY (topic, subject)
);

-- Events that this service publishes, written in the transaction that makes them true.
CREATE TABLE outbox (
  id           bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  event_id     text        NOT NULL UNIQUE,
  topic        text        NOT NULL,
  subject      text        NOT NULL,
  version      integer     NOT NULL,
  headers      text        NOT NULL, -- one "name: value" a line
  value        bytea       NOT NULL,
  appended_at  timestamptz NOT NULL DEFAULT now(),
  -- A relay holds the row until leased_until; epoch names its claim, and a mark must name it too.
  leased_until timestamptz,
  epoch        bigint      NOT NULL DEFAULT 0,
  sent_at      timestamptz,
  UNIQUE (topic, subject, version)
) WITH (fillfactor = 50); -- room on the page for each row's claim, so that it touches no index
CREATE INDEX outbox_unsent ON outbox (id) WHERE sent_at IS NULL;
CREATE INDEX outbox_appended ON outbox USING brin (appended_at);
CREATE SEQUENCE outbox_epoch;

-- Events that were taken in, each once, and the hash that tells a repeat from a forgery.
CREATE TABLE inbox (
  source     text        NOT NULL,
  event_id   text        NOT NULL,
  sha256     text        NOT NULL,
  arrived_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (source, event_id)
);
CREATE INDEX inbox_arrived ON inbox USING brin (arrived_at);

-- The last version of a subject on a topic that was applied.
CREATE TABLE inbox_stream (
  topic   text    NOT NULL,
  subject text    NOT NULL,
  version integer NOT NULL,
  PRIMARY KEY (topic, subject)
);

-- Events that wait for an earlier version of their subject.
CREATE TABLE parked (
  source           text        NOT NULL,
  event_id         text        NOT NULL,
  topic            text        NOT NULL,
  subject          text        NOT NULL,
  version          integer     NOT NULL,
  record_partition integer     NOT NULL,
  record_offset    bigint      NOT NULL,
  record_key       bytea,
  headers          text        NOT NULL,
  value            bytea       NOT NULL,
  parked_at        timestamptz NOT NULL,
  announced_at     timestamptz,
  PRIMARY KEY (source, event_id)
);
CREATE INDEX parked_subject ON parked (topic, subject, version);

-- Records that could not be taken in. The record itself is sealed (AES-256-GCM).
CREATE TABLE quarantine (
  topic            text        NOT NULL,
  record_partition integer     NOT NULL,
  record_offset    bigint      NOT NULL,
  sha256           text        NOT NULL,
  reason           text        NOT NULL,
  sealed           bytea       NOT NULL,
  quarantined_at   timestamptz NOT NULL,
  PRIMARY KEY (topic, record_partition, record_offset, sha256)
);
