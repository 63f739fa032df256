-- The recount file of a cut: one row a person who stands at a level, so apart from the small files that every page reads.
create table data_release_recount (
  tenant text not null,
  month text not null,
  revision int not null,
  text text not null,
  primary key (tenant, month, revision)
);
create function refuse_recount_change() returns trigger language plpgsql as $$
begin
  if exists (select 1 from data_release r where r.tenant = old.tenant and r.month = old.month and r.revision = old.revision and r.state = 'published') then
    raise exception 'a published release is never changed';
  end if;
  return coalesce(new, old);
end $$;
create trigger data_release_recount_immutable before update or delete on data_release_recount for each row execute function refuse_recount_change();
