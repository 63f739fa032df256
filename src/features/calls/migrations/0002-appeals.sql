-- What an applicant writes with her appeal is kept beside what staff write to her: then no member of staff wrote it.
alter table application_note alter column staff drop not null;
