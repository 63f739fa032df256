-- What is marked in an attempt that was not sent yet; gone once it is sent.
create table quiz_draft (
  tenant text not null,
  enrolment uuid not null,
  attempt int not null,
  quiz text not null,
  version text not null,
  typed jsonb not null,
  saved timestamptz not null,
  primary key (tenant, enrolment, attempt)
);
