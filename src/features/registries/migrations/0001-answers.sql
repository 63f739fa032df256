-- What a registry answered about one document of a person in a programme: codes only, never what the registry tells about her.
-- A person of the staff decides what follows from it; nothing follows by itself.
create table registry_answer (
  id uuid primary key,
  tenant text not null,
  person uuid not null references person,
  document uuid not null references identity_document,
  registry text not null check (registry in ('reniec', 'migraciones', 'id-gob-pe', 'id-peru')),
  assurance text not null check (assurance in ('query', 'questions', 'one-factor', 'two-factor', 'certificate')),
  -- Null while the registry has not answered.
  match text check (match in ('same', 'alike', 'given-names', 'different', 'not-found')),
  restriction text not null check (restriction in ('none', 'death', 'other')),
  at timestamptz not null,
  -- Who asked; null: she signed in with the provider herself.
  asked_by uuid references staff,
  -- Who of the staff takes it for hers first: who asked, or who looked at her own sign-in.
  first_by uuid references staff,
  state text not null check (state in ('asking', 'open', 'confirmed', 'dropped', 'died')),
  decided timestamptz,
  decided_by uuid references staff,
  check ((match is null) = (state = 'asking'))
);
-- One answer at a time waits for a decision.
create unique index registry_answer_open on registry_answer (tenant, person) where state in ('asking', 'open');
create index registry_answer_list on registry_answer (tenant, state, at desc, id);
create index registry_answer_person on registry_answer (person, at desc);
create index registry_answer_document on registry_answer (document);
