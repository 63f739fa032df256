-- A rolling upgrade, and the way back: processes of the version before go on writing beside ours. What they know nothing of is added here, so
-- that our readers find their statements by every filter and times of reception go on after theirs. May go with the next version but one.

-- They move the head without its time of reception.
create function head_moved_by_before() returns trigger language plpgsql as $$
begin
  new.stored := greatest(old.stored + interval '1 millisecond', date_trunc('milliseconds', clock_timestamp()));
  return new;
end $$;
create trigger tenant_head_by_before before update on tenant_head for each row
  when (new.pos > old.pos and new.stored is not distinct from old.stored) execute function head_moved_by_before();

-- As inherit() in src/record/targets.ts.
create function record_inherit(of_tenant text, source bigint, heir bigint) returns void language plpgsql as $$
declare
  added int;
  next bigint;
begin
  insert into statement_term (tenant, term, pos)
    select of_tenant, term, heir from statement_term where tenant = of_tenant and pos = source
    union select of_tenant, hashtextextended(v.text, 0), heir from statement s,
      lateral (values ('agent ' || s.actor), ('verb ' || s.verb), ('activity ' || s.object), ('registration ' || s.registration::text), ('vouched ' || s.authority)) as v(text)
      where s.tenant = of_tenant and s.pos = source and v.text is not null
    on conflict do nothing;
  get diagnostics added = row_count;
  if added = 0 then return; end if;
  for next in select r.pos from statement s join statement r on r.tenant = s.tenant and hashtextextended(r.object, 0) = hashtextextended(s.id::text, 0) and r.object = s.id::text where s.tenant = of_tenant and s.pos = heir and r.pos <> heir loop
    perform record_inherit(of_tenant, heir, next);
  end loop;
end $$;

-- Of anybody's agents but ours only the house's HMAC key makes a key, and that is not here: what an old process took from a browser's own words
-- is found by its columns, its activities and our own agents.
create function written_by_before() returns trigger language plpgsql as $$
declare
  ours constant text := 'https://w3id.org/yachay/agents';
  said constant jsonb := new.raw::jsonb;
  found bigint;
  heir bigint;
begin
  insert into statement_term (tenant, term, pos)
    select distinct new.tenant, hashtextextended(t.text, 0), new.pos from (
      select 'agent ' || new.object where said #>> '{object,account,homePage}' = ours
      union all select 'agent~ ' || (said #>> '{context,instructor,account,name}') where said #>> '{context,instructor,account,homePage}' = ours
      union all select 'activity~ ' || (activity #>> '{}') from jsonb_path_query(said, 'lax $.context.contextActivities.*[*].id') activity) as t(text)
    where t.text is not null on conflict do nothing;
  for heir in delete from statement_awaited where tenant = new.tenant and target = new.id returning pos loop
    perform record_inherit(new.tenant, new.pos, heir);
  end loop;
  if said #>> '{object,objectType}' = 'StatementRef' and new.object ~* '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' then
    select pos into found from statement_key where tenant = new.tenant and id = new.object::uuid;
    if found is null then insert into statement_awaited values (new.tenant, new.object::uuid, new.pos) on conflict do nothing;
    else perform record_inherit(new.tenant, found, new.pos);
    end if;
  end if;
  return null;
end $$;
-- Ours end with their time of reception, or are sealed.
create trigger statement_by_before after insert on statement for each row
  when (new.raw not like '%,"stored":"____-__-__T__:__:__.___Z"}') execute function written_by_before();

-- What browsers said in their own words before there were terms.
insert into statement_term (tenant, term, pos)
  select s.tenant, hashtextextended('activity~ ' || (activity #>> '{}'), 0), s.pos from statement s, jsonb_path_query(s.raw::jsonb, 'lax $.context.contextActivities.*[*].id') activity
  where s.raw like '%"contextActivities"%' on conflict do nothing;
