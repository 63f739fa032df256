-- What was written about a request or an incident; the record says only that and when, in codes. Sealed with the person's own data key
-- where she has a record with us (who is erased takes her words along), else with a key of the installation.
create table duty_text (
  id uuid primary key,
  tenant text not null,
  -- The request or the incident.
  about uuid not null,
  person uuid references person,
  part text not null check (part in ('asked', 'answer', 'happened', 'step')),
  sealed bytea not null,
  at timestamptz not null
);
create index duty_text_about on duty_text (about, at, id);
create index duty_text_person on duty_text (person);
