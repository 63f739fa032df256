-- The complete Learning Record Store. Every step only adds: a process of the version before goes on reading and writing beside the new one.

-- Appends under way end first, the next ones wait before they hold anything, and both tables are taken in one order: no deadlock ends anybody.
select pg_advisory_xact_lock(7301002);
lock table tenant_head, statement_key, statement in access exclusive mode;

-- Bodies stand in partitions of a million positions. What is there becomes the first of them; record_partitions() makes the next ones in time.
alter table statement rename to statement_first;
alter index statement_pkey rename to statement_first_pkey;
alter index statement_actor rename to statement_first_actor;
alter index statement_verb rename to statement_first_verb;
drop trigger statement_is_append_only on statement_first;

create table statement (
  tenant text not null,
  pos bigint not null,
  id uuid not null,
  stored timestamptz not null,
  happened timestamptz not null,
  -- Agent uuid of our own agents, agent key (xapi/agent-key.ts) of anybody else's; null for an anonymous group.
  actor text,
  verb text not null,
  -- Activity IRI, agent uuid or key, statement id, or 'SubStatement'.
  object text not null,
  registration uuid,
  authority text not null,
  -- The statement as JSON text, where nothing in it identifies anybody (our own); else null, and `sealed` holds it.
  raw text,
  -- AES-256-GCM under the data key of the person it is about: what the sender said, byte for byte, with the authority and the version.
  sealed bytea,
  -- Which row of statement_person has that data key.
  person bigint,
  primary key (tenant, pos)
) partition by range (pos);
create index statement_actor on statement (tenant, actor, pos);
create index statement_verb on statement (tenant, verb, pos);
-- Interned in the index alone, without a dictionary: eight bytes where the text has sixty (decision 0092). Whoever looks compares both.
create index statement_object on statement (tenant, hashtextextended(object, 0), pos);
create index statement_registration on statement (tenant, registration, pos) where registration is not null;
-- For clients that read only what they said themselves; our own statements do not stand in it.
create index statement_authority on statement (tenant, hashtextextended(authority, 0), pos) where authority like 'client:%';
create trigger statement_is_append_only before update or delete on statement
  for each row execute function refuse_change();

alter table statement_first alter column raw drop not null;
alter table statement_first add column sealed bytea, add column person bigint;

-- Up to where the first partition goes, in positions.
create table record_first (upto bigint not null);
-- Makes the partitions up to the one after the next for every tenant, and returns how many it made. Called at start and once in a while.
-- placeholder
create function record_partitions() returns int language plpgsql as $$
declare
  size constant bigint := 1000000;
  made int := 0;
  name text;
begin
  perform pg_advisory_xact_lock(7301004);
  for n in (select upto from record_first) / size .. coalesce((select max(pos) from tenant_head), 0) / size + 2 loop
    name := 'statement_' || lpad(n::text, 5, '0');
    if to_regclass(name) is null then
      execute format('create table %I partition of statement for values from (%s) to (%s)', name, n * size, (n + 1) * size);
      made := made + 1;
    end if;
  end loop;
  return made;
end $$;

do $$
declare
  upto bigint := (coalesce((select max(pos) from statement_first), 0) / 1000000 + 1) * 1000000;
begin
  insert into record_first values (upto);
  execute format('alter table statement attach partition statement_first for values from (minvalue) to (%s)', upto);
  perform record_partitions();
end $$;

-- Data keys: one person of one tenant, under the house's own key. Erasure takes the key away; the row stays, and so do the statements' columns.
create table statement_person (
  id bigint generated always as identity primary key,
  tenant text not null,
  agent text not null,
  data_key bytea,
  erased timestamptz
);
create unique index statement_person_live on statement_person (tenant, agent) where erased is null;

-- Who and what else a statement is about, beside its own columns. `term` = hashtextextended(kind || ' ' || value, 0), an interned key without a
-- dictionary; kinds: 'agent' (the object, a member of a group), 'agent~' (instructor, team, sub-statement, context agents), 'activity', 'activity~'
-- (context activities, sub-statement), 'verb', 'registration'. Statements that target another inherit its terms, all of them (xAPI 1.0.3, 2.1.3).
create table statement_term (
  tenant text not null,
  term bigint not null,
  pos bigint not null,
  primary key (tenant, term, pos)
);
-- For whoever inherits from the statement at a position.
create index statement_term_pos on statement_term (tenant, pos);

-- References to statements that are not here (yet).
create table statement_awaited (
  tenant text not null,
  target uuid not null,
  pos bigint not null,
  primary key (tenant, target, pos)
);

create table statement_voided (
  tenant text not null,
  id uuid not null,
  pos bigint not null,
  primary key (tenant, id)
);

-- Received times never run backwards along the positions, so that reading "since" the last one skips nothing.
alter table tenant_head add column stored timestamptz;

