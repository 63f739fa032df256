-- Which tutor is in charge of which section, and since when. A row is closed, never deleted: an auditor asks who was in charge then.
create table section_tutor (
  id uuid primary key,
  tenant text not null,
  section text not null,
  staff uuid not null,
  since timestamptz not null,
  assigned_by uuid not null,
  until timestamptz,
  ended_by uuid
);
create unique index section_tutor_once on section_tutor (tenant, section, staff) where until is null;
create index section_tutor_staff on section_tutor (tenant, staff) where until is null;
