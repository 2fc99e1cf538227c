-- What became of every submission, by who sent it and the name they gave it.
create table submission (
  sender        text         not null,
  id            text         not null,
  body_digest   bytea        not null, -- keyed, so that a body cannot be guessed from it
  release_id    uuid         not null,
  refusal       varchar(60),           -- null: accepted
  received_at   timestamptz  not null default now(),
  primary key (sender, id)
);

create table patient (
  patient_ref   uuid         primary key,
  registered_at timestamptz  not null default now()
);

create table patient_facility (
  patient_ref   uuid         not null references patient,
  facility      varchar(64)  not null,
  primary key (patient_ref, facility)
);

-- An identifier is found by its keyed digest and rests encrypted; it never stands here in plain.
create table patient_identifier (
  lookup        bytea        primary key,
  patient_ref   uuid         not null references patient,
  sealed        bytea        not null
);
create index patient_identifier_of_patient on patient_identifier (patient_ref);

create table release_request (
  release_id       uuid         primary key,
  facility         varchar(64)  not null,
  client           varchar(64),
  client_reference varchar(64),
  requester_id     uuid         not null,
  endpoint         varchar(64)  not null,
  purpose          varchar(20)  not null,
  record_types     varchar(40)[] not null,
  service_from     date,
  service_to       date,
  authorization_id uuid,
  patient_ref      uuid         references patient,
  channel          varchar(20)  not null,
  received_at      timestamptz  not null,
  steps            integer      not null
);

create table release_step (
  release_id    uuid          not null references release_request,
  step          integer       not null,
  status        varchar(20)   not null,
  since         timestamptz   not null,
  waiting_for   varchar(40)[] not null,
  reasons       varchar(60)[] not null,
  primary key (release_id, step)
);

-- Releases whose patient is not known yet.
create table awaited_identifier (
  release_id    uuid         primary key,
  lookup        bytea        not null,
  sealed        bytea        not null
);
create index awaited_identifier_by_lookup on awaited_identifier (lookup);

create table requester (
  requester_id  uuid          primary key,
  kind          varchar(40)   not null,
  name          varchar(200),
  verification  varchar(40)   not null,
  facilities    varchar(64)[] not null,
  self          uuid          references patient,
  active        boolean       not null
);

create table requester_endpoint (
  requester_id  uuid          not null references requester,
  code          varchar(64)   not null,
  kind          varchar(20)   not null,
  address       varchar(300)  not null,
  public_key    text,
  primary key (requester_id, code)
);

create table client (
  name          varchar(64)   primary key,
  facilities    varchar(64)[] not null,
  requesters    uuid[]        not null,
  any_requester boolean       not null
);