-- What is here already tells of staff and of agents as objects, beside its columns.
insert into statement_term (tenant, term, pos)
  select tenant, hashtextextended('agent ' || object, 0), pos from statement where raw::jsonb #> '{object,account}' is not null on conflict do nothing;
insert into statement_term (tenant, term, pos)
  select tenant, hashtextextended('agent~ ' || (raw::jsonb #>> '{context,instructor,account,name}'), 0), pos from statement
  where raw::jsonb #>> '{context,instructor,account,name}' is not null on conflict do nothing;
insert into statement_term (tenant, term, pos)
  select s.tenant, t.term, s.pos from statement s join statement_key k on k.tenant = s.tenant and s.raw::jsonb #>> '{object,objectType}' = 'StatementRef' and k.id::text = s.object
    join statement o on o.tenant = k.tenant and o.pos = k.pos,
    lateral (values ('agent ' || o.actor), ('verb ' || o.verb), ('activity ' || o.object), ('registration ' || o.registration::text)) as v(text),
    lateral (select hashtextextended(v.text, 0) as term) t where v.text is not null on conflict do nothing;

-- Draws positions and a time of reception that never runs backwards, and inserts statements with their keys and terms. Ciphertexts and digests
-- travel as one value each, texts and terms joined: an array of them costs a third more to quote. Planned once a connection: for so few rows as
-- one commit brings, planning anew would cost as much as inserting them.
create function record_insert(
  of_tenant text, moment timestamptz, vouches text[], ids uuid[], digests bytea, times timestamptz[], actors text[], verbs text[], objects text[],
  registrations uuid[], raws text, sealed_all bytea, sealed_ends int[], persons bigint[], terms text, term_rows int[],
  out last bigint, out received timestamptz
) language plpgsql set plan_cache_mode = force_generic_plan as $$
declare
  n int := cardinality(ids);
begin
  insert into tenant_head (tenant, pos, stored) values (of_tenant, n, moment)
    on conflict (tenant) do update set pos = tenant_head.pos + n, stored = greatest(tenant_head.stored + interval '1 millisecond', moment)
    returning pos, stored into last, received;
  with body as (
    select last - n + t.nth as pos, t.* from unnest(ids, times, vouches, actors, verbs, objects, registrations, persons, sealed_ends, string_to_array(raws, e'\x1f'))
      with ordinality as t(id, happened, vouch, actor, verb, object, registration, person, ending, raw, nth)),
  key as (insert into statement_key (tenant, id, digest, pos) select of_tenant, b.id, substring(digests from b.nth::int * 32 - 31 for 32), b.pos from body b),
  about as (insert into statement_term (tenant, term, pos) select distinct of_tenant, hashtextextended(t.term, 0), last - n + t.row
    from unnest(string_to_array(terms, e'\x1f'), term_rows) as t(term, row) where cardinality(term_rows) > 0)
  insert into statement (tenant, pos, id, stored, happened, actor, verb, object, registration, authority, raw, sealed, person)
    select of_tenant, b.pos, b.id, received, b.happened, b.actor, b.verb, b.object, b.registration, b.vouch,
      case when b.person is null then b.raw || ',"stored":"' || to_char(received at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') || '"}' end,
      case when b.person is not null then substring(sealed_all from coalesce(sealed_ends[b.nth - 1], 0) + 1 for b.ending - coalesce(sealed_ends[b.nth - 1], 0)) end,
      b.person from body b;
end $$;

-- One round trip for what nobody has to look at in between, as record_at_once, which processes of the version before still call: takes the locks of
-- an append in its order, looks, inserts. Null and nothing written when an id is stored already, a live projection is of another version, somebody
-- waits for one of these statements, or a data key was destroyed meanwhile: the caller then goes the long way, which knows what to do.
create function record_many(
  projection_set bigint, scopes bigint[], tables text[], versions int[], of_tenant text, moment timestamptz, vouches text[], ids uuid[], digests bytea, times timestamptz[],
  actors text[], verbs text[], objects text[], registrations uuid[], raws text, sealed_all bytea, sealed_ends int[], persons bigint[], terms text, term_rows int[],
  out last bigint, out received timestamptz
) language plpgsql set enable_seqscan = off set plan_cache_mode = force_generic_plan as $$
begin
  perform pg_advisory_xact_lock_shared(projection_set);
  perform pg_advisory_xact_lock(k) from unnest(scopes) as s(k);
  if exists (select from unnest(tables, versions) as p(name, version) where not exists (
    select from projection live where live.name = p.name and live.version = p.version)) then return; end if;
  if exists (select from statement_key k where k.tenant = of_tenant and k.id = any(ids)) then return; end if;
  if exists (select from statement_awaited a where a.tenant = of_tenant and a.target = any(ids)) then return; end if;
  if exists (select from statement_person p where p.id = any(persons) and p.data_key is null) then return; end if;
  select * into last, received from record_insert(of_tenant, moment, vouches, ids, digests, times, actors, verbs, objects, registrations, raws, sealed_all,
    sealed_ends, persons, terms, term_rows);
end $$;
