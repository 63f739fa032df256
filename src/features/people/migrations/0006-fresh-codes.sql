-- When she last typed a code of her app in this session: what counts for a country asks for a fresh one.
alter table session add column confirmed timestamptz;

-- What an auditor reads of a programme, newest first.
create index staff_log_looks on staff_log (tenant, at desc) where action = 'document-seen';
