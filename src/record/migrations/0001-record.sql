-- One row a tenant: its highest position. Updating it is the tenant's order lock, held from the draw to the commit.
create table tenant_head (
  tenant text primary key,
  pos bigint not null default 0
);

-- Uniqueness of a statement's id lives apart, so that bodies may be partitioned by position later.
create table statement_key (
  tenant text not null,
  id uuid not null,
  digest bytea not null,
  pos bigint not null,
  primary key (tenant, id)
);

create table statement (
  tenant text not null,
  pos bigint not null,
  id uuid not null,
  stored timestamptz not null,
  happened timestamptz not null,
  actor text,
  verb text not null,
  object text not null,
  registration uuid,
  authority text not null,
  raw text not null,
  primary key (tenant, pos)
);
create index statement_actor on statement (tenant, actor, pos);
create index statement_verb on statement (tenant, verb, pos);

-- Append-only, whoever asks: only a superuser who drops the trigger first can change a line, and the digests tell.
create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'the record is append-only' using errcode = 'restrict_violation';
end $$;
create trigger statement_is_append_only before update or delete on statement
  for each row execute function refuse_change();
create trigger statement_key_is_append_only before update or delete on statement_key
  for each row execute function refuse_change();

-- Which version of each projection's table is live.
create table projection (
  name text primary key,
  kind text not null check (kind in ('inline', 'follower')),
  version int not null
);

-- How far each follower has read, per tenant.
create table follower_cursor (
  name text not null,
  tenant text not null,
  pos bigint not null,
  primary key (name, tenant)
);
