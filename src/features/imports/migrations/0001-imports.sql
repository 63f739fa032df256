-- One uploaded table. Its name, bytes and rows are sealed and go after IMPORT_DAYS; what came of each row stays.
create table import_batch (
  id uuid primary key,
  tenant text not null,
  kind text not null,
  -- Of whoever uploaded it; null: the whole programme.
  organisation text,
  staff uuid not null,
  at timestamptz not null,
  file_hash text not null,
  file_kind text not null,
  sealed_name bytea not null,
  sealed_file bytea,
  -- asking: questions or the preview are open. running, undoing: a job works on it.
  state text not null check (state in ('asking', 'running', 'done', 'undoing', 'undone')),
  layout jsonb,
  answers jsonb not null,
  preview jsonb,
  rows int not null,
  -- Parts that the job is done with.
  done_parts int not null default 0,
  touched timestamptz not null
);
-- The same file again is the same batch (DOMAIN.md 5.3, no. 22).
create unique index import_batch_file on import_batch (tenant, kind, file_hash, coalesce(organisation, ''));
create index import_batch_at on import_batch (tenant, at desc);
create index import_batch_state on import_batch (state) where state in ('running', 'undoing');

-- Rows as they were read, some hundred together.
create table import_part (
  batch uuid not null references import_batch (id) on delete cascade,
  n int not null,
  sealed bytea not null,
  primary key (batch, n)
);

-- What came of a row: written in the transaction that wrote its statements, so a second run does nothing twice.
create table import_row (
  batch uuid not null references import_batch (id) on delete cascade,
  n int not null,
  outcome text not null check (outcome in ('entered', 'already', 'bad', 'undone')),
  -- The enrolment or statement that it made, for undoing.
  made text,
  sealed_faults bytea,
  primary key (batch, n)
);
create index import_row_outcome on import_row (batch, outcome, n);

-- What an executing entity claims when it closes: compared with the record, never a figure of ours.
create table closing_claim (
  tenant text not null,
  batch uuid not null references import_batch (id) on delete cascade,
  organisation text,
  region text not null,
  sex text not null,
  enrolled int not null,
  active int not null,
  concluded int not null,
  passed int not null,
  withdrew int not null,
  primary key (batch, region, sex)
);
create index closing_claim_of on closing_claim (tenant, organisation);
