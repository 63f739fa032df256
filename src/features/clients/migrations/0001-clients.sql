-- Other programs that may speak to a programme's record: each with a public key and secrets of its own.
create table api_client (
  id uuid primary key,
  tenant text not null,
  name text not null,
  key text not null unique,
  scopes text[] not null,
  -- Requests a minute, in each web process.
  rate int not null check (rate > 0),
  created timestamptz not null,
  created_by uuid not null,
  revoked timestamptz,
  -- Access tokens made before this moment are refused: a secret that leaked takes its tokens with it.
  tokens_since timestamptz not null,
  -- The day in Lima on which it was last seen.
  used date
);
create unique index api_client_name on api_client (tenant, lower(name)) where revoked is null;

-- One secret of a client has no end; those before it work on until theirs, so that nothing stops while the new one is put in place.
create table api_client_secret (
  id uuid primary key,
  client uuid not null references api_client,
  -- SHA-256.
  hash bytea not null,
  made timestamptz not null,
  until timestamptz
);
create index api_client_secret_client on api_client_secret (client);
create unique index api_client_secret_present on api_client_secret (client) where until is null;
