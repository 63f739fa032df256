-- One round trip for what nobody has to look at in between: takes the locks of an append in its order (projection set shared, scopes
-- sorted), looks, draws positions under the order lock and inserts. Nothing is written, and null is the answer, when any of the ids
-- is stored already or a live projection is of another version: the caller then goes the long way, which knows what to say.
-- Without sequential scans: a plan kept from when the tables were small would read them whole later.
create function record_at_once(
  projection_set bigint, scopes bigint[], tables text[], versions int[], of_tenant text, ids uuid[], digests bytea[], moment timestamptz, times timestamptz[],
  actors text[], verbs text[], objects text[], registrations uuid[], vouches text, raws text
) returns bigint language plpgsql set enable_seqscan = off as $$
declare
  n int := cardinality(ids);
  last bigint;
begin
  perform pg_advisory_xact_lock_shared(projection_set);
  perform pg_advisory_xact_lock(k) from unnest(scopes) as s(k);
  if exists (select from unnest(tables, versions) as p(name, version) where not exists (
    select from projection live where live.name = p.name and live.version = p.version)) then return null; end if;
  if exists (select from statement_key k where k.tenant = of_tenant and k.id = any(ids)) then return null; end if;
  insert into tenant_head (tenant, pos) values (of_tenant, n)
    on conflict (tenant) do update set pos = tenant_head.pos + n returning pos into last;
  with body as (
    select last - n + t.nth as pos, t.* from unnest(ids, digests, times, actors, verbs, objects, registrations, string_to_array(raws, e'\x1f'))
      with ordinality as t(id, digest, happened, actor, verb, object, registration, raw, nth)),
  key as (insert into statement_key (tenant, id, digest, pos) select of_tenant, b.id, b.digest, b.pos from body b)
  insert into statement (tenant, pos, id, stored, happened, actor, verb, object, registration, authority, raw)
    select of_tenant, b.pos, b.id, moment, b.happened, b.actor, b.verb, b.object, b.registration, vouches, b.raw from body b;
  return last;
end $$;
