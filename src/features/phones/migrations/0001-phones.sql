-- A phone of a person or a member of staff: what its key signed counts as hers until she revokes it.
create table phone (
  id uuid primary key,
  person uuid,
  staff uuid,
  -- P-256, uncompressed, 65 bytes.
  public_key bytea not null,
  since timestamptz not null,
  seen timestamptz not null,
  revoked timestamptz,
  check ((person is null) <> (staff is null))
);
create index phone_person on phone (person);
create index phone_staff on phone (staff);

-- What the server answered to each item, so that the same item again gets the same answer.
create table delivery (
  id uuid primary key,
  phone uuid not null references phone,
  seq int not null,
  kind text not null,
  -- By the phone's own clock.
  device_time timestamptz not null,
  received timestamptz not null,
  skewed boolean not null,
  outcome text not null,
  sentence jsonb
);
create index delivery_phone on delivery (phone, seq);

-- Parts of a large envelope on their way.
create table delivery_part (
  id uuid not null,
  n int not null,
  bytes bytea not null,
  received timestamptz not null,
  primary key (id, n)
);

-- Signed by a phone that was revoked: its owner decides whether it was she.
create table delivery_held (
  id uuid primary key,
  phone uuid not null references phone,
  envelope bytea not null,
  kind text not null,
  device_time timestamptz not null,
  received timestamptz not null
);
create index delivery_held_phone on delivery_held (phone);
