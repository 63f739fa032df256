-- Keys that were replaced on purpose (npm run keys -- rotate). installation_key has the one that holds; a folder with one of these is an old copy.
create table retired_key (
  name text not null,
  fingerprint text not null,
  retired timestamptz not null,
  primary key (name, fingerprint)
);
