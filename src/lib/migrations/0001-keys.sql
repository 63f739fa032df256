-- Fingerprints of the keys this database was written with: a process with other keys must not start on it.
create table installation_key (
  name text primary key,
  fingerprint text not null
);
