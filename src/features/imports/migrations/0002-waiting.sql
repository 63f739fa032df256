-- What the office's front page counts: tables that wait for an answer, and those whose rows may still be corrected.
create index import_batch_asking on import_batch (tenant, at, id) where state = 'asking';
create index import_batch_kept on import_batch (tenant, at, id) where state = 'done' and sealed_file is not null;
