-- Whom each line of a frozen frame stands for: the record has the frame's hash and the lines that were drawn, and never whose they are.
create table audit_frame (
  audit uuid not null,
  tenant text not null,
  pseudonym text not null,
  agent uuid not null,
  primary key (audit, pseudonym)
);
