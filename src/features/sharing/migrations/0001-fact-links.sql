-- Links by which a learner shows single facts of a paper of hers. No statement: nothing was learned, and who shows what to whom is nobody's business.
create table fact_link (
  id uuid primary key,
  person uuid not null,
  credential uuid not null,
  -- SHA-256 of the token: who reads the database opens no link.
  token bytea not null unique,
  -- The token sealed with her data key, so that she can copy the link again.
  sealed bytea not null,
  facts text[] not null,
  created timestamptz not null,
  ends timestamptz not null,
  -- When she ended it before its time.
  ended timestamptz,
  visits integer not null default 0,
  visited timestamptz
);
create index fact_link_person on fact_link (person, created desc);
