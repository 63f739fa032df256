-- Every version of a course that was ever loaded: whoever started one stays on it, whatever happens to the files.
create table course_version (
  hash text primary key,
  course text not null,
  content jsonb not null,
  -- When it was last read from the files; the latest of a course is the one to fall back on when its files are broken.
  loaded timestamptz not null
);
create index course_version_course on course_version (course, loaded);

create table course_picture (
  hash text primary key,
  type text not null,
  bytes bytea not null
);

-- "Report an error in this lesson": free text of a person, so no statement.
create table lesson_report (
  id uuid primary key,
  tenant text not null,
  enrolment uuid not null,
  course text not null,
  version text not null,
  unit text not null,
  lang text not null,
  section text not null,
  text text not null,
  reported timestamptz not null,
  closed timestamptz,
  closed_by uuid
);
create index lesson_report_open on lesson_report (tenant, closed, reported desc);
create index lesson_report_enrolment on lesson_report (enrolment, reported);
