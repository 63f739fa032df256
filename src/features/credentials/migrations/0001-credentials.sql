-- What was issued: the signed text holds a name, so it is sealed with the person's own data key (features/people).
create table credential (
  credential uuid primary key,
  tenant text not null,
  person uuid not null,
  agent uuid not null,
  enrolment uuid not null,
  kind text not null check (kind in ('certificado', 'constancia')),
  -- The statement `approved` on which it hangs. Edition 1 is issued upon it; a later one supersedes the edition before.
  approval uuid not null,
  edition integer not null,
  -- 80 random bits: who holds the serial may ask for the present state.
  serial text not null unique,
  -- Counts on through all status lists of the installation; drawn at random within a list.
  status_index bigint not null unique,
  sealed bytea not null,
  issued timestamptz not null,
  unique (approval, edition)
);
create index credential_person on credential (person);
create index credential_tenant on credential (tenant, issued desc);

-- The public half of every key that ever signed here, and under which name: certificates of an older key stay valid.
create table issuer_key (
  did text not null,
  key_id text not null,
  ed25519 text not null,
  p256 text not null,
  since timestamptz not null,
  primary key (did, key_id)
);
