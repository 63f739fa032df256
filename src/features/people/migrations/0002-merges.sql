-- Two records of one person, joined by staff: `merged` into `root`. Undone, never deleted. The acts stand in the record, per
-- programme; this says it of the installation, so that a programme entered later learns of it too.
create table person_merge (
  id uuid primary key,
  merged uuid not null references person,
  root uuid not null references person,
  reason text not null,
  by_staff uuid not null references staff,
  at timestamptz not null,
  undone timestamptz,
  undone_by uuid references staff
);
create unique index person_merge_open on person_merge (merged) where undone is null;
create index person_merge_root on person_merge (root);

-- When she entered the programme herself; null for an agent that only stands for a merged record there.
alter table agent add column entered timestamptz;
update agent set entered = since;
