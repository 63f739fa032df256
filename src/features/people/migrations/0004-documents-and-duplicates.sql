-- A document has a life: PTP -> CE -> DNI is one person. A replaced document still leads to her; only a typing error is no claim.
alter table identity_document
  -- ISO days as they stand on the card.
  add column issued text,
  add column expires text,
  -- The document of the same person that took its place. No foreign key: it points into this same table.
  add column replaced_by uuid,
  add column replaced timestamptz;

-- Key of the DNI inside a declared RUC 10, in the same space as identity_document.key: a hint for the queue of duplicates, never a claim.
alter table person add column ruc_key text;
create index person_ruc on person (ruc_key) where ruc_key is not null;

-- Two records of a programme that may be one person, found by keys when either changes; `one` < `other`. A person decides.
create table duplicate_pair (
  id uuid primary key,
  tenant text not null,
  one uuid not null references person,
  other uuid not null references person,
  by_document boolean not null,
  by_ruc boolean not null,
  by_likeness boolean not null,
  by_phone boolean not null,
  found timestamptz not null,
  state text not null check (state in ('open', 'merged', 'apart')),
  reason text,
  decided timestamptz,
  decided_by uuid references staff,
  unique (tenant, one, other),
  check (one < other)
);
create index duplicate_pair_list on duplicate_pair (tenant, state, found, id);
create index duplicate_pair_one on duplicate_pair (one);
create index duplicate_pair_other on duplicate_pair (other);
