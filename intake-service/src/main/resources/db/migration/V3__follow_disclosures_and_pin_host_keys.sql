-- Decisions and disclosures come on two topics that nothing orders: the highest decision version heard of says what is older.
alter table release_request add column decision_version integer not null default 0;

alter table release_step add column stop varchar(40); -- null: not stopped

-- The SSH host key that must answer at an SFTP end point.
alter table requester_endpoint add column host_key varchar(1000);
