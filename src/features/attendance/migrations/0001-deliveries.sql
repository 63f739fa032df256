-- Items that came from phones: the same item again changes nothing, whatever was corrected in between, and gets the same answer.
create table attendance_delivery (
  item uuid primary key,
  tenant text not null,
  staff uuid not null,
  session text not null,
  received timestamptz not null,
  -- [{ enrolment, sentence: {es, en} }]: rows that did not enter.
  refused jsonb not null
);
create index attendance_delivery_session on attendance_delivery (tenant, session);

-- Codes that were typed wrong: six digits can be guessed by whoever may try for ever.
create table attendance_wrong_code (
  tenant text not null,
  agent text not null,
  at timestamptz not null
);
create index attendance_wrong_code_agent on attendance_wrong_code (tenant, agent, at);

-- Scans of a QR whose session is still on the tutor's phone: taken, and looked at again when that phone had signal.
create table attendance_scan (
  item uuid primary key,
  person uuid not null,
  data jsonb not null,
  at timestamptz not null,
  device timestamptz not null,
  skewed boolean not null,
  received timestamptz not null
);
