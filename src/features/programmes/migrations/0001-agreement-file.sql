-- The signed texts themselves, as they were uploaded. Which of them was signed, by whom and when says the record, by the hash.
create table agreement_file (
  tenant text not null,
  -- SHA-256 of the bytes, hex.
  hash text not null,
  type text not null,
  bytes bytea not null,
  -- Whether anybody may download it. A text with the identity numbers of those who signed is not for everybody.
  open boolean not null,
  at timestamptz not null,
  primary key (tenant, hash)
);
