-- What staff wrote to an applicant beside the reason codes: free text, sealed with her own data key. Belongs to one statement.
create table application_note (
  statement uuid primary key,
  tenant text not null,
  expediente text not null,
  staff uuid not null,
  sealed bytea not null,
  at timestamptz not null
);
create index application_note_application on application_note (tenant, expediente);
