-- The monthly cuts: their files as they were published, byte for byte. A published one is never changed: a correction is another revision.
create table data_release (
  tenant text not null,
  -- The month in Lima, YYYY-MM.
  month text not null,
  revision int not null,
  -- The position that the record was read up to.
  pos bigint not null,
  rule text not null,
  definitions text not null,
  state text not null check (state in ('preparing', 'draft', 'published', 'dropped')),
  prepared timestamptz not null,
  prepared_by uuid,
  published timestamptz,
  published_by uuid,
  -- Why it differs from the release before, as codes.
  reasons text[] not null,
  -- {name: text} and {name: SHA-256}
  files jsonb not null,
  hashes jsonb not null,
  -- Cells that are hidden and tables that are shown: for every later release.
  hidden text[] not null,
  opened text[] not null,
  primary key (tenant, month, revision)
);
create unique index data_release_one_draft on data_release (tenant) where state in ('preparing', 'draft');

create function refuse_release_change() returns trigger language plpgsql as $$
begin
  raise exception 'a published release is never changed';
end $$;
create trigger data_release_immutable before update or delete on data_release
  for each row when (old.state = 'published') execute function refuse_release_change();
