-- Why no head is signed now: what was signed before does not fit what the rows say. Null: it fits.
alter table log add column refused text;
-- Names of the witnesses that this head was shown to.
alter table log_checkpoint add column asked text[] not null default '{}';
