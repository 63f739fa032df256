-- The transparency log of each programme: one salted commitment for every act that a counting rule reads, in the order of the record.
create table log (
  tenant text primary key,
  -- How checkpoints name it; it stays when the address of the server changes.
  origin text not null,
  size bigint not null,
  -- The record was read up to here.
  pos bigint not null
);
create table log_entry (
  tenant text not null,
  n bigint not null,
  pos bigint not null,
  commitment bytea not null check (length(commitment) = 32),
  primary key (tenant, n)
);
create unique index log_entry_pos on log_entry (tenant, pos);
-- Level 1 and above: the root of the n-th full tile of the level below.
create table log_node (
  tenant text not null,
  level int not null,
  n bigint not null,
  hash bytea not null check (length(hash) = 32),
  primary key (tenant, level, n)
);
-- Heads that were signed. `note` is text and signature line as they were published.
create table log_checkpoint (
  tenant text not null,
  size bigint not null,
  note text not null,
  made timestamptz not null,
  primary key (tenant, size)
);
create table log_cosignature (
  tenant text not null,
  size bigint not null,
  witness text not null,
  line text not null,
  at timestamptz not null,
  primary key (tenant, size, witness)
);
-- What each witness said last.
create table log_witness (
  tenant text not null,
  witness text not null,
  asked timestamptz not null,
  said text not null,
  primary key (tenant, witness)
);
-- Lives with the person and dies with her (null): without it nobody can say which entries were hers.
create table log_salt (
  tenant text not null,
  agent text not null,
  salt bytea check (length(salt) = 32),
  primary key (tenant, agent)
);

create function refuse_log_change() returns trigger language plpgsql as $$
begin
  raise exception 'what was logged is never changed';
end $$;
create trigger log_entry_stays before update or delete on log_entry for each row execute function refuse_log_change();
create trigger log_node_stays before update or delete on log_node for each row execute function refuse_log_change();
create trigger log_checkpoint_stays before update or delete on log_checkpoint for each row execute function refuse_log_change();
