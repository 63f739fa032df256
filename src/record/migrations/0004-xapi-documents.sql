-- Documents of outside tools: activity state, activity profile, agent profile (xAPI 1.0.3, Communication 2.2). Not statements: they change and go.
-- Document ids and activity IRIs stand in clear, as activity IRIs do in the record; tools are told not to put anything of a person into them.
-- The agent is the agent key (xapi/agent-key.ts). Content type and contents are sealed.
create table xapi_document (
  -- SHA-256 over tenant, kind, activity, agent, registration and id: an IRI may be longer than an index row.
  place bytea primary key,
  -- SHA-256 over tenant, kind, activity and agent: what a list of ids is asked for.
  folder bytea not null,
  tenant text not null,
  kind text not null check (kind in ('state', 'activity-profile', 'agent-profile')),
  activity text,
  agent text,
  registration uuid,
  id text not null,
  updated timestamptz not null,
  -- Whose data key it is sealed with; the tenant's own where no agent stands.
  person bigint not null references statement_person (id),
  sealed bytea not null
);
create index xapi_document_folder on xapi_document (folder);
create index xapi_document_person on xapi_document (person);

-- Names that clients gave to agents, for the Person object of the agents resource: personal, so sealed with the agent's key.
create table xapi_agent_name (
  tenant text not null,
  agent text not null,
  -- HMAC-SHA-256 of the name under the agent's data key: the same name is one row, and tells nothing.
  tag bytea not null,
  person bigint not null references statement_person (id),
  sealed bytea not null,
  primary key (tenant, agent, tag)
);
create index xapi_agent_name_person on xapi_agent_name (person);

-- What clients with the scope `define` said that an activity is or a verb is called, merged. JSON text, since jsonb refuses some strings that JSON allows.
create table xapi_definition (
  tenant text not null,
  kind text not null check (kind in ('activity', 'verb')),
  -- SHA-256 of the IRI.
  key bytea not null,
  iri text not null,
  body text not null,
  primary key (tenant, kind, key)
);

-- Erasing a person's data key takes along what could not be read any more. Whoever writes here holds her row shared, so nothing slips in behind.
create function forget_erased() returns trigger language plpgsql as $$
begin
  delete from xapi_document where person = new.id;
  delete from xapi_agent_name where person = new.id;
  return null;
end $$;
create trigger statement_person_erased after update of data_key on statement_person
  for each row when (new.data_key is null) execute function forget_erased();
