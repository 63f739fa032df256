-- Many proposals that one approver approves in one go. What was approved says the record; this is how far the work has come.
create table approval_batch (
  id uuid primary key,
  tenant text not null,
  by uuid not null,
  at timestamptz not null,
  done timestamptz
);
create index approval_batch_open on approval_batch (at) where done is null;
create index approval_batch_tenant on approval_batch (tenant, at);

create table approval_batch_row (
  batch uuid not null references approval_batch on delete cascade,
  enrolment uuid not null,
  kind text not null,
  -- Null: still to be done. `approved`, or the code of the refusal.
  outcome text,
  primary key (batch, enrolment, kind)
);
create index approval_batch_row_left on approval_batch_row (batch) where outcome is null;
